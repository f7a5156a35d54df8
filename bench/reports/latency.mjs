/** Latency of each request. The sizes take turns, so that a drift of the machine's speed affects all of them. */
import { Agent, get } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

const agent = new Agent({ keepAlive: true });
const period = 'from=2006-01-01&until=2026-07-01';
const year = 'from=2018-01-01&until=2019-01-01';
export const allTime = 'all time, type and mode';
export const ownAccount = 'own account';
export const lockedReturn = 'a locked report';

/** Requests at each size, with their reader. */
export const requests = [
  { name: ownAccount, path: '/accounts/me', reader: 'nation' },
  { name: lockedReturn, path: '/performance-reports/{performanceReportId}', reader: 'nation' },
  { name: allTime, path: `/reports/totals?${period}&by=type,mode`, reader: 'nation' },
  { name: 'a task force, a year, month', path: `/reports/totals?${year}&by=month`, reader: 'taskForce' },
  { name: 'a task force, a year, agency', path: `/reports/totals?${year}&by=agency`, reader: 'taskForce' },
];

export function ask({ port, readers, performanceReportId }, { name, path, reader }) {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${readers[reader].token}` };
    get(
      {
        port,
        host: '127.0.0.1',
        path: `/api/v1${path.replace('{performanceReportId}', performanceReportId)}`,
        headers,
        agent,
      },
      (response) => {
        response.resume();
        response.on('end', () => {
          if (response.statusCode === 200) resolve(performance.now() - began);
          else reject(new Error(`${name} answered ${response.statusCode}`));
        });
      },
    ).on('error', reject);
  });
}

/** One after the other: every request at every place, round by round, until there are enough or the time is up. */
export async function oneByOne(places, { rounds, seconds, fewest = 7 }) {
  return inTurn(places, { rounds, seconds, fewest }, (place, request, take) => ask(place, request).then(take));
}

/** Four at a time, in short blocks. */
export async function fourAtATime(places, { rounds, seconds, fewest = 3 }) {
  const each = 5;
  const four = Array.from({ length: 4 });
  return inTurn(places, { rounds: Math.ceil(rounds / (4 * each)), seconds, fewest }, (place, request, take) =>
    Promise.all(
      four.map(async () => {
        for (let n = 0; n < each; n += 1) take(await ask(place, request));
      }),
    ),
  );
}

async function inTurn(places, { rounds, seconds, fewest }, work) {
  const pairs = places.flatMap((place) => requests.map((request) => ({ place, request, taken: [] })));
  // Connections are made and their statements planned before anything counts.
  for (const { place, request } of pairs) for (let n = 0; n < 3; n += 1) await work(place, request, () => undefined);
  const end = performance.now() + seconds * 1000;
  for (let round = 0; round < rounds && (round < fewest || performance.now() < end); round += 1) {
    // Each has another place in the order each round: what comes after a long one finds other caches.
    for (let k = 0; k < pairs.length; k += 1) {
      const { place, request, taken } = pairs[(k + round) % pairs.length];
      await work(place, request, (ms) => taken.push(ms));
    }
    await delay(0);
  }
  return pairs.map(({ place, request, taken }) => ({ complaints: place.complaints, name: request.name, taken }));
}

/** Runs the route and the live count in turn. Returns the milliseconds of both. */
export async function againstLive(place, count, { rounds, seconds, fewest = 3 }) {
  const request = requests.find(({ name }) => name === allTime);
  const [route, live] = [[], []];
  const end = performance.now() + seconds * 1000;
  for (let round = -1; round < rounds && (round < fewest || performance.now() < end); round += 1) {
    const [one, other] = [await ask(place, request), await count()];
    // The first round is a warm-up.
    if (round < 0) continue;
    route.push(one);
    live.push(other);
  }
  return { complaints: place.complaints, route, live };
}

export function closeConnections() {
  agent.destroy();
}
