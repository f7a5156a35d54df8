import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { Fencing } from '../scripts/drill/fencing.mjs';
import { readOptions, UnknownOption } from '../scripts/drill/options.mjs';
import { Site } from '../scripts/drill/site.mjs';
import { fillTemplate, namesIn } from '../scripts/drill/templates.mjs';
import {
  compareStored,
  countAnswers,
  countFailed,
  findFailures,
  medianOf,
  outageOf,
  summarize,
  type Attempt,
  type Results,
  type Round,
} from '../scripts/drill/verdict.mjs';

const folder = fileURLToPath(new URL('../docker/ha', import.meta.url));
const read = (file: string): string => readFileSync(`${folder}/${file}`, 'utf8');

/** Attempts that take ten milliseconds, by the time at which they are sent. */
function attempts(
  ...answers: readonly (readonly [sentAt: number, status: number | null, endedAt?: number])[]
): Attempt[] {
  return answers.map(([sentAt, status, endedAt = sentAt + 10]) => ({
    key: String(sentAt),
    sentAt,
    endedAt,
    status,
    hasRetryAfter: status === 503,
  }));
}

function round(kind: string, changes: Partial<Round>): Round {
  return { kind, isEtcdLost: false, outage: 1, failed: 5, ...changes };
}

describe('the outage of a fault', () => {
  const period = { faultAt: 1000, until: 20_000 };

  it.each([
    ['is nothing where every request succeeds', attempts([900, 201], [1100, 201]), 0],
    [
      'ends with the first success that was sent after the last failure',
      attempts([900, 201], [1100, 503], [1200, 201], [3000, null], [4000, 201], [5000, 201]),
      3.01,
    ],
    [
      'does not end with a success that was sent at the time of the last failure',
      attempts([1100, 201, 1300], [1100, 503], [1400, 201]),
      0.41,
    ],
    ['begins with a request that was under way at the fault', attempts([990, 503, 7000], [1500, 201]), 0.51],
    ['begins with a request that failed at the moment of the fault', attempts([990, 503, 1000], [1500, 201]), 0.51],
    ['includes a limit of the rate', attempts([1100, 429], [1200, 201]), 0.21],
    [
      'has no end where the last request has no answer in the period',
      attempts([1100, 201], [19_990, null, 50_000]),
      null,
    ],
    [
      'leaves out what failed before the fault and after the period',
      attempts([900, 503], [1100, 201], [20_000, 503]),
      0,
    ],
    ['has no end where no request succeeds after a failure', attempts([1100, 201], [1200, 503]), null],
  ])('%s', (_, found, seconds) => {
    expect(outageOf(found, period)).toBe(seconds);
  });

  it('counts the failed requests that were under way in the period', () => {
    const found = attempts([900, 503], [990, 503, 1001], [1100, 201], [1200, null], [1300, 429], [20_000, 503]);

    expect(countFailed(found, period)).toBe(3);
  });

  it('leaves the answers to be counted by their status', () => {
    const found = attempts([1, 201], [2, 503], [3, 201], [4, null], [5, null]);

    expect(countAnswers(found)).toEqual({ 201: 2, 503: 1, none: 2 });
  });

  it('has a minimum, a median and a maximum for each kind', () => {
    const outages = [9, 5, 20, 7].map((outage) => round('kill', { outage, failed: 2 }));

    expect(medianOf([10, 9, 2])).toBe(9);
    const stop = round('stop', { outage: null, failed: 1, isEtcdLost: true });
    expect(summarize([...outages, stop])).toEqual([
      { kind: 'kill', isEtcdLost: false, rounds: 4, failed: 8, min: 5, median: 8, max: 20 },
      {
        ...{ kind: "stop with etcd's leader", isEtcdLost: true, rounds: 1, failed: 1 },
        ...{ min: Infinity, median: Infinity, max: Infinity },
      },
    ]);
  });
});

describe('the comparison with the stored complaints', () => {
  const whole = { entries: 1, keys: 1 };

  it('finds nothing where each acknowledged complaint is stored once and whole', () => {
    const complaints = [
      { id: 'a', key: '1', ...whole },
      { id: 'b', key: '2', ...whole },
    ];

    expect(compareStored(new Map([['1', 'a']]), { complaints, strays: 0 })).toEqual({
      ...{ stored: 2, lost: 0, doubled: 0, partial: 0 },
    });
  });

  it('finds lost, doubled and half-written complaints', () => {
    const complaints = [
      { id: 'a', key: '1', ...whole },
      { id: 'b', key: '1', ...whole },
      { id: 'g', key: '1', ...whole },
      { id: 'c', key: '2', entries: 0, keys: 1 },
      { id: 'd', key: '3', entries: 1, keys: 0 },
      { id: 'e', key: '4', entries: 2, keys: 1 },
      { id: 'h', key: '7', entries: 1, keys: 2 },
    ];
    const acknowledged = new Map([
      ['1', 'a'],
      ['5', 'f'],
      ['6', 'c'],
      ['3', 'i'],
    ]);

    expect(compareStored(acknowledged, { complaints, strays: 1 })).toEqual({
      ...{ stored: 7, lost: 3, doubled: 1, partial: 5 },
    });
  });
});

describe('the verdict of a drill', () => {
  const passed: Results = {
    attempts: attempts([1, 201], [2, 503], [3, 201]),
    unanswered: 0,
    comparison: { stored: 2, lost: 0, doubled: 0, partial: 0 },
    rounds: [
      round('host loss', { outage: 22.9 }),
      round('host loss', { outage: 27.9, isEtcdLost: true }),
      round('stop', { outage: 24.9 }),
      round('stop', { outage: 29.9, isEtcdLost: true }),
      round('partition', { outage: 32.9, fencing: { acknowledged: 0, isFenced: true } }),
      round('rolling restart', { outage: 0, failed: 0 }),
    ],
    verifications: [{ name: 'audit:verify', code: 0, output: '' }],
    ttlSeconds: 20,
  };

  it('is that it passed where nothing is missing', () => {
    expect(findFailures(passed)).toEqual([]);
  });

  it.each<[string, Partial<Results>]>([
    ['1 acknowledged complaints are lost.', { comparison: { ...passed.comparison, lost: 1 } }],
    ['1 complaints are stored twice.', { comparison: { ...passed.comparison, doubled: 1 } }],
    [
      '1 complaints are half written: without their entry of the trail or their key, or these without them.',
      { comparison: { ...passed.comparison, partial: 1 } },
    ],
    ['1 complaints were never acknowledged.', { unanswered: 1 }],
    ['No complaint was acknowledged.', { attempts: attempts([1, 503]) }],
    [
      '2 attempts ended with 500, and not with 201, 429 or 503.',
      { attempts: [...passed.attempts, ...attempts([4, 500], [5, 500])] },
    ],
    [
      '1 attempts ended with 200, and not with 201, 429 or 503.',
      { attempts: [...passed.attempts, ...attempts([4, 200])] },
    ],
    [
      '1 attempts ended with none, and not with 201, 429 or 503.',
      { attempts: [...passed.attempts, ...attempts([4, null])] },
    ],
    ['1 refusals had no Retry-After.', { attempts: [...passed.attempts, ...attempts([4, 429])] }],
    [
      '2 refusals had no Retry-After.',
      {
        attempts: [
          ...passed.attempts,
          ...attempts([4, 503], [5, 503]).map((one) => ({ ...one, hasRetryAfter: false })),
        ],
      },
    ],
    [
      'The median outage of a host loss is 23.0 s, and it must be under 23 s.',
      { rounds: [round('host loss', { outage: 23 })] },
    ],
    [
      "The median outage of a host loss with etcd's leader is 28.0 s, and it must be under 28 s.",
      { rounds: [round('host loss', { outage: 28, isEtcdLost: true })] },
    ],
    [
      'The median outage of a partition is 33.0 s, and it must be under 33 s.',
      { rounds: [round('partition', { outage: 33 })] },
    ],
    ['The median outage of a stop is 25.0 s, and it must be under 25 s.', { rounds: [round('stop', { outage: 25 })] }],
    [
      'The median outage of a kill is Infinity s, and it must be under 23 s.',
      { rounds: [round('kill', { outage: null })] },
    ],
    [
      '1 requests failed during rolling restarts, and none may fail.',
      { rounds: [round('rolling restart', { outage: 0.1, failed: 1 })] },
    ],
    [
      'tally:verify ended with 1: A count differs.',
      { verifications: [...passed.verifications, { name: 'tally:verify', code: 1, output: 'A count differs.\n' }] },
    ],
    [
      'audit:verify ended with 2: No key.',
      { verifications: [{ name: 'audit:verify', code: 2, output: 'No key.' }, ...passed.verifications] },
    ],
    [
      'The leader before a partition acknowledged 2 writes after it.',
      { rounds: [round('partition', { fencing: { acknowledged: 2, isFenced: true } })] },
    ],
    [
      'The leader before a partition still accepted writes when another one took over.',
      { rounds: [...passed.rounds, round('partition', { fencing: { acknowledged: 0, isFenced: false } })] },
    ],
    ['audit:verify ended with null: ', { verifications: [{ name: 'audit:verify', code: null, output: '' }] }],
  ])('has the reason: %s', (sentence, results) => {
    expect(findFailures({ ...passed, ...results })).toEqual([sentence]);
  });
});

describe('the options of a drill', () => {
  it('are those of the acceptance by default', () => {
    expect(readOptions([])).toMatchObject({ hostLosses: 10, kills: 10, switchovers: 5, stops: 3, partitions: 5 });
    expect(readOptions([])).toMatchObject({ restarts: 10, rate: 25 });
  });

  it('are one kill and one switchover with --short, unless others are given', () => {
    expect(readOptions(['--short', '--stops=2', '--logs=out'])).toMatchObject({
      ...{ hostLosses: 0, kills: 1, switchovers: 1, stops: 2, partitions: 0, restarts: 0, logs: 'out' },
    });
  });

  it.each(['--fast', '--kills', '--kills=-1', '--kills=1001', '--rate=0', '--minutes=0', '--toString=1', 'kills=1'])(
    'do not include %s',
    (parameter) => {
      expect(() => readOptions([parameter])).toThrow(UnknownOption);
    },
  );
});

describe('the configuration files of docker/ha', () => {
  const templates = readdirSync(folder).filter((file) => !/\.(env|sql)$/.test(file));

  it('use the values of ha.env, and all of them', () => {
    const listed = [...read('ha.env').matchAll(/^(\w+)=/gm)].map(([, name]) => name);
    const used = new Set(templates.flatMap((file) => [...namesIn(read(file))]));

    expect(templates).toHaveLength(5);
    expect([...used].sort()).toEqual([...listed].sort());
  });

  it('are not filled in where a value is missing', () => {
    expect(fillTemplate('a ${ONE} $b', { ONE: 1 })).toBe('a 1 $b');
    expect(() => fillTemplate('${ONE}', {})).toThrow('ONE');
  });
});

describe('the writes of a leader that was cut off', () => {
  it.each([
    ['refused where nothing listens', false],
    ['open where no answer comes', true],
  ])('are %s', async (_, isListening) => {
    const server = createServer(() => undefined);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    if (!isListening) await new Promise((resolve) => server.close(resolve));
    const fencing = new Fencing(`postgres://postgres@127.0.0.1:${port}/postgres`);

    fencing.start();
    await fencing.stop();

    expect({ acknowledged: fencing.acknowledged, isFenced: fencing.fencedAt !== null }).toEqual({
      ...{ acknowledged: 0, isFenced: !isListening },
    });
    server.close();
  });
});

describe('the end of a drill', () => {
  it('ends a command that runs and removes the folder, also if something else cannot be ended', async () => {
    const home = mkdtempSync(join(tmpdir(), 'tracker-drill-'));
    const site = new Site(home, null, null, {});
    const command = site.run('sleep', ['60']).catch((error: unknown) => error);
    const fault = new Error('Postgres did not end.');

    await expect(site.close(() => Promise.reject(fault))).rejects.toBe(fault);

    expect(await command).toMatchObject({ signal: 'SIGKILL' });
    expect(existsSync(home)).toBe(false);
    await expect(site.run('true', [])).rejects.toThrow('The drill is ending.');
  });
});

describe('the command of the drill', () => {
  const run = (parameters: readonly string[], environment: Readonly<Record<string, string>> = {}) =>
    spawnSync(process.execPath, [fileURLToPath(new URL('../scripts/drill.mjs', import.meta.url)), ...parameters], {
      encoding: 'utf8',
      env: { ...process.env, ...environment },
    });

  it('ends with 69 and the packages of Debian where a program is missing', () => {
    const without = { POSTGRES_BIN: '/nonexistent', PATH: '/nonexistent' };
    const { status, stderr } = run([], without);
    const listed = run(['--missing'], without);

    expect(status).toBe(69);
    expect(stderr).toMatch(/^The drill needs programs that are not installed: .*postgres, pg_basebackup, pg_rewind\./);
    expect(stderr).toMatch(/`apt-get install .*postgresql-17`\.\n$/);
    expect(listed.status).toBe(69);
    expect(listed.stdout).toMatch(/(^| )postgresql-17\n$/);
  });

  it.each([
    ['lists', 'false', true],
    ['does not list', 'true', false],
  ])('%s the module for etcd where the Python of Patroni ends with %s', (_, python, isListed) => {
    const programs = mkdtempSync(join(tmpdir(), 'tracker-drill-'));
    writeFileSync(join(programs, 'patroni'), `#! /usr/bin/env ${python}\n`, { mode: 0o755 });

    const { stdout } = run(['--missing'], { POSTGRES_BIN: '/nonexistent', PATH: `${programs}:/usr/bin:/bin` });

    rmSync(programs, { recursive: true });
    expect(stdout.trim().split(' ').includes('python3-etcd')).toBe(isListed);
  });

  it('ends with 64 for an unknown option, and with 0 for its help', () => {
    const refused = run(['--kill=1']);
    const helped = run(['--help']);

    expect(refused.status).toBe(64);
    expect(refused.stderr).toContain('The drill has no option "--kill=1".');
    expect(helped.status).toBe(0);
    expect(helped.stdout).toContain('--host-losses=NUMBER');
  });
});
