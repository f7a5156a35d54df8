/**
 * Compares the first page of a list with the thousandth, of a million complaints, whole and filtered; and the list of
 * an agency that has a hundred of them. `npm run bench:lists`; LISTS_COMPLAINTS sets another number.
 */
import { cpus } from 'node:os';
import { layGround } from './ground.mjs';
import { Place } from './place.mjs';

const complaints = Number(process.env.LISTS_COMPLAINTS ?? 1_000_000);
const pageSize = 50;
const deep = Math.min(1000, Math.floor(complaints / pageSize / 2));
const asked = 600;

const place = await Place.open();
try {
  const { token, small } = await layGround(place.adminUrl, complaints, { isQuick: true });
  const port = await place.startTracker();
  const authorization = `Bearer ${token}`;
  const rows = [];
  for (const path of ['/complaints', '/complaints?state=received', '/complaints?type=enticement']) {
    rows.push(await compared(port, path, authorization));
  }
  const few = await fewAgainstMany(port, '/complaints', small.token, token);
  process.stdout.write(`${complaints} complaints, ${cpus().length} cores, Node ${process.version}\n`);
  console.table(rows);
  console.table([few]);
  if ([...rows, few].some((row) => row.ratio > row['at most'])) process.exitCode = 1;
} finally {
  await place.close();
}

async function page(port, path, authorization, cursor = null) {
  const joined = path.includes('?') ? '&' : '?';
  const url = `http://127.0.0.1:${port}/api/v1${path}${cursor === null ? '' : `${joined}cursor=${cursor}`}`;
  const began = performance.now();
  const response = await fetch(url, { headers: { authorization } });
  const body = await response.json();
  if (response.status !== 200) throw new Error(`${path} answered ${response.status}`);
  return { ms: performance.now() - began, next: body.nextCursor };
}

/** Returns the medians of both. Requests alternate, so a drift of the machine's speed affects both. */
async function inTurn(one, other) {
  const times = new Map([
    [one, []],
    [other, []],
  ]);
  for (let round = 0; round < asked; round += 1) {
    for (const which of round % 2 === 0 ? [one, other] : [other, one]) times.get(which).push((await which()).ms);
  }
  const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
  return [median(times.get(one)), median(times.get(other))];
}

async function compared(port, path, authorization) {
  let cursor = null;
  for (let number = 1; number < deep; number += 1) cursor = (await page(port, path, authorization, cursor)).next;
  const [first, last] = await inTurn(
    () => page(port, path, authorization),
    () => page(port, path, authorization, cursor),
  );
  return {
    list: path,
    'page 1, ms': Number(first.toFixed(2)),
    [`page ${deep}, ms`]: Number(last.toFixed(2)),
    ratio: Number((last / first).toFixed(3)),
    'at most': 1.1,
  };
}

async function fewAgainstMany(port, path, few, many) {
  const [ofFew, ofMany] = await inTurn(
    () => page(port, path, `Bearer ${few}`),
    () => page(port, path, `Bearer ${many}`),
  );
  return {
    list: path,
    'an agency with 100, ms': Number(ofFew.toFixed(2)),
    'with all the others, ms': Number(ofMany.toFixed(2)),
    ratio: Number((ofFew / ofMany).toFixed(3)),
    'at most': 1.25,
  };
}
