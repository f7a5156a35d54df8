/**
 * Rate of the import of CyberTips from archives, each with a person, five identifiers and two files. The same run
 * measures bare inserts of the same rows, with the same indexes, without triggers, one transaction a tip.
 * `npm run bench:tips`; TIPS sets the number of tips (2,000).
 */
import { cpus } from 'node:os';
import { strToU8, zipSync } from 'fflate';
import { onPlace } from './place.mjs';
import { createSupervisor } from './supervisor.mjs';

const tips = Number(process.env.TIPS ?? 2000);
const tipsOfFile = 250;
const rounds = 3;
const tables = ['complaints', 'reported_persons', 'reported_files', 'identifiers', 'tip_versions'];
const details = 'The user wrote to accounts of children, and asked for a meeting in a game chat. '.repeat(5);

await onPlace(async (place) => {
  const db = await place.connect();
  const token = await createSupervisor(db);
  const port = await place.startTracker();
  await layBareTables(db);

  // Rounds alternate, so a drift of the machine's speed affects both.
  const ratios = [];
  for (let round = 0; round <= rounds; round += 1) {
    const from = 1 + round * tips;
    const imported = await seconds(() => importTips(port, token, from));
    const bare = await seconds(() => insertBare(db));
    // The first round is a warm-up and is not counted. Plans that date from empty tables end with it, as they do within a
    // minute of a new installation, when autovacuum analyzes the tables.
    if (round === 0) await db.query('ANALYZE');
    if (round > 0) ratios.push({ share: bare / imported, tips: tips / imported, bare: tips / bare });
  }

  const middle = ratios.toSorted((one, other) => one.share - other.share)[Math.floor(rounds / 2)];
  const { n } = (await db.query('SELECT count(*)::int AS n FROM app.tip_versions')).rows[0];
  const total = tips * (rounds + 1);
  const found = [
    { what: 'tips', figure: n, 'at least': total, 'at most': total },
    { what: 'tips a second', figure: Math.round(middle.tips) },
    { what: 'bare inserts, tips a second', figure: Math.round(middle.bare) },
    { what: 'share of bare', figure: Number(middle.share.toFixed(3)), 'at least': 0.1 },
  ];
  process.stdout.write(`${rounds} rounds of ${tips} tips; ${cpus().length} cores, Node ${process.version}\n`);
  console.table(found);
  if (found.some((one) => one.figure > (one['at most'] ?? Infinity) || one.figure < (one['at least'] ?? 0)))
    process.exitCode = 1;
});

async function seconds(work) {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

async function importTips(port, token, from) {
  for (let first = from; first < from + tips; first += tipsOfFile) {
    const numbers = Array.from({ length: Math.min(tipsOfFile, from + tips - first) }, (_, at) => first + at);
    const files = numbers.map((n) => [`${n}.xml`, strToU8(tip(n))]);
    const response = await fetch(`http://127.0.0.1:${port}/api/v1/tip-imports`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/zip' },
      body: zipSync(Object.fromEntries(files)),
    });
    const { items } = await response.json();
    if (response.status !== 200 || items.some(({ outcome }) => outcome !== 'created'))
      throw new Error(`An import of tips answered ${response.status}`);
  }
}

async function layBareTables(db) {
  await db.query('CREATE SCHEMA bare');
  for (const table of tables) await db.query(`CREATE TABLE bare.${table} (LIKE app.${table} INCLUDING ALL)`);
}

/** Inserts the rows of the last tips again, as many as a round has. */
async function insertBare(db) {
  const { rows } = await db.query('SELECT id FROM app.complaints ORDER BY id DESC LIMIT $1', [tips]);
  for (const { id } of rows) {
    await db.query('BEGIN');
    for (const table of tables) {
      const key = table === 'complaints' ? 'id' : 'complaint_id';
      await db.query({
        name: table,
        text: `INSERT INTO bare.${table} SELECT * FROM app.${table} WHERE ${key} = $1`,
        values: [id],
      });
    }
    await db.query('COMMIT');
  }
}

function tip(n) {
  const at = new Date(Date.UTC(2026, 0, 1) + n * 61_000).toISOString();
  const hash = n.toString(16).padStart(32, '5');
  return `<cyberTip><report reportId="${300_000_000 + n}">
  <incidentSummary><incidentType>Online Enticement of Children for Sexual Acts</incidentType>
    <platform>Example Chat</platform><incidentDateTime>${at}</incidentDateTime></incidentSummary>
  <reporter><reportingPerson><email>desk@example.org</email></reportingPerson></reporter>
  <personOrUserReported>
    <personOrUserReportedPerson><firstName>Rowan</firstName><lastName>Example</lastName>
      <phone>+1402${String(2_000_000 + n)}</phone><email>owl${n}@example.com</email><age>36</age></personOrUserReportedPerson>
    <espIdentifier>id-${n}</espIdentifier><espService>Example Chat</espService><screenName>owl_${n}</screenName>
    <ipCaptureEvent><ipAddress>10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}</ipAddress><eventName>Login</eventName>
      <dateTime>${at}</dateTime></ipCaptureEvent>
    <additionalInfo>${details}</additionalInfo>
  </personOrUserReported>
  </report>
  ${['4', '6']
    .map(
      (kind) => `<fileDetails><fileId>${kind}${hash}</fileId><originalFileName>${kind}${n}.dat</originalFileName>
    <fileViewedByEsp>false</fileViewedByEsp><originalFileHash hashType="MD5">${kind}${hash.slice(1)}</originalFileHash></fileDetails>`,
    )
    .join('')}
</cyberTip>`;
}
