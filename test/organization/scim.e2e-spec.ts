import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Given } from '../support/given.js';
import { atOnce } from '../support/client.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';
import {
  enterpriseSchema,
  entraUser,
  oktaUser,
  patchSchema,
  Provider,
  providerOf,
  userSchema,
  type Change,
  type ScimList,
  type ScimUser,
} from './provisioning-fixtures.js';

let tracker: Tracker;
let given: Given;
let provider: Provider;

beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
  provider = await providerOf(tracker, given);
});
afterAll(() => tracker.close());

const scimJson = 'application/scim+json; charset=utf-8';
const errorSchema = 'urn:ietf:params:scim:api:messages:2.0:Error';
const refusal = (status: number, scimType?: string): object => ({
  status,
  headers: { 'content-type': 'application/scim+json' },
  body: { schemas: [errorSchema], status: String(status), ...(scimType === undefined ? {} : { scimType }) },
});

describe('POST /scim/Users', () => {
  it('receives a user of Entra ID, keeps what names the person, and ignores the rest', async () => {
    const sent = entraUser();

    const answer = await provider.send<ScimUser>('POST', '/Users', sent);

    const { id, meta } = answer.body;
    const location = `http://localhost:0/api/v1/scim/Users/${id}`;
    expect(answer).toMatchObject({
      status: 201,
      headers: { 'content-type': scimJson, location, etag: 'W/"v1"' },
    });
    expect(answer.body).toEqual({
      schemas: [userSchema],
      id,
      externalId: sent['externalId'],
      userName: sent.userName,
      name: sent['name'],
      displayName: 'Dana Reyes',
      emails: [{ value: sent.userName, type: 'work', primary: true }],
      active: true,
      meta: {
        resourceType: 'User',
        created: '2026-03-02T15:00:00.000Z',
        lastModified: '2026-03-02T15:00:00.000Z',
        location,
        version: 'W/"v1"',
      },
    });
    expect(meta.location).toBe(location);
    expect(await provider.read(id)).toEqual(answer.body);
  });

  it('receives a user of Okta, and stores no password and no role', async () => {
    const user = await provider.create(oktaUser());

    expect(user).toMatchObject({ displayName: 'Morgan Lee', active: true });
    const stored = await tracker.sql('SELECT u::text AS row FROM app.provisioned_users u WHERE id = $1', [user.id]);
    expect(JSON.stringify(stored)).not.toMatch(/1mz050nq|en-US/);
  });

  it('makes no account', async () => {
    const user = await provider.create();

    expect(await tracker.sql('SELECT FROM app.accounts WHERE email = $1', [user.userName])).toEqual([]);
  });

  it('receives an inactive user, who awaits no decision', async () => {
    const user = await provider.create(entraUser({ active: 'False' }));

    expect(user).toMatchObject({ active: false });
    expect(await tracker.sql('SELECT state FROM app.provisioned_users WHERE id = $1', [user.id])).toEqual([
      { state: 'left' },
    ]);
  });

  it.each([
    ['application/json', { 'content-type': 'application/json' }],
    ['the media type of SCIM', { 'content-type': 'application/scim+json' }],
  ])('accepts %s', async (_, headers) => {
    expect(await provider.send('POST', '/Users', entraUser(), headers)).toMatchObject({ status: 201 });
  });

  it('refuses the same userName in any case', async () => {
    const user = await provider.create();

    const answer = await provider.send('POST', '/Users', entraUser({ userName: user.userName.toUpperCase() }));

    expect(answer).toMatchObject(refusal(409, 'uniqueness'));
    expect(answer.text).not.toMatch(/@example/i);
  });

  it('creates one of several users with one userName at once', async () => {
    const body = entraUser();

    const answers = await atOnce(8, () => provider.send('POST', '/Users', body));

    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array.from({ length: 7 }, () => 409)]);
  });

  it('repeats a request with its Idempotency-Key once', async () => {
    const body = entraUser();
    const send = () => provider.send<ScimUser>('POST', '/Users', body, { 'idempotency-key': 'sync-1' });

    const [first, again] = [await send(), await send()];

    expect(again.status).toBe(201);
    expect(again.body).toEqual(first.body);
  });

  it.each([
    ['no userName', { userName: undefined }, 'invalidValue'],
    ['an empty userName', { userName: ' ' }, 'invalidValue'],
    ['a userName of another type', { userName: 5 }, 'invalidValue'],
    ['a userName that is too long', { userName: 'x'.repeat(201) }, 'invalidValue'],
    ['an Arabic letter mark', { displayName: 'Da\u061cna' }, 'invalidValue'],
    ['a control character', { displayName: 'Dana\u0007' }, 'invalidValue'],
    ['characters that turn the reading direction', { displayName: 'Dana\u202E' }, 'invalidValue'],
    ['an encoded picture', { displayName: 'data:image/png;base64,iVBORw0KGgo=' }, 'invalidValue'],
    ['a name that is a text', { name: 'Dana Reyes' }, 'invalidValue'],
    ['an unknown part of the name', { name: { nickname: 'D' } }, 'invalidSyntax'],
    ['a name that is too long', { name: { givenName: 'x'.repeat(201) } }, 'invalidValue'],
    ['an address that is none', { emails: [{ value: 'nobody' }] }, 'invalidValue'],
    ['an address of another type', { emails: [{ value: 5 }] }, 'invalidValue'],
    ['addresses that are no list', { emails: 'dana@example.gov' }, 'invalidValue'],
    ['active that is no boolean', { active: 'perhaps' }, 'invalidValue'],
    ['an unknown attribute', { clearance: 'secret' }, 'invalidSyntax'],
    ['another extension', { 'urn:example:2.0:User': { a: 1 } }, 'invalidSyntax'],
    ['the schema of a group', { schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'] }, 'invalidSyntax'],
    ['schemas that are no list', { schemas: userSchema }, 'invalidSyntax'],
  ])('refuses %s', async (_, changes, scimType) => {
    const answer = await provider.send('POST', '/Users', entraUser(changes));

    expect(answer).toMatchObject(refusal(400, scimType));
    expect(answer.text).not.toMatch(/Dana|Reyes|example\.gov|perhaps|secret|nobody/);
  });

  it.each([
    ['no JSON', '{', 400],
    ['a list', '[]', 400],
    ['a doubled key', '{"userName":"a","userName":"b"}', 400],
    ['an inherited key', '{"__proto__":{}}', 400],
    ['an escaped NUL', '{"userName":"a\\u0000"}', 400],
    ['a huge body', JSON.stringify(entraUser({ title: 'x'.repeat(70_000) })), 413],
  ])('refuses %s in the form of SCIM', async (_, body, status) => {
    expect(await provider.send('POST', '/Users', body)).toMatchObject(refusal(status));
  });

  it('refuses a form in the form of SCIM', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };

    expect(await provider.send('POST', '/Users', 'userName=a', headers)).toMatchObject(refusal(415));
  });

  it('refuses the user after the last of 5000', async () => {
    const full = await providerOf(tracker, given);
    await tracker.sql(
      `INSERT INTO app.provisioned_users (id, task_force_id, agency_id, user_name, is_active, state, received_at, changed_at, version)
       SELECT gen_random_uuid(), $1, $2, 'user-' || n, true, 'waiting', now(), now(), 1 FROM generate_series(1, 5000) n`,
      [full.admin.taskForceId, full.admin.agencyId],
    );

    expect(await full.send('POST', '/Users', entraUser())).toMatchObject(refusal(409));
  });
});

describe('GET /scim/Users', () => {
  it.each([
    ['userName eq', (user: ScimUser) => `userName eq "${user.userName}"`],
    ['userName in another case', (user: ScimUser) => `USERNAME eq "${user.userName.toUpperCase()}"`],
    ['a qualified name', (user: ScimUser) => `${userSchema}:userName eq "${user.userName}"`],
    ['externalId eq', (user: ScimUser) => `externalId eq "${user.externalId ?? ''}"`],
    ['emails.value eq', (user: ScimUser) => `emails.value eq "${user.userName}"`],
    ['emails eq', (user: ScimUser) => `emails eq "${user.userName}"`],
    ['the address of work', (user: ScimUser) => `emails[type eq "work"].value eq "${user.userName}"`],
    ['id eq', (user: ScimUser) => `id eq "${user.id}"`],
    ['two conditions', (user: ScimUser) => `userName eq "${user.userName}" and active eq true`],
  ])('finds a user by %s', async (_, filterOf) => {
    const user = await provider.create();
    await provider.create();

    const answer = await provider.list(filterOf(user));

    expect(answer).toMatchObject({ status: 200, headers: { 'content-type': scimJson } });
    expect(answer.body).toEqual({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
      totalResults: 1,
      startIndex: 1,
      itemsPerPage: 1,
      Resources: [user],
    });
  });

  it.each(['userName eq "nobody@example.gov"', 'id eq "5"', 'userName eq "DOMAIN\\\\dana"'])(
    'answers %s with an empty list',
    async (filter) => {
      expect(await provider.list(filter)).toMatchObject({ status: 200, body: { totalResults: 0, Resources: [] } });
    },
  );

  it('finds a userName in another normal form', async () => {
    const user = await provider.create(entraUser({ userName: 'Jose\u0301@example.gov' }));

    expect(user.userName).toBe('Jos\u00e9@example.gov');
    expect((await provider.list('userName eq "jose\u0301@example.gov"')).body.Resources).toEqual([user]);
  });

  it('finds a userName with a backslash', async () => {
    const user = await provider.create(entraUser({ userName: 'DOMAIN\\dana' }));

    expect((await provider.list('userName eq "DOMAIN\\\\dana"')).body.Resources).toEqual([user]);
  });

  it.each([
    'userName',
    'userName eq',
    'userName sw "d"',
    'userName eq 5',
    'userName ne "d"',
    'displayName eq "Dana"',
    'userName eq "a" or userName eq "b"',
    'not (userName eq "a")',
    '(userName eq "a")',
    'emails[type eq "home"].value eq "a"',
    'emails[value co "a"]',
    'active eq "perhaps"',
    'meta.lastModified gt "2011-05-13T04:42:34Z"',
    'userName eq "a" and userName eq "b"',
    '__proto__ eq "a"',
    'constructor eq "a"',
    '"',
    '(((((((((((((((((',
    // The library would expand it to 2^35 alternatives.
    `${'a[b eq "c" or d eq "e"] and '.repeat(35)}userName eq "a"`,
    `userName eq "${'\\'.repeat(900)}`,
    `userName eq "\\" and ${'a[b eq "c" or d eq "e"] and '.repeat(34)}userName eq "a"`,
    `${'emails[type eq "work"].value eq "a" and '.repeat(20)}userName eq "a"`,
    `userName eq "${'x'.repeat(990)}"`,
  ])('refuses the filter %s', async (filter) => {
    expect(await provider.list(filter)).toMatchObject(
      refusal(400, filter.length > 1000 ? 'invalidValue' : 'invalidFilter'),
    );
  });

  it('pages by startIndex and count', async () => {
    const other = await providerOf(tracker, given);
    const users = [await other.create(), await other.create(), await other.create()];
    const page = async (query: string): Promise<object> => {
      const { totalResults, startIndex, itemsPerPage, Resources } = (
        await other.send<ScimList>('GET', `/Users${query}`)
      ).body;
      return { totalResults, startIndex, itemsPerPage, ids: Resources.map(({ id }) => id) };
    };
    const [first, second, third] = users.map(({ id }) => id);

    expect(await page('')).toEqual({ totalResults: 3, startIndex: 1, itemsPerPage: 3, ids: [first, second, third] });
    expect(await page('?startIndex=2&count=1')).toEqual({
      totalResults: 3,
      startIndex: 2,
      itemsPerPage: 1,
      ids: [second],
    });
    expect(await page('?startIndex=0&count=2')).toMatchObject({ startIndex: 1, ids: [first, second] });
    expect(await page('?startIndex=4')).toMatchObject({ totalResults: 3, itemsPerPage: 0, ids: [] });
    expect(await page('?count=0')).toMatchObject({ totalResults: 3, itemsPerPage: 0, ids: [] });
    expect(await page('?count=-5')).toMatchObject({ totalResults: 3, itemsPerPage: 0, ids: [] });
    expect(await page('?count=100000&sortBy=userName&sortOrder=descending')).toMatchObject({ itemsPerPage: 3 });
  });

  it.each(['?startIndex=one', '?count=1.5', '?page=2', '?count=99999999999'])('refuses %s', async (query) => {
    expect(await provider.send('GET', `/Users${query}`)).toMatchObject(refusal(400, 'invalidValue'));
  });

  it('returns the attributes that the request names', async () => {
    const user = await provider.create();
    const read = async (query: string): Promise<string[]> =>
      Object.keys((await provider.send('GET', `/Users/${user.id}?${query}`)).body).sort();

    expect(await read('attributes=userName,name.givenName')).toEqual(['id', 'name', 'schemas', 'userName']);
    expect(await read('excludedAttributes=emails,name,meta,id')).toEqual([
      'active',
      'displayName',
      'externalId',
      'id',
      'schemas',
      'userName',
    ]);
  });
});

describe('POST /scim/Users/.search', () => {
  it('finds a user without an address in the URL', async () => {
    const user = await provider.create();
    const search = {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'],
      filter: `userName eq "${user.userName}"`,
      attributes: ['userName'],
      startIndex: 1,
      count: 10,
    };

    const answer = await provider.send<ScimList>('POST', '/Users/.search', search);

    expect(answer).toMatchObject({ status: 200, body: { totalResults: 1 } });
    expect(answer.body.Resources).toEqual([{ schemas: [userSchema], id: user.id, userName: user.userName }]);
    expect(answer.headers).not.toHaveProperty('location');
  });

  it.each([{ filter: 5 }, { count: 'ten' }, { cursor: 'x' }])('refuses %j', async (body) => {
    expect(await provider.send('POST', '/Users/.search', body)).toMatchObject(refusal(400, 'invalidValue'));
  });
});

describe('PUT /scim/Users/:id', () => {
  it('replaces the user as Okta does, and removes what is missing', async () => {
    const user = await provider.create();
    const body = {
      schemas: [userSchema],
      id: user.id,
      userName: user.userName,
      name: { givenName: 'D' },
      active: true,
    };

    const answer = await provider.send<ScimUser>('PUT', `/Users/${user.id}`, body);

    expect(answer).toMatchObject({ status: 200, headers: { etag: 'W/"v2"' } });
    expect(answer.body).toEqual({
      schemas: [userSchema],
      id: user.id,
      userName: user.userName,
      name: { givenName: 'D' },
      active: true,
      meta: expect.objectContaining({ version: 'W/"v2"' }),
    });
  });

  it('changes nothing for the same user', async () => {
    const sent = entraUser();
    const user = await provider.create(sent);

    expect(await provider.send('PUT', `/Users/${user.id}`, sent)).toMatchObject({ status: 200, body: user });
  });

  it('keeps the state of a user without active', async () => {
    const sent = entraUser({ active: false });
    const user = await provider.create(sent);

    const answer = await provider.send('PUT', `/Users/${user.id}`, { ...sent, active: undefined, displayName: 'D' });

    expect(answer).toMatchObject({ status: 200, body: { active: false, displayName: 'D' } });
  });

  it('refuses the userName of another user', async () => {
    const [one, other] = [await provider.create(), await provider.create()];

    const answer = await provider.send('PUT', `/Users/${one.id}`, entraUser({ userName: other.userName }));

    expect(answer).toMatchObject(refusal(409, 'uniqueness'));
    expect(await provider.read(one.id)).toEqual(one);
  });

  it('refuses an outdated version, and accepts the current one', async () => {
    const sent = entraUser();
    const user = await provider.create(sent);
    const put = (version: string, displayName: string) =>
      provider.send('PUT', `/Users/${user.id}`, { ...sent, displayName }, { 'if-match': version });

    expect(await put('W/"v1"', 'B')).toMatchObject({ status: 200 });
    expect(await put('W/"v1"', 'C')).toMatchObject(refusal(412));
    expect(await put('"v2"', 'C')).toMatchObject({ status: 200 });
    expect(await put('*', 'D')).toMatchObject({ status: 200 });
    expect(await put('v4', 'E')).toMatchObject(refusal(400, 'invalidSyntax'));
  });
});

describe('PATCH /scim/Users/:id', () => {
  const operations: readonly [string, readonly Change[], object][] = [
    ['a boolean as a text', [{ op: 'Replace', path: 'active', value: 'False' }], { active: false }],
    ['a boolean', [{ op: 'replace', path: 'active', value: false }], { active: false }],
    ['an operation without a path', [{ op: 'replace', value: { active: false } }], { active: false }],
    ['a text boolean without a path', [{ op: 'Add', value: { active: 'False' } }], { active: false }],
    ['an id beside it, as Okta sends it', [{ op: 'replace', value: { id: '5', active: false } }], { active: false }],
    ['a name by Add', [{ op: 'Add', path: 'displayName', value: 'Dana R.' }], { displayName: 'Dana R.' }],
    ['a path in another case', [{ op: 'Replace', path: 'DISPLAYNAME', value: 'D' }], { displayName: 'D' }],
    ['a qualified path', [{ op: 'replace', path: `${userSchema}:displayName`, value: 'D' }], { displayName: 'D' }],
    [
      'a part of the name',
      [{ op: 'Replace', path: 'name.familyName', value: 'Lee' }],
      { name: { formatted: 'Reyes, Dana', familyName: 'Lee', givenName: 'Dana' } },
    ],
    [
      'flat keys without a path, as Entra ID sends them',
      [
        {
          op: 'Replace',
          value: { 'name.givenName': 'D', displayName: 'D R', 'emails[type eq "work"].value': 'd@example.gov' },
        },
      ],
      {
        name: { formatted: 'Reyes, Dana', familyName: 'Reyes', givenName: 'D' },
        displayName: 'D R',
        emails: [{ value: 'd@example.gov', type: 'work', primary: true }],
      },
    ],
    [
      'the whole name',
      [{ op: 'replace', path: 'name', value: { GivenName: 'D', middleName: 'X' } }],
      { name: { formatted: 'Reyes, Dana', familyName: 'Reyes', givenName: 'D' } },
    ],
    [
      'the address of work',
      [{ op: 'Replace', path: 'emails[type eq "work"].value', value: 'd@example.gov' }],
      { emails: [{ value: 'd@example.gov', type: 'work', primary: true }] },
    ],
    [
      'the primary address',
      [{ op: 'Replace', path: 'emails[primary eq true].value', value: 'd@example.gov' }],
      { emails: [{ value: 'd@example.gov', type: 'work', primary: true }] },
    ],
    [
      'a list of addresses',
      [
        {
          op: 'replace',
          path: 'emails',
          value: [
            { type: 'home', value: 'h@example.gov' },
            { type: 'work', value: 'd@example.gov' },
          ],
        },
      ],
      { emails: [{ value: 'd@example.gov', type: 'work', primary: true }] },
    ],
    [
      'a value within a list',
      [{ op: 'Replace', path: 'userName', value: [{ $ref: null, value: 'one-more' }] }],
      { userName: 'one-more' },
    ],
    ['an externalId', [{ op: 'Add', path: 'externalId', value: 'x-1' }], { externalId: 'x-1' }],
    ['a removed name', [{ op: 'Remove', path: 'displayName' }], { displayName: undefined }],
    ['an emptied name', [{ op: 'Replace', path: 'displayName', value: '' }], { displayName: undefined }],
    ['a removed address', [{ op: 'remove', path: 'emails[type eq "work"]' }], { emails: undefined }],
    [
      'several operations in their order',
      [
        { op: 'add', path: 'displayName', value: 'One' },
        { op: 'replace', path: 'displayName', value: 'Two' },
      ],
      { displayName: 'Two' },
    ],
  ];

  it.each(operations)('applies %s', async (_, changes, expected) => {
    const user = await provider.create();

    const answer = await provider.patch(user.id, ...changes);

    expect(answer).toMatchObject({ status: 200, headers: { etag: 'W/"v2"', 'content-type': scimJson } });
    expect(answer.body).toEqual({ ...user, ...expected, meta: { ...user.meta, version: 'W/"v2"' } });
    await provider.send('DELETE', `/Users/${user.id}`);
  });

  it('adds an address to a user without one', async () => {
    const user = await provider.create(entraUser({ emails: undefined }));

    const answer = await provider.patch(user.id, {
      op: 'Add',
      path: 'emails[type eq "work"].value',
      value: 'd@example.gov',
    });

    expect(answer.body.emails).toEqual([{ value: 'd@example.gov', type: 'work', primary: true }]);
  });

  it.each<[string, Change]>([
    ['title', { op: 'Add', path: 'title', value: 'Detective' }],
    ['a role', { op: 'Add', path: 'roles[primary eq "True"].value', value: 'admin' }],
    ['a group', { op: 'Add', value: { groups: [{ value: 'admins' }] } }],
    ['a department', { op: 'Replace', path: `${enterpriseSchema}:department`, value: 'Cyber' }],
    ['a department without a path', { op: 'Add', value: { [`${enterpriseSchema}:department`]: 'Cyber' } }],
    ['a manager', { op: 'Add', path: `${enterpriseSchema}:manager`, value: 'x' }],
    ['a private address', { op: 'Add', path: 'emails[type eq "home"].value', value: 'h@example.gov' }],
    ['a missing phone number', { op: 'Remove', path: 'phoneNumbers[type eq "work"].value' }],
    ['a middle name', { op: 'Add', path: 'name.middleName', value: 'X' }],
    ['a password', { op: 'Replace', path: 'password', value: 'x' }],
    ['the value that it has', { op: 'Replace', path: 'active', value: 'True' }],
  ])('keeps the user unchanged for %s', async (_, change) => {
    const user = await provider.create();

    expect(await provider.patch(user.id, change)).toMatchObject({ status: 200, body: user });
    expect(await provider.read(user.id)).toEqual(user);
  });

  it.each<[string, unknown, string]>([
    ['no operations', { schemas: [patchSchema] }, 'invalidValue'],
    ['an empty list', { schemas: [patchSchema], Operations: [] }, 'invalidValue'],
    [
      'another schema',
      { schemas: [userSchema], Operations: [{ op: 'add', path: 'title', value: 'x' }] },
      'invalidSyntax',
    ],
    ['an operation that is null', { schemas: [patchSchema], Operations: [null] }, 'invalidValue'],
    ['an unknown verb', { schemas: [patchSchema], Operations: [{ op: 'move', path: 'title' }] }, 'invalidSyntax'],
    [
      'a path that is a number',
      { schemas: [patchSchema], Operations: [{ op: 'replace', path: 5, value: 'x' }] },
      'invalidPath',
    ],
    [
      'too many operations',
      {
        schemas: [patchSchema],
        Operations: Array.from({ length: 101 }, () => ({ op: 'add', path: 'title', value: 'x' })),
      },
      'invalidValue',
    ],
  ])('refuses %s', async (_, body, scimType) => {
    const user = await provider.create();

    expect(await provider.send('PATCH', `/Users/${user.id}`, body)).toMatchObject(refusal(400, scimType));
  });

  it.each<[string, Change, string]>([
    ['an unknown path', { op: 'add', path: 'clearance', value: 'x' }, 'invalidPath'],
    ['a broken path', { op: 'add', path: 'emails[[', value: 'x' }, 'invalidPath'],
    ['an inherited name', { op: 'add', path: '__proto__.polluted', value: 'x' }, 'invalidPath'],
    ['a constructor', { op: 'add', path: 'constructor', value: 'x' }, 'invalidPath'],
    ['a part of a text', { op: 'add', path: 'userName.first', value: 'x' }, 'invalidPath'],
    ['a filter of a text', { op: 'add', path: 'userName[a eq "b"]', value: 'x' }, 'invalidPath'],
    ['an unknown part of the name', { op: 'add', path: 'name.nick', value: 'x' }, 'invalidPath'],
    ['the id', { op: 'replace', path: 'id', value: 'x' }, 'mutability'],
    ['a removed userName', { op: 'remove', path: 'userName' }, 'invalidValue'],
    ['an emptied userName', { op: 'replace', path: 'userName', value: '' }, 'invalidValue'],
    ['a removal without a path', { op: 'remove' }, 'noTarget'],
    ['a text without a path', { op: 'replace', value: 'x' }, 'invalidValue'],
    ['a number', { op: 'replace', path: 'displayName', value: 5 }, 'invalidValue'],
    ['a boolean that is none', { op: 'replace', path: 'active', value: 'perhaps' }, 'invalidValue'],
    ['a control character', { op: 'replace', path: 'displayName', value: 'Da\u0007na' }, 'invalidValue'],
    ['a name that is too long', { op: 'replace', path: 'displayName', value: 'x'.repeat(201) }, 'invalidValue'],
    ['an address that is none', { op: 'replace', path: 'emails', value: [{ value: 'nobody' }] }, 'invalidValue'],
    ['a text as the list of addresses', { op: 'replace', path: 'emails', value: 'nobody' }, 'invalidValue'],
  ])('refuses %s, and changes nothing', async (_, change, scimType) => {
    const user = await provider.create();

    const answer = await provider.patch(user.id, { op: 'replace', path: 'displayName', value: 'Changed' }, change);

    expect(answer).toMatchObject(refusal(400, scimType));
    expect(answer.text).not.toMatch(/clearance|perhaps|nobody|nick|polluted/);
    expect(await provider.read(user.id)).toEqual(user);
  });

  it('refuses the userName of another user', async () => {
    const [one, other] = [await provider.create(), await provider.create()];

    const answer = await provider.patch(one.id, { op: 'replace', path: 'userName', value: other.userName });

    expect(answer).toMatchObject(refusal(409, 'uniqueness'));
  });

  it('gives a userName to one of several users at once', async () => {
    const users = await Promise.all([1, 2, 3, 4].map(() => provider.create()));
    const { userName } = entraUser();

    const answers = await Promise.all(
      users.map(({ id }) => provider.patch(id, { op: 'replace', path: 'userName', value: userName })),
    );

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    for (const answer of answers.filter(({ status }) => status === 409))
      expect(answer).toMatchObject(refusal(409, 'uniqueness'));
  });

  it('applies concurrent changes one after the other', async () => {
    const user = await provider.create();
    const parts = ['displayName', 'externalId', 'name.givenName', 'name.familyName'];

    const answers = await Promise.all(
      parts.map((path) => provider.patch(user.id, { op: 'replace', path, value: 'Z' })),
    );

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(await provider.read(user.id)).toMatchObject({
      displayName: 'Z',
      externalId: 'Z',
      name: { givenName: 'Z', familyName: 'Z' },
      meta: { version: 'W/"v5"' },
    });
  });
});

describe('DELETE /scim/Users/:id', () => {
  it('deletes the user, whose userName can be sent again', async () => {
    const sent = entraUser();
    const user = await provider.create(sent);

    expect(await provider.send('DELETE', `/Users/${user.id}`)).toMatchObject({ status: 204, text: '' });

    expect(await provider.send('GET', `/Users/${user.id}`)).toMatchObject(refusal(404));
    expect(await provider.send('DELETE', `/Users/${user.id}`)).toMatchObject(refusal(404));
    expect(await provider.send('POST', '/Users', sent)).toMatchObject({ status: 201 });
  });
});

describe('the discovery documents', () => {
  it('name the supported features', async () => {
    expect(await provider.send('GET', '/ServiceProviderConfig')).toMatchObject({
      status: 200,
      headers: { 'content-type': scimJson },
      body: { patch: { supported: true }, bulk: { supported: false }, filter: { supported: true, maxResults: 200 } },
    });
  });

  it('name users alone as resources', async () => {
    const list = await provider.send('GET', '/ResourceTypes');

    expect(list).toMatchObject({
      status: 200,
      body: { totalResults: 1, Resources: [{ id: 'User', schema: userSchema }] },
    });
    expect(await provider.send('GET', '/ResourceTypes/User')).toMatchObject({
      status: 200,
      body: { endpoint: '/Users' },
    });
    expect(await provider.send('GET', '/ResourceTypes/Group')).toMatchObject(refusal(404));
  });

  it('name the attributes that are kept', async () => {
    const { body } = await provider.send<{ attributes: { name: string }[] }>('GET', `/Schemas/${userSchema}`);

    expect(body.attributes.map(({ name }) => name)).toEqual(['userName', 'name', 'displayName', 'active', 'emails']);
    expect(await provider.send('GET', '/Schemas')).toMatchObject({ status: 200, body: { totalResults: 1 } });
    expect(await provider.send('GET', `/Schemas/${enterpriseSchema}`)).toMatchObject(refusal(404));
  });
});

describe('an error below /api/v1/scim', () => {
  it.each([
    ['GET', '/Groups', 404],
    ['POST', '/Bulk', 404],
    ['GET', '/Me', 404],
    ['PUT', '/Users', 405],
    ['GET', '/Users/not-an-id', 404],
    ['GET', '/Users/01890a5d-1c2b-7a6d-b0a4-5e7f90c1d2e3', 404],
    ['GET', '/%zz', 400],
  ])('has the form of SCIM: %s %s is a %i', async (method, path, status) => {
    expect(await provider.send(method, path)).toMatchObject(refusal(status));
  });

  it('has it without a key', async () => {
    const answer = await tracker.anonymous().get('/scim/Users');

    expect(answer).toMatchObject({ ...refusal(401), headers: { 'www-authenticate': 'Bearer' } });
  });

  it('is problem+json everywhere else, where the media type of SCIM is refused', async () => {
    const answer = await provider.send('POST', '/../complaints', {}, { 'content-type': 'application/scim+json' });

    expect(answer).toMatchObject({ status: 415, headers: { 'content-type': 'application/problem+json' } });
  });
});
