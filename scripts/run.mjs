import { launch } from './launch.mjs';

/** Builds what is stale and runs one command of the tracker: `node scripts/run.mjs dist/src/commands/migrate.command.js`. */
const [entry] = process.argv.slice(2);
if (!entry) {
  process.stderr.write('Name the file of dist to run, such as dist/src/commands/migrate.command.js.\n');
  process.exit(1);
}
await launch(entry);
