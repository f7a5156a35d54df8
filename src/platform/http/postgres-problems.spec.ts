import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { QueryFailedError, QueryRunnerAlreadyReleasedError, QueryRunnerProviderAlreadyReleasedError } from 'typeorm';
import { unavailableMessages, ConstraintFields, findDatabaseFault, isOutage, problemOf } from './postgres-problems.js';
import { bodyOf } from './problems.js';

class Fields extends ConstraintFields {
  override fieldsOf(constraint: string): readonly string[] {
    return constraint === 'complaints_source_external_reference_key' ? ['source', 'externalReference'] : [];
  }
}

const secret = 'Jane Doe';
const failed = (code: string, constraint?: string): Error =>
  new QueryFailedError(
    'INSERT …',
    [secret],
    Object.assign(new Error(`Key (name)=(${secret}) …`), { code, constraint, severity: 'ERROR', detail: secret }),
  );
const answer = (error: unknown): { status: number; body: Record<string, unknown>; headers: object } => {
  const fault = findDatabaseFault(error);
  if (!fault) throw new Error('It is none of the database.');
  const problem = problemOf(fault, new Fields());
  expect(JSON.stringify([bodyOf(problem), fault])).not.toContain(secret);
  return { status: problem.status, body: bodyOf(problem), headers: problem.headers ?? {} };
};

describe('a missing file', () => {
  it('is not a database error, unlike a missing socket', () => {
    const missing = (syscall: string): Error => Object.assign(new Error('ENOENT'), { code: 'ENOENT', syscall });

    expect(findDatabaseFault(missing('open'))).toBeNull();
    expect(answer(missing('connect')).status).toBe(503);
  });
});

describe('a certificate of Postgres that is refused', () => {
  it.each(['CERT_HAS_EXPIRED', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'ERR_TLS_CERT_ALTNAME_INVALID'])(
    'is a database that is away: %s',
    (code) => {
      expect(answer(Object.assign(new Error(secret), { code })).status).toBe(503);
    },
  );
});

describe('an error of Postgres', () => {
  it('becomes a conflict with its fields for a duplicate', () => {
    expect(answer(failed('23505', 'complaints_source_external_reference_key'))).toMatchObject({
      status: 409,
      body: {
        type: '/problems/already-exists',
        errors: [
          { pointer: '#/source', detail: 'is already taken' },
          { pointer: '#/externalReference', detail: 'is already taken' },
        ],
      },
    });
    expect(answer(failed('23505', 'unknown_key')).body).not.toHaveProperty('errors');
  });

  it.each(['23503', '23514', '23502'])('becomes invalid input with SQLSTATE %s', (state) => {
    expect(answer(failed(state, 'complaints_source_external_reference_key'))).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '#/source' }, { pointer: '#/externalReference' }] },
    });
    expect(answer(failed(state, 'unknown'))).toMatchObject({ status: 422, body: { errors: [{ pointer: '#' }] } });
  });

  it.each(['22021', '22P05', '22P02', '22003', '22007', '22008', '22001', '2201B', '2201E'])(
    'becomes a malformed request with SQLSTATE %s',
    (state) => {
      expect(answer(failed(state)).status).toBe(400);
    },
  );

  it('becomes forbidden when row security or a grant rejects it', () => {
    expect(answer(failed('42501')).status).toBe(403);
  });

  it.each([
    '08000',
    '08006',
    '53300',
    '53100',
    '53200',
    '57P01',
    '57P02',
    '57P03',
    '57014',
    '55P03',
    '25006',
    '40001',
    '40P01',
  ])('becomes unavailable, to be retried, with SQLSTATE %s', (state) => {
    const { status, headers } = answer(failed(state));

    expect(status).toBe(503);
    expect(Number((headers as Record<string, string>)['retry-after'])).toBeGreaterThanOrEqual(1);
    expect(Number((headers as Record<string, string>)['retry-after'])).toBeLessThanOrEqual(5);
  });

  it.each(['42601', '42P01', 'XX000', '25P02', 'TF001', '22012', '57'])(
    'becomes an internal error with SQLSTATE %s',
    (state) => {
      if (state.length === 5) expect(answer(failed(state)).status).toBe(500);
      else expect(findDatabaseFault(failed(state))).toBeNull();
    },
  );
});

describe('an unreachable database', () => {
  const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), {
    code: 'ECONNREFUSED',
    syscall: 'connect',
  });

  it.each([
    ['refused', refused],
    ['refused at each of its addresses', new AggregateError([refused, refused])],
    ['behind a cause', new Error('x', { cause: refused })],
    ['reset', Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET', syscall: 'read' })],
    ['gone', new QueryFailedError('SELECT …', [], new Error('Connection terminated unexpectedly'))],
    ['slow', new Error('timeout exceeded when trying to connect')],
    [
      'slower',
      new Error('Connection terminated due to connection timeout', {
        cause: new Error('Connection terminated unexpectedly'),
      }),
    ],
    [
      'broken',
      new QueryFailedError('SELECT …', [], new Error('Client has encountered a connection error and is not queryable')),
    ],
    ['killed within a transaction', new QueryRunnerAlreadyReleasedError()],
    ['killed between two statements of a transaction', new QueryRunnerProviderAlreadyReleasedError()],
    ['closed', new Error('Cannot use a pool after calling end on the pool')],
  ])('becomes unavailable: %s', (_, error) => {
    expect(answer(error)).toMatchObject({ status: 503, headers: { 'retry-after': '2' } });
  });
});

describe('an outage', () => {
  const isOutageOf = (error: unknown): boolean => isOutage(findDatabaseFault(error) ?? {});

  it.each(['08006', '53000', '53100', '53300', '57P01', '57P02', '57P03', '57P04', '25006', '58030'])(
    'is SQLSTATE %s',
    (state) => {
      expect(isOutageOf(failed(state))).toBe(true);
    },
  );

  it('is a lost connection', () => {
    expect(isOutageOf(new Error('Connection terminated unexpectedly'))).toBe(true);
    expect(isOutage({ code: 'ECONNREFUSED' })).toBe(true);
    expect(isOutage({ code: 'EMFILE' })).toBe(true);
    expect(isOutageOf(new QueryFailedError('SELECT …', [], new Error('Query read timeout')))).toBe(true);
  });

  it.each(['53200', '53400', '57014', '55P03', '40001'])('is no fault of one request with SQLSTATE %s', (state) => {
    expect(isOutageOf(failed(state))).toBe(false);
  });

  it('is no fault of one connection or upload', () => {
    expect(isOutageOf(new QueryRunnerAlreadyReleasedError())).toBe(false);
    expect(isOutage({ code: 'ENOSPC' })).toBe(false);
  });
});

describe('another error', () => {
  it.each([
    [new Error('x')],
    [new TypeError('timeout')],
    [Object.assign(new Error('aborted'), { code: 'ECONNRESET' })],
    [Object.assign(new Error('x'), { code: 'ABCDE' })],
    [Object.assign(new Error('x'), { code: 'FST_ERR_CTP_BODY_TOO_LARGE' })],
    [null],
    [undefined],
    ['57P01'],
    [{ cause: null }],
  ])('is not treated as a database error: %p', (error) => {
    expect(findDatabaseFault(error)).toBeNull();
  });

  it('may have a circular cause', () => {
    const error = new Error('x');
    error.cause = error;

    expect(findDatabaseFault(error)).toBeNull();
  });
});

describe('a message that identifies a lost connection', () => {
  const files = [
    'pg/lib/client.js',
    'pg-pool/index.js',
    'typeorm/driver/postgres/PostgresDriver.js',
    'typeorm/error/QueryRunnerAlreadyReleasedError.js',
  ].map((file) => readFileSync(new URL(`../../../node_modules/${file}`, import.meta.url), 'utf8'));

  it.each(unavailableMessages)('exists in the installed driver: %s', (message) => {
    expect(files.some((text) => text.includes(message))).toBe(true);
  });
});
