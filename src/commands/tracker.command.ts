import { commands, formatCommands, formatHelp } from './command-list.js';
import { parseArguments, print } from './cli.js';

/** Exit code for a command line that names no command: EX_USAGE of sysexits. */
const unknownCommandCode = 64;

/** Runs `npm run tracker -- <command>`: lists the commands, describes one, or starts it with its arguments. */
async function main([name, ...args]: readonly string[]): Promise<void> {
  const command = commands.find((one) => one.name === name);
  if (command && args.includes('--help')) printLines(formatHelp(command));
  else if (command) await start(command.file, [...(command.fixed ?? []), ...args]);
  else if (name === '--help') printLines(formatCommands());
  else {
    const sentence = name === undefined ? 'Name a command.' : `There is no command ${JSON.stringify(name)}.`;
    process.stderr.write(`${[sentence, ...formatCommands()].join('\n')}\n`);
    process.exitCode = unknownCommandCode;
  }
}

/** Loads the file of a command, which reads its arguments where `node` itself would have put them. */
async function start(file: string, args: readonly string[]): Promise<void> {
  process.argv.splice(2, process.argv.length, ...args);
  await import(new URL(`${file}.command.js`, import.meta.url).href);
}

function printLines(lines: readonly string[]): void {
  for (const line of lines) print(line);
}

await main(parseArguments(process.argv));
