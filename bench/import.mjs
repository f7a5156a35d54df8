/**
 * Rate of the import of complaints by file, each with two identifiers, and its memory. The same run measures a bare
 * COPY of the same rows, with the same indexes and without triggers. `npm run bench:import`; IMPORT_ROWS sets the
 * number of rows (775,000). With `-- --save` the figures become those of this release in bench/figures.json.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
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
  const token = await createSupervisor(db);
  const [file, tokenFile] = [join(folder, 'tips.csv'), join(folder, 'token')];
  await Promise.all([writeTips(file), writeFile(tokenFile, token)]);

  const looked = await imported(place, ['--file', file, '--token-file', tokenFile]);
  const entered = await imported(place, ['--file', file, '--token-file', tokenFile, '--commit']);
  const again = await imported(place, ['--file', file, '--token-file', tokenFile, '--commit']);
  const { n } = (await db.query('SELECT count(*)::int AS n FROM app.complaints')).rows[0];
  const { linked } = (await db.query('SELECT sum(entries)::int AS linked FROM audit.links')).rows[0];
  const bare = await copied(db, folder, ['app.complaints', 'app.identifiers']);
  const derived = await copied(db, folder, ['audit.entries', 'search.complaints', 'tally.deltas']);

  const seconds = looked.seconds + entered.seconds;
  const found = [
    { what: 'complaints', figure: n, 'at least': rows, 'at most': rows },
    { what: 'entries of the trail, linked', figure: linked, 'at least': 3 * rows },
    { what: 'looked through, rows a second', figure: Math.round(rows / looked.seconds) },
    { what: 'entered, rows a second', figure: Math.round(rows / entered.seconds) },
    { what: 'both, rows a second', figure: Math.round(rows / seconds) },
    { what: 'bare COPY, rows a second', figure: Math.round(rows / bare) },
    { what: 'share of bare', figure: share(bare / seconds), 'at least': 0.25, goal: 0.33 },
    { what: 'share of bare, with a COPY of trail, search and ledger', figure: share((bare + derived) / seconds) },
    { what: 'the same file again, rows a second', figure: Math.round(rows / again.seconds) },
    { what: 'memory, MB', figure: Math.round(Math.max(looked.most, entered.most, again.most) / 1e6), 'at most': 300 },
  ];
  process.stdout.write(
    `${rows} complaints with two identifiers each; ${cpus().length} cores, Node ${process.version}\n`,
  );
  console.table(found);
  if (process.argv.includes('--save')) {
    await saveReleaseFigures({
      [`import of ${rows.toLocaleString('en-US')} complaints ÷ bare COPY`]: share(bare / seconds),
      'import, rows/s': Math.round(rows / seconds),
      'import, memory in MB': Math.round(Math.max(looked.most, entered.most, again.most) / 1e6),
    });
  }
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
  const began = performance.now();
  const child = spawn(process.execPath, ['--max-semi-space-size=4', 'dist/src/commands/import.command.js', ...line], {
    env: { ...process.env, DATABASE_URL: place.postgres.appUrl, DATABASE_AUTH_URL: place.postgres.authUrl },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  let most = 0;
  const watch = setInterval(async () => {
    const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
    most = Math.max(most, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024);
  }, 100);
  const [code] = await once(child, 'exit');
  clearInterval(watch);
  if (code !== 0) throw new Error(`The import ended with ${code}`);
  return { seconds: (performance.now() - began) / 1000, most };
}

/** Copies the same rows without rules and triggers. Returns the seconds. */
async function copied(db, folder, tables) {
  await db.query('CREATE SCHEMA IF NOT EXISTS bare');
  const copies = tables.map((table) => ({ table, to: `bare.${table.replace('.', '_')}`, file: join(folder, table) }));
  for (const { table, to, file } of copies) {
    await db.query(`CREATE TABLE ${to} (LIKE ${table} INCLUDING ALL)`);
    await db.query(`COPY (SELECT * FROM ${table}) TO '${file}' (FORMAT binary)`);
  }
  await db.query('CHECKPOINT');
  const began = performance.now();
  for (const { to, file } of copies) await db.query(`COPY ${to} FROM '${file}' (FORMAT binary)`);
  return (performance.now() - began) / 1000;
}

function share(figure) {
  return Number(figure.toFixed(3));
}
