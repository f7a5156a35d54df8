/**
 * Runs a bench by name: `npm run bench` compares the tracker with a bare server, `npm run bench -- reports` measures reports over many
 * complaints.
 */
const benches = { bare: './bare.mjs', reports: './reports/main.mjs' };
// Under scripts/run.mjs the first argument is this file. Flags are those of the bench.
const [, name = 'bare'] = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
if (Object.hasOwn(benches, name)) {
  await import(benches[name]);
} else {
  process.stderr.write(`There is no bench ${name}; there are ${Object.keys(benches).join(' and ')}.\n`);
  process.exitCode = 1;
}
