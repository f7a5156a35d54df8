import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Command or statement that a page of docs/operations shows. */
export interface BookCommand {
  readonly page: string;
  readonly language: 'sh' | 'sql';
  readonly command: string;
}

const folder = 'docs/operations';
const programs =
  'cd chmod chronyc cp curl df docker envsubst export head install journalctl node npm openssl patronictl pg_dropcluster pg_isready ' +
  'pgbackrest psql set sha256sum systemctl systemd-analyze timedatectl umask useradd';
const begins = new RegExp(`^(?:[A-Z_]+=\\S+ )?(?:${programs.split(' ').join('|')})(?: |$)`);
/** Five fields of a line of cron. */
const schedule = /^(?:[\d*/]+ +){5}/;

/** Returns each command and statement of the pages once: lines of a block, and code within a sentence that has a program and its arguments. */
export async function readBook(): Promise<BookCommand[]> {
  const pages = (await readdir(folder)).filter((name) => name.endsWith('.md'));
  const shown = await Promise.all(
    pages.map(async (page) => commandsIn(page, await readFile(join(folder, page), 'utf8'))),
  );
  const first = new Map(shown.flat().map((command) => [command.command, command]));
  return [...first.values()];
}

function commandsIn(page: string, text: string): BookCommand[] {
  const found: BookCommand[] = [];
  const sentences = text.replaceAll(
    /^( *)```(\w*)\n([\s\S]*?)^ *```$/gm,
    (_, _indent, language: string, block: string) => {
      if (language === 'sql')
        found.push(...statementsIn(block).map((command) => ({ page, language: 'sql' as const, command })));
      if (language === 'sh' || language === '')
        found.push(...linesIn(block).map((command) => ({ page, language: 'sh' as const, command })));
      return '';
    },
  );
  for (const [, code = ''] of sentences.matchAll(/`([^`\n]+)`/g))
    if (/ /.test(code) && begins.test(code)) found.push({ page, language: 'sh', command: code });
  return found;
}

function statementsIn(block: string): string[] {
  return block
    .split(';')
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}

function linesIn(block: string): string[] {
  return block
    .replaceAll(/ *\\\n\s*/g, ' ')
    .split('\n')
    .map((line) => line.trim().replace(schedule, ''))
    .filter((line) => begins.test(line));
}
