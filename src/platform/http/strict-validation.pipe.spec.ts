import { describe, expect, it } from '@jest/globals';
import { IsIn } from 'class-validator';
import {
  Ids,
  IsId,
  Integer,
  IsDay,
  IsInstant,
  IsMonth,
  IsZone,
  ListOf,
  Nullable,
  Omittable,
  Part,
  Text,
  Texts,
  IntegerText,
  BooleanText,
} from '../validation/input.js';
import { PageQuery } from './paging.js';
import { InvalidInput, type InputError } from './problems.js';
import { createStrictValidationPipe, faultyBodyOf, isValidated, withoutFaults } from './strict-validation.pipe.js';

// `Object` is that of the application's realm, in which class-validator checks whether a value is an object.
class Identifier extends Object {
  @Text({ max: 20 }) readonly value!: string;
}

class Complaint extends Object {
  @IsId() readonly agencyId!: string;
  @IsIn(['tip', 'report']) readonly source!: string;
  @Nullable() @Text({ max: 100, multiline: true }) readonly narrative!: string | null;
  @Nullable() @Omittable() @IsDay() readonly bornOn?: string | null;
  @IsInstant() readonly receivedAt!: string;
  @Integer(-5, 5) readonly heads!: number;
  @Part(() => Identifier) readonly reporter!: Identifier;
  @Omittable() @ListOf(() => Identifier, 2, 1) readonly identifiers?: Identifier[];
  @Omittable() @Texts({ max: 5 }, 2) readonly tags?: string[];
  @Omittable() @IsZone() readonly zone?: string;
  @Omittable() @IsMonth() readonly month?: string;
  @Omittable() @Ids(2) readonly others?: string[];
}

class Query extends PageQuery {
  @Omittable() @BooleanText() readonly open?: boolean;
  @Omittable() @IntegerText(0, 9) readonly digit?: number;
}

class Unchecked extends Object {
  readonly name!: string;
}

const pipe = createStrictValidationPipe();
const good = {
  agencyId: '0190aaaa-0000-7000-8000-00000000000f',
  source: 'tip',
  narrative: null,
  receivedAt: '2018-03-01T09:30:00-06:00',
  heads: -5,
  reporter: { value: ' a ' },
};

const body = (overrides: object): Promise<unknown> =>
  pipe.transform(JSON.parse(JSON.stringify({ ...good, ...overrides })), {
    type: 'body',
    metatype: Complaint,
  }) as Promise<unknown>;
const query = (text: string): Promise<unknown> =>
  pipe.transform(Object.fromEntries(new URLSearchParams(text)), { type: 'query', metatype: Query }) as Promise<unknown>;

async function faults(read: Promise<unknown>): Promise<readonly InputError[]> {
  try {
    await read;
  } catch (error) {
    if (error instanceof InvalidInput) return error.members.errors.map(({ pointer, detail }) => ({ pointer, detail }));
    throw error;
  }
  return [];
}

describe('a request body', () => {
  it('is converted to its class', async () => {
    const read = await body({
      narrative: ' Zoe\u0308\r\n',
      identifiers: [{ value: 'x' }],
      tags: [' a '],
      bornOn: null,
    });

    expect(read).toBeInstanceOf(Complaint);
    expect(read).toMatchObject({
      narrative: 'Zo\u00eb',
      heads: -5,
      reporter: { value: 'a' },
      identifiers: [{ value: 'x' }],
      tags: ['a'],
      bornOn: null,
    });
    expect((read as Complaint).identifiers?.[0]).toBeInstanceOf(Identifier);
  });

  it('has ids in lower case, as the database returns them', async () => {
    const [sent, id] = ['0190AAAA-0000-7000-8000-00000000000F', '0190aaaa-0000-7000-8000-00000000000f'];

    expect(await body({ agencyId: sent, others: [sent] })).toMatchObject({ agencyId: id, others: [id] });
    expect(await faults(body({ agencyId: 7, others: [sent, 7] }))).toEqual([
      { pointer: '#/agencyId', detail: 'must be a UUID' },
      { pointer: '#/others', detail: 'must hold ids only' },
    ]);
  });

  it('reports all errors at once, each with a pointer and without the value', async () => {
    const found = await faults(
      body({
        agencyId: 'Jane',
        source: 'Jane',
        heads: 'Jane',
        reporter: { value: 'Jane\u0007' },
        identifiers: [{ value: 'x' }, {}],
      }),
    );

    expect(found).toEqual([
      { pointer: '#/agencyId', detail: 'must be a UUID' },
      { pointer: '#/source', detail: 'must be one of the following values: tip, report' },
      { pointer: '#/heads', detail: 'must be a whole number from -5 to 5' },
      { pointer: '#/reporter/value', detail: 'must not hold control characters' },
      { pointer: '#/identifiers/1/value', detail: 'must be text' },
    ]);
  });

  it.each([
    [{ admin: true }, '#/admin', 'is not a known field'],
    [{ reporter: { value: 'x', admin: true } }, '#/reporter/admin', 'is not a known field'],
    [{ identifiers: [{ value: 'x', 'a/b~': 1 }] }, '#/identifiers/0/a~1b~0', 'is not a known field'],
    [{ ['k'.repeat(65)]: 1 }, '#', 'has an unknown field'],
    [{ toString: 1 }, '#/toString', 'is not a known field'],
  ])('is rejected with an unknown field: %j', async (overrides, pointer, detail) => {
    expect(await faults(body(overrides))).toEqual([{ pointer, detail }]);
  });

  it.each([
    ['a missing nullable narrative', { narrative: undefined }, 'narrative', 'must be text'],
    ['null for an optional list', { identifiers: null }, 'identifiers', 'must be a list'],
    ['a text for a list', { identifiers: 'x' }, 'identifiers', 'must be a list'],
    ['an object for a list', { identifiers: { length: 1 } }, 'identifiers', 'must be a list'],
    ['an empty list', { identifiers: [] }, 'identifiers', 'must hold at least 1'],
    [
      'a list too long',
      { identifiers: [{ value: 'a' }, { value: 'b' }, { value: 'c' }] },
      'identifiers',
      'must hold at most 2',
    ],
    ['a list for an object', { reporter: [{ value: 'x' }] }, 'reporter', 'must be an object'],
    ['null for an object', { reporter: null }, 'reporter', 'must be an object'],
    ['a missing object', { reporter: undefined }, 'reporter', 'must be an object'],
    ['a text for an object', { reporter: 'x' }, 'reporter', 'must be an object'],
    ['an object for a text', { narrative: { a: 1 } }, 'narrative', 'must be text'],
    ['digits for a number', { heads: '3' }, 'heads', 'must be a whole number from -5 to 5'],
    ['a fraction', { heads: 0.5 }, 'heads', 'must be a whole number from -5 to 5'],
    ['a number out of range', { heads: 6 }, 'heads', 'must be a whole number from -5 to 5'],
    ['true for a number', { heads: true }, 'heads', 'must be a whole number from -5 to 5'],
    ['a nonexistent day', { bornOn: '2018-02-30' }, 'bornOn', 'must be a day such as 2018-03-01'],
    [
      'a time without offset',
      { receivedAt: '2018-03-01T09:30:00' },
      'receivedAt',
      'must be a time such as 2018-03-01T09:30:00-06:00',
    ],
    ['a nonexistent time zone', { zone: 'Mars/Base' }, 'zone', 'must be a time zone such as America/Chicago'],
    ['a nonexistent month', { month: '2018-13' }, 'month', 'must be a month such as 2018-03'],
    ['a duplicate tag', { tags: ['a', ' a'] }, 'tags', 'must not hold duplicates'],
    ['too many tags', { tags: ['a', 'b', 'c'] }, 'tags', 'must hold at most 2'],
    ['a tag too long', { tags: ['abcdef'] }, 'tags', 'each must be at most 5 characters long'],
    ['a text for tags', { tags: 'ab' }, 'tags', 'must be a list'],
    [
      'a picture',
      { narrative: 'data:image/png;base64,xx' },
      'narrative',
      'must not hold a picture or another file, nor a data URI',
    ],
  ])('is rejected with %s', async (_, overrides, field, detail) => {
    expect(await faults(body(overrides))).toContainEqual({ pointer: `#/${field}`, detail });
  });

  it('reports each list item that is not an object', async () => {
    expect(await faults(body({ identifiers: [null, 'x'] }))).toEqual([
      { pointer: '#/identifiers', detail: 'must hold objects only' },
      { pointer: '#/identifiers/0', detail: 'must be an object' },
      { pointer: '#/identifiers/1', detail: 'must be an object' },
    ]);
    expect(await faults(body({ identifiers: [[{ value: 'x' }]] }))).toContainEqual({
      pointer: '#/identifiers',
      detail: 'must hold objects only',
    });
  });

  it('has the code `required` for a missing field, although its first check reports the type', async () => {
    const codes = async (overrides: object): Promise<unknown> => {
      const problem: unknown = await body(overrides).catch((error: unknown) => error);
      return problem instanceof InvalidInput ? problem.members.errors.map(({ code }) => code) : problem;
    };

    expect(await codes({ narrative: undefined })).toEqual(['required']);
    expect(await codes({ reporter: undefined })).toEqual(['required']);
    expect(await codes({ narrative: 5 })).toEqual([undefined]);
  });

  it('keeps the valid fields of a rejected body for later checks', async () => {
    const problem: unknown = await body({
      heads: 'x',
      identifiers: [{ value: 'x' }, 5],
      reporter: { value: '' },
    }).catch((error: unknown) => error);
    if (!(problem instanceof InvalidInput)) throw new Error('The body was accepted');
    const faulty = faultyBodyOf(problem);

    expect(faulty).toBeInstanceOf(Complaint);
    const { errors } = problem.members;
    expect(withoutFaults(faulty ?? {}, errors)).toEqual({ ...good, narrative: null, heads: undefined, reporter: {} });
  });

  it('reports at most fifty errors', async () => {
    const overrides = Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`x${at}`, at]));

    expect(await faults(body(overrides))).toHaveLength(50);
  });
});

describe('a query string', () => {
  it('is converted from text, with defaults', async () => {
    expect(await query('open=false&digit=0')).toEqual({ open: false, digit: 0, limit: 50 });
    expect(await query('limit=200')).toEqual({ limit: 200 });
  });

  it.each([
    'limit=',
    'limit=0',
    'limit=201',
    'limit=1e2',
    'limit=0x10',
    'limit=+5',
    'limit=-5',
    'limit= 5',
    'limit=5.0',
    'limit=٥',
    'limit=99999999999999999999',
  ])('is rejected with %s', async (text) => {
    expect(await faults(query(text))).toEqual([{ pointer: '#/limit', detail: 'must be a whole number from 1 to 200' }]);
  });

  it.each(['open=1', 'open=', 'open=TRUE', 'open=yes'])('is rejected with %s', async (text) => {
    expect(await faults(query(text))).toEqual([{ pointer: '#/open', detail: 'must be true or false' }]);
  });

  it.each(['constructor', 'toString', 'valueOf', 'other', 'limit[]'])(
    'is rejected with the unknown field %s',
    async (name) => {
      expect(await faults(query(`${encodeURIComponent(name)}=1`))).toEqual([
        { pointer: `#/${name}`, detail: 'is not a known field' },
      ]);
    },
  );

  it('is rejected with a repeated field', async () => {
    const read = pipe.transform({ limit: ['1', '2'] }, { type: 'query', metatype: Query }) as Promise<unknown>;

    expect(await faults(read)).toEqual([{ pointer: '#/limit', detail: 'must be a whole number from 1 to 200' }]);
  });
});

describe('the check for a validated class', () => {
  it('accepts a class with validators of its own or inherited', () => {
    expect(isValidated(Complaint)).toBe(true);
    expect(isValidated(class extends Query {})).toBe(true);
  });

  it.each([[Unchecked], [Object], [Array], [Function], [String], [undefined], [null], ['Complaint']])(
    'rejects %p',
    (type) => {
      expect(isValidated(type)).toBe(false);
    },
  );
});
