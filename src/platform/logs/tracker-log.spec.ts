import { describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { QueryFailedError } from 'typeorm';
import { TrackerLog } from './tracker-log.js';

const name = 'Jordan Quillfeather';

type Line = Readonly<Record<string, unknown>> & { readonly text: string };

function linesOf(
  write: (log: TrackerLog) => void,
  level: ConstructorParameters<typeof TrackerLog>[0] = 'verbose',
  errorCauses?: ConstructorParameters<typeof TrackerLog>[2],
) {
  const lines: string[] = [];
  write(new TrackerLog(level, { write: (line) => lines.push(line) }, errorCauses));
  return lines.map((text): Line => ({ ...(JSON.parse(text) as Record<string, unknown>), text }));
}

describe('a log line', () => {
  it('contains the known fields in their format', () => {
    const entry = {
      requestId: '0123456789abcdef0123456789abcdef',
      method: 'PUT',
      route: '/api/v1/complaints/:id/triage',
      status: 409,
      ms: 3.4,
      accountId: '0190a1b2-0000-7000-8000-000000000001',
      taskForceId: '0190a1b2-0000-7000-8000-000000000002',
      problem: 'already-exists',
      sqlState: '23505',
      constraint: 'suspects_pkey',
    };

    const [line] = linesOf((log) => {
      log.log(entry, 'Request');
    });

    expect(line).toMatchObject({ level: 'info', context: 'Request', ...entry });
    expect(line?.['time']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(line?.text.endsWith('}\n')).toBe(true);
  });

  it('contains nothing else of its input', () => {
    const fault = new QueryFailedError(`SELECT '${name}'`, [name], Object.assign(new Error(name), { detail: name }));
    const wrapped = new Error('outer', { cause: fault });
    const hostile: readonly unknown[] = [
      { error: fault },
      { err: fault, fault, cause: fault, query: name, parameters: [name], detail: name, message: name, msg: name },
      { body: { name }, headers: { authorization: name }, url: `/x?name=${name}`, params: { name } },
      { requestId: name, method: name, route: `/suspects?name=${name}`, status: name, ms: name, accountId: name },
      { taskForceId: name, problem: name, sqlState: name, constraint: name, code: name, error: name, at: [name] },
      { route: '/api/v1/complaints/0190a1b2-0000-7000-8000-000000000001' },
      { route: '/api/v1/suspects/Quillfeather%20Jordan', at: [{ name }], unready: [name], standby: name },
      { toJSON: () => ({ name }), nested: { requestId: name } },
      fault,
      wrapped,
      [name],
      Symbol(name),
      `${name}\n    at here`,
      `${name}${'x'.repeat(300)}`,
      new Map([[name, name]]),
      null,
      undefined,
    ];

    const lines = hostile.flatMap((one) =>
      linesOf((log) => {
        log.error(one, 'Somebody');
        log.warn(name, fault.stack, 'Somebody');
        log.error(name, fault, 'Somebody');
        log.fatal(one);
        log.verbose(one, one, one);
      }),
    );

    expect(lines).toHaveLength(hostile.length * 5);
    for (const { text } of lines) expect(text).not.toMatch(/Jordan|Quillfeather|0190a1b2/);
  });

  it('states the class and location of an error', () => {
    const [line] = linesOf((log) => {
      log.error(new TypeError(`${name}\nand ${name}`), 'Problem');
    });

    expect(line).toMatchObject({ level: 'error', context: 'Problem', error: 'TypeError' });
    const at = line?.['at'] as string[];
    expect(at.length).toBeGreaterThan(1);
    expect(at[0]).toMatch(/^at .*tracker-log\.spec/);
  });

  it('contains the cause of an error if enabled, without parameters and details', () => {
    const ofPostgres = Object.assign(new Error('relation "app.none" does not exist'), {
      ...{ severity: 'ERROR', code: '42P01', detail: name, where: 'PL/pgSQL function app.guard() line 3' },
    });
    const failed = new QueryFailedError('SELECT $1 FROM app.none', [name], ofPostgres);
    const stack = 'Error: a text of Nest\n    at place (file.js:1:1)';

    const wrapping = new Error('The suspects could not be read', { cause: failed });

    const lines = linesOf(
      (log) => {
        log.error({ status: 500, cause: failed }, 'Problem');
        log.error(wrapping, 'Problem');
        log.error('a text of Nest', stack, 'Exceptions');
      },
      'verbose',
      'include',
    );

    const cause = {
      message: 'QueryFailedError: relation "app.none" does not exist',
      sqlState: '42P01',
      statement: 'SELECT $1 FROM app.none',
      context: 'PL/pgSQL function app.guard() line 3',
      stack: expect.arrayContaining([expect.stringMatching(/^at .*tracker-log\.spec/)]),
    };
    const causedBy = 'caused by QueryFailedError: relation "app.none" does not exist';
    expect(lines).toMatchObject([
      { status: 500, cause },
      { error: 'Error', cause: { ...cause, message: String(wrapping), stack: expect.arrayContaining([causedBy]) } },
      { context: 'Exceptions', cause: { message: 'a text of Nest', stack: ['at place (file.js:1:1)'] } },
    ]);
    expect(JSON.stringify(lines[0])).not.toContain('caused by');
    for (const { text } of lines) expect(text).not.toContain(name);
  });

  it('is written from the configured level on, and costs nothing below it', () => {
    const all = ['fatal', 'error', 'warn', 'log', 'debug', 'verbose'] as const;

    for (const [index, level] of all.entries()) {
      const lines = linesOf((log) => {
        for (const each of all) log[each]('A line.');
      }, level);
      expect(lines.map((line) => line['message'])).toEqual(all.slice(0, index + 1).map(() => 'A line.'));
    }
    const untouched = Object.defineProperty({}, 'requestId', {
      enumerable: true,
      get: () => {
        throw new Error('It was looked at');
      },
    });
    expect(
      linesOf((log) => {
        log.log(untouched);
      }, 'warn'),
    ).toEqual([]);
  });

  it('is also written by the logger of Nest', () => {
    const lines: string[] = [];
    Logger.overrideLogger(new TrackerLog('log', { write: (line) => lines.push(line) }));
    const logger = new Logger('Housekeeping');

    logger.warn('Old keys could not be forgotten.');
    logger.error({ status: 500, detail: name });
    logger.error(name, new Error(name).stack);

    expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
      { level: 'warn', context: 'Housekeeping', message: 'Old keys could not be forgotten.' },
      { level: 'error', context: 'Housekeeping', status: 500 },
      { level: 'error', context: 'Housekeeping' },
    ]);
    expect(lines.join('')).not.toContain(name);
  });
});
