/**
 * Latency of a search, by kind and seat. `npm run bench:search`; BENCH_COMPLAINTS sets the number of complaints
 * (20,000). Exits with 1 if the 95th percentile of a name or a text is above 150 ms. That of an identifier may be twice
 * the cheapest route.
 */
import { cpus } from 'node:os';
import { onPlace } from './place.mjs';
import { laySearchGround } from './search-ground.mjs';

const complaints = Number(process.env.BENCH_COMPLAINTS ?? 20_000);
const asked = Number(process.env.BENCH_SEARCHES ?? 60);
const maxMilliseconds = 150;
const maxTimesCheapest = 2;

await onPlace(async (place) => {
  const db = await place.connect();
  const began = Date.now();
  const seats = await laySearchGround(db, complaints);
  process.stdout.write(`${complaints} complaints in ${Math.round((Date.now() - began) / 1000)} s\n`);
  const { rows: names } = await db.query(
    'SELECT given_name AS given, family_name AS family FROM app.suspects ORDER BY md5(id::text) LIMIT 200',
  );
  const port = await place.startTracker();
  const rows = [];
  for (const [seat, token] of Object.entries(seats)) rows.push(...(await atSeat(port, seat, token, names)));
  process.stdout.write(`${cpus().length} cores, Node ${process.version}, ${asked} of each\n`);
  console.table(rows);
  if (rows.some((row) => row['p95, ms'] > row['at most'])) process.exitCode = 1;
});

async function atSeat(port, seat, token, names) {
  const post = (path, body) => timed(port, token, path, { method: 'POST', body: JSON.stringify(body) });
  const any = () => 1 + Math.floor(Math.random() * complaints);
  const name = () => names[Math.floor(Math.random() * names.length)];
  const kinds = {
    'a name, whole': () => post('/search', { text: `${name().given} ${name().family}` }),
    'a family name': () => post('/search', { text: name().family }),
    'a family name, misspelt': () => post('/search', { text: name().family.replace(/^(.)(.)/, '$1h$2') }),
    'a suspect with a similar name': () => post('/suspects/similar', similarTo(name())),
    'a given name': () => post('/search', { text: name().given }),
    'a word in nearly all': () => post('/search', { text: 'chat account' }),
    'the same with a filter': () =>
      post('/search', { text: 'chat account', filters: { state: 'assigned', type: 'sextortion' } }),
    'a word in some': () => post('/search', { text: 'stranger meeting -school' }),
    'a word in few': () => post('/search', { text: 'wzzyel' }),
    'a word in one': () => post('/search', { text: `x${any()}q` }),
    'words next to each other': () => post('/search', { text: '"chat phone friend"' }),
    'a reference': () => post('/search', { text: `NE-${String(any()).padStart(6, '0')}` }),
    'an address': () => post('/search', { text: `owl.${any()}@example.com` }),
    'an address that a tenth share': () => post('/search', { text: '203.0.113.9' }),
  };
  const [cheapest, lookedUp] = await percentiles(
    () => timed(port, token, '/accounts/me'),
    () => post('/identifiers/look-up', { kind: 'email', raw: `owl.${any()}@example.com` }),
  );
  const rows = [
    { seat, 'looked for': '(the cheapest route)', ...cheapest },
    {
      seat,
      'looked for': '(an identifier, looked up)',
      ...lookedUp,
      'at most': maxTimesCheapest * cheapest['p95, ms'],
    },
  ];
  for (const [what, ask] of Object.entries(kinds)) {
    const [times] = await percentiles(ask);
    rows.push({ seat, 'looked for': what, ...times, 'at most': maxMilliseconds });
  }
  return rows;
}

/** The name as a caller may spell it. */
function similarTo({ given, family }) {
  return { givenName: given, familyName: family.replace(/^(.)(.)/, '$1h$2') };
}

async function timed(port, token, path, { method = 'GET', body } = {}) {
  const headers = { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) };
  const began = performance.now();
  const response = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, { method, headers, body });
  await response.arrayBuffer();
  if (response.status !== 200) throw new Error(`${path} answered ${response.status}`);
  return performance.now() - began;
}

async function percentiles(...asks) {
  const times = asks.map(() => []);
  for (let round = 0; round < asked + 5; round += 1) {
    for (const [n, ask] of asks.entries()) times[n].push(await ask());
  }
  return times.map((of) => {
    const sorted = of.slice(5).toSorted((one, other) => one - other);
    const at = (share) => Number(sorted[Math.ceil(share * sorted.length) - 1].toFixed(1));
    return { 'p50, ms': at(0.5), 'p95, ms': at(0.95) };
  });
}
