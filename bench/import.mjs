/**
 * Rate of the import of complaints by file, each with two identifiers, and its memory. The same run measures a bare
 * COPY of the same rows, with the same indexes and without triggers. `npm run bench:import`; IMPORT_ROWS sets the
 * number of rows (775,000). The CPU time of a row is that of the command with its threads, and of all processes of Postgres. With `-- --save` the figures become those of this release in bench/figures.json.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { noCpuTime, readParent, Stopwatch } from './cpu-time.mjs';
import { saveReleaseFigures } from './figures.mjs';
import { onPlace } from './place.mjs';
import { createSupervisor } from './supervisor.mjs';

const rows = Number(process.env.IMPORT_ROWS ?? 775_000);
const narrative = 'An adult asked a 13-year-old for a meeting in a game chat, and sent a link to another one. '.repeat(
  3,
);

await onPlace(async (place) => {
  const folder = await mkdtemp(join(tmpdir(), 'tracker-import-'));
  place.endsWith(() => rm(folder, { recursive: true, force: true }));
  await chmod(folder, 0o777);
  const db = await place.connect();
  const { rows: backends } = await db.query('SELECT pg_backend_pid() AS pid');
  place.postmaster = await readParent(backends[0].pid);
  const token = await createSupervisor(db);
  const [file, tokenFile] = [join(folder, 'tips.csv'), join(folder, 'token')];
  await Promise.all([writeTips(file), writeFile(tokenFile, token)]);

  const looked = await imported(place, ['--file', file, '--token-file', tokenFile]);
  const entered = await imported(place, ['--file', file, '--token-file', tokenFile, '--commit']);
  const again = await imported(place, ['--file', file, '--token-file', tokenFile, '--commit']);
  const { n } = (await db.query('SELECT count(*)::int AS n FROM app.complaints')).rows[0];
  // A serving tracker does this each second, also during an import.
  const linking = await Stopwatch.start(place.postmaster);
  while (!(await db.query('SELECT is_complete FROM audit.link_committed()')).rows[0].is_complete);
  const linkingTime = await linking.stop();
  const { linked } = (await db.query('SELECT sum(entries)::int AS linked FROM audit.links')).rows[0];
  const bare = await copied(place, db, folder, ['app.complaints', 'app.identifiers']);
  const derived = await copied(place, db, folder, ['audit.entries', 'search.complaints', 'tally.deltas']);

  const seconds = looked.seconds + entered.seconds;
  const found = [
    { what: 'complaints', figure: n, 'at least': rows, 'at most': rows },
    { what: 'entries of the trail, linked', figure: linked, 'at least': 3 * rows },
    { what: 'looked through, rows a second', figure: Math.round(rows / looked.seconds) },
    { what: 'entered, rows a second', figure: Math.round(rows / entered.seconds) },
    { what: 'both, rows a second', figure: Math.round(rows / seconds) },
    { what: 'bare COPY, rows a second', figure: Math.round(rows / bare.seconds) },
    { what: 'share of bare', figure: share(bare.seconds / seconds), 'at least': 0.25, goal: 0.33 },
    {
      what: 'share of bare, with a COPY of trail, search and ledger',
      figure: share((bare.seconds + derived.seconds) / seconds),
    },
    { what: 'the same file again, rows a second', figure: Math.round(rows / again.seconds) },
    { what: 'memory, MB', figure: Math.round(Math.max(looked.most, entered.most, again.most) / 1e6), 'at most': 300 },
  ];
  process.stdout.write(
    `${rows} complaints with two identifiers each; ${cpus().length} cores, Node ${process.version}\n`,
  );
  console.table(found);
  if (process.argv.includes('--save')) {
    await saveReleaseFigures({
      [`import of ${rows.toLocaleString('en-US')} complaints ÷ bare COPY`]: share(bare.seconds / seconds),
      'import, rows/s': Math.round(rows / seconds),
      'import, memory in MB': Math.round(Math.max(looked.most, entered.most, again.most) / 1e6),
    });
  }
  if (place.postmaster === null) process.stdout.write(`${noCpuTime}\n`);
  else
    console.table([
      { what: 'validation, CPU µs a row', ...microsOfRow(looked) },
      { what: 'commit, CPU µs a row', ...microsOfRow(entered) },
      { what: 'links of the trail, CPU µs a row', ...microsOfRow(linkingTime) },
      { what: 'bare COPY, CPU µs a row', ...microsOfRow(bare) },
    ]);
  const isMissed = found.some(
    (one) => one.figure > (one['at most'] ?? Infinity) || one.figure < (one['at least'] ?? 0),
  );
  if (isMissed) process.exitCode = 1;
});

async function writeTips(file) {
  const out = createWriteStream(file);
  out.write('source,externalReference,type,receivedAt,state,county,narrative,suspectEmail,suspectIp\n');
  for (let n = 1; n <= rows; n += 1) {
    const at = new Date(Date.UTC(2018, 0, 1) + n * 240_000).toISOString();
    const ip = `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`;
    const line = `ncmec_cybertip,${n},enticement,${at},NE,Douglas,"${narrative}",owl${n}@example.com,${ip}\n`;
    if (!out.write(line)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
}

async function imported(place, line) {
  const watch = await Stopwatch.start(place.postmaster);
  const child = spawn(
    process.execPath,
    ['--max-semi-space-size=4', '--max-old-space-size=160', 'dist/src/commands/import.command.js', ...line],
    {
      env: { ...process.env, DATABASE_URL: place.postgres.appUrl, DATABASE_AUTH_URL: place.postgres.authUrl },
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  );
  let most = 0;
  const polling = setInterval(async () => {
    const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
    most = Math.max(most, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024);
  }, 100);
  const [code] = await once(child, 'exit');
  clearInterval(polling);
  if (code !== 0) throw new Error(`The import ended with ${code}`);
  return { ...(await watch.stop()), most };
}

/** Copies the same rows without rules and triggers. Returns the time. */
async function copied(place, db, folder, tables) {
  await db.query('CREATE SCHEMA IF NOT EXISTS bare');
  const copies = tables.map((table) => ({ table, to: `bare.${table.replace('.', '_')}`, file: join(folder, table) }));
  for (const { table, to, file } of copies) {
    await db.query(`CREATE TABLE ${to} (LIKE ${table} INCLUDING ALL)`);
    await db.query(`COPY (SELECT * FROM ${table}) TO '${file}' (FORMAT binary)`);
  }
  await db.query('CHECKPOINT');
  const watch = await Stopwatch.start(place.postmaster);
  for (const { to, file } of copies) await db.query(`COPY ${to} FROM '${file}' (FORMAT binary)`);
  return watch.stop();
}

function microsOfRow({ node, postgres }) {
  return { Node: Math.round((node * 1000) / rows), Postgres: Math.round((postgres * 1000) / rows) };
}

function share(figure) {
  return Number(figure.toFixed(3));
}
