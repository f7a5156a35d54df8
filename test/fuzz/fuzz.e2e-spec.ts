import { IncomingMessage } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OpenApi } from '../../src/platform/api-document/openapi.js';
import { attemptsOn, naughtyAttempts, validAttempts } from './attempts.js';
import { Campaign } from './campaign.js';
import { naughty } from './hostile.js';
import { inside } from './judge.js';
import { Described, type DescribedOperation } from './operations.js';
import { World } from './world.js';
import { figure } from '../support/figures.js';
import { Given } from '../support/given.js';
import { startTracker, type Tracker } from '../support/tracker.js';
import { isLong, times } from '../support/times.js';

const isAtLength = process.env['npm_lifecycle_event'] === 'fuzz';
const requests =
  isAtLength && process.env['FUZZ_REQUESTS'] === undefined ? 200_000 : times('FUZZ_REQUESTS', { api: 0, long: 10_000 });
const seed = Number(process.env['FUZZ_SEED'] ?? 20_260_302);
const atATime = 16;
/** Share of the naughty requests that is sent. Every field gets a part of the list, and every string is sent to some field. */
const naughtyShare = isAtLength ? 1 : times('FUZZ_NAUGHTY_SHARE', { api: 240, long: 24 });
const warmUp = times('FUZZ_WARM_UP', { api: 100, long: 500 });
const lastPlaces = [4, 5, 6, 7, 8, 9];
const name = isAtLength ? 'fuzz at length' : 'fuzz';

/** Routes that hash a password, 50 ms of both cores, get fewer requests. */
const slow = /sessions$|password$|enrolments$|first-administrator$|step-up$/;

let tracker: Tracker;
let described: Described;
let world: World;
let before: { readonly properties: string; readonly heap: number };

beforeAll(async () => {
  const config = { REQUESTS_PER_MINUTE: '1000000', SIGN_INS_PER_MINUTE: '1000000', DATABASE_POOL: '24' };
  tracker = await startTracker({ config });
  described = new Described((await (await fetch(`${tracker.url}/api/v1/openapi.json`)).json()) as OpenApi);
  world = await World.over(tracker, new Given(tracker));
});
afterAll(() => tracker.close());

describe('random requests', () => {
  it('contain no string that looks like a leak', () => {
    expect(naughty.filter((text) => inside.test(JSON.stringify(text)))).toEqual([]);
  });

  it(
    'are answered as documented, without an internal error',
    async () => {
      const campaign = new Campaign(tracker, described, world, atATime);
      const all = described.operations.map((operation) => operation.name);
      const right = validAttempts(all, isLong ? [0, 1, 2, 3] : [0, 1]);
      const listed = naughtyAttempts(described, naughtyShare);
      const random = Math.max(0, requests - right.length - warmUp - listed.length);
      const arbitrary = attemptsOn(described, weightOf);
      // Sequential requests open the tracker's connections.
      await campaign.askEach(right, 2);
      await campaign.ask(warmUp, seed - 1, arbitrary);
      before = { properties: propertiesOfAll(), heap: heapUsed() };

      await campaign.ask(random, seed, arbitrary);
      await campaign.askEach(listed);
      // Operations that no random request completed get valid requests about existing records.
      for (const place of lastPlaces) await campaign.askEach(validAttempts(neverCarriedOut(campaign), [place]), 1);

      campaign.end();
      report(campaign, listed.length);
      expect(campaign.found.map((words) => `FUZZ_SEED=${seed} ${words}`)).toEqual([]);
      expect(neverCarriedOut(campaign)).toEqual([]);
    },
    requests * 40 + 600_000,
  );

  it('leave the prototypes of all objects unchanged', () => {
    figure(name, { 'polluted prototypes': propertiesOfAll() === before.properties ? 0 : 1 });

    expect(propertiesOfAll()).toBe(before.properties);
    expect('polluted' in {}).toBe(false);
  });

  it('leave no memory allocated', () => {
    const grown = Math.round((heapUsed() - before.heap) / 2 ** 20);

    figure(name, { 'heap grown by MiB': grown });
    expect(grown).toBeLessThan(50);
  });
});

function weightOf({ path, method }: DescribedOperation): number {
  if (slow.test(path) && method !== 'DELETE') return 2;
  return method === 'GET' ? 8 : 16;
}

function report({ requests: count, statuses, faults, carriedOut, seconds }: Campaign, naughtyRequests: number): void {
  const taken = [...statuses].reduce((sum, [status, times]) => sum + (status < 300 ? times : 0), 0);
  const unanswered = (faults.get('fault of ours') ?? 0) + (faults.get('unavailable') ?? 0);
  const came = Object.fromEntries([...statuses].sort(([one], [other]) => one - other));
  figure(name, {
    requests: count,
    seed,
    'with naughty strings in every text field': naughtyRequests,
    'naughty strings': naughty.length,
    operations: described.operations.length,
    'carried out': taken,
    '5xx': unanswered,
    'schema violations': faults.get('undescribed') ?? 0,
    'leaked internals': (faults.get('leak') ?? 0) + (faults.get('foreign') ?? 0),
    seconds: Math.round(seconds),
  });
  process.stderr.write(
    `${name}, seed ${seed}, ${seconds.toFixed(1)} s: ${JSON.stringify(came)}, carried out ${carriedOut.size}\n`,
  );
}

function neverCarriedOut({ carriedOut }: Campaign): string[] {
  return described.operations
    .filter((operation) => world.canBeDone(operation) && !carriedOut.has(operation.name))
    .map((operation) => operation.name);
}

/** Returns the properties of the built-in prototypes, here and in Node's own part of the process. */
function propertiesOfAll(): string {
  let outermost: object = IncomingMessage.prototype;
  for (
    let up = Object.getPrototypeOf(outermost) as object | null;
    up;
    up = Object.getPrototypeOf(up) as object | null
  ) {
    outermost = up;
  }
  const shared = [Object, Array, Function, String, Number, Boolean, Promise, Map, Buffer, Error];
  return [...shared.map((one) => one.prototype as object), outermost]
    .map((one) => Reflect.ownKeys(one).map(String).join(' '))
    .join('\n');
}

let collect: (() => void) | undefined;

function heapUsed(): number {
  setFlagsFromString('--expose-gc');
  collect ??= runInNewContext('gc') as () => void;
  collect();
  return process.memoryUsage().heapUsed;
}
