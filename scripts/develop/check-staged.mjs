/**
 * Checks the staged files with ESLint and Prettier, for an opt-in pre-commit hook (`git config core.hooksPath .githooks`).
 * It changes nothing.
 */
import { execFileSync } from 'node:child_process';
import { extname, join } from 'node:path';
import { preflight, root } from '../preflight.mjs';

process.chdir(root);
preflight();
const { ESLint } = await import('eslint');
const { check, getFileInfo, resolveConfig } = await import('prettier');

const faults = [];
for (const file of stagedFiles()) {
  const text = execFileSync('git', ['show', `:${file}`], { encoding: 'utf8', maxBuffer: 2 ** 26 });
  faults.push(...(await lintFaults(file, text)), ...(await formatFaults(file, text)));
}
for (const fault of faults) console.error(fault);
if (faults.length > 0) {
  console.error('Nothing was committed. Correct the files and stage them again, or commit with --no-verify.');
  process.exitCode = 1;
}

function stagedFiles() {
  const names = execFileSync('git', ['diff', '--cached', '--name-only', '--diff-filter=ACMR', '-z'], {
    encoding: 'utf8',
  });
  return names.split('\0').filter(Boolean);
}

async function lintFaults(file, text) {
  if (!['.ts', '.js', '.mjs', '.cjs'].includes(extname(file))) return [];
  const [{ messages }] = await new ESLint().lintText(text, { filePath: join(root, file) });
  return messages.map(({ line, message, ruleId }) => `${file}:${line} ${message} (${ruleId})`);
}

async function formatFaults(file, text) {
  const { ignored, inferredParser } = await getFileInfo(file, { ignorePath: '.prettierignore' });
  if (ignored || inferredParser === null) return [];
  const isFormatted = await check(text, { ...(await resolveConfig(file)), filepath: file });
  return isFormatted ? [] : [`${file} is not formatted: npx prettier --write ${file}`];
}
