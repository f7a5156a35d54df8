import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { before as swaggerPlugin } from '@nestjs/swagger/plugin';
import ts from 'typescript';
import { dist, root } from '../compile.mjs';

const described = join(root, 'test-results', 'described');

/** Returns the tracker's sources without specs, as the type checker sees them. */
export function sourceProgram() {
  const path = join(root, 'tsconfig.build.json');
  const { config, error } = ts.readConfigFile(path, ts.sys.readFile);
  if (error) throw new Error(ts.flattenDiagnosticMessageText(error.messageText, '\n'));
  const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, dirname(path));
  const program = ts.createProgram(fileNames, { ...options, incremental: false });
  // The order of a union's members is that in which the checker met them, so it has to meet them all, from the first
  // file.
  program.getSemanticDiagnostics();
  return program;
}

/**
 * Makes a second build beside `dist`, in which request and answer classes describe themselves to `@nestjs/swagger`. Its
 * compiler plugin needs types, so TypeScript compiles these classes and their controllers. Returns the folder.
 */
export async function describedBuild(program) {
  const plugin = await pluginOptions();
  await rm(described, { recursive: true, force: true });
  await cp(dist, described, { recursive: true });
  const transformers = { before: [swaggerPlugin(plugin, program)] };
  const endings = [...plugin.dtoFileNameSuffix, ...plugin.controllerFileNameSuffix];
  const outputs = [];
  const keep = (file, text) => outputs.push([join(described, file.slice(dist.length)), text]);
  for (const source of program.getSourceFiles()) {
    if (!endings.some((ending) => source.fileName.endsWith(ending)) || source.isDeclarationFile) continue;
    program.emit(source, keep, undefined, false, transformers);
  }
  await Promise.all(outputs.map(([file, text]) => writeFile(file, text)));
  return described;
}

async function pluginOptions() {
  const { compilerOptions } = JSON.parse(await readFile(join(root, 'nest-cli.json'), 'utf8'));
  return compilerOptions.plugins.find(({ name }) => name === '@nestjs/swagger').options;
}
