import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { hashOf } from '../../src/platform/actor/token-hash.js';
import { newId } from '../../src/platform/ids/ids.js';
import type { LegalHoldView } from '../../src/casework/retention/legal-hold.view.js';
import type { VictimIdentifiedView } from '../../src/casework/victims-identified/victim-identified.view.js';
import type { FoundIdentities, ScannedText } from '../../src/casework/vault/identity-search.view.js';
import type { IdentityOutlineView, RevealedIdentityView } from '../../src/casework/vault/identity.view.js';
import type { IdentityAccessWithdrawalView } from '../../src/casework/vault/identity-access-withdrawal.view.js';
import type { IdentityDestructionView } from '../../src/casework/vault/identity-destruction.view.js';
import { identityPurposes, tokenKinds } from '../../src/casework/vault/vault.enums.js';
import { atOnce, comparableContent, type Answer, type Client } from '../support/client.js';
import { figure } from '../support/figures.js';
import { aTip, Given, type GivenAccount, type GivenComplaint, type Made } from '../support/given.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';
import { untilSessionWaits } from '../support/transactions.js';
import { namedVictim, type IdentityOver } from './vault-fixtures.js';

let tracker: Tracker;
let given: Given;
let app: pg.Client;

beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
  app = new pg.Client({ connectionString: tracker.database.appUrl });
  await app.connect();
});
afterAll(async () => {
  await app.end();
  await tracker.close();
});

const purpose = 'recording';
const why = { purpose: 'interview', reason: 'Forensic interview on Tuesday' };
const jane: IdentityOver = {
  givenName: 'Jane Marie',
  familyName: 'Doe-Árbol',
  bornOn: '2013-02-03',
  address: '12 Elm Street\nOmaha NE',
  phone: '+1 (402) 555-0123',
  email: 'Jane.Doe@example.org',
  school: 'Elm Street School',
  guardian: 'Ruth Doe, mother',
};

interface Named {
  readonly complaint: GivenComplaint;
  readonly victim: Made<VictimIdentifiedView>;
  readonly identity: Made<IdentityOutlineView>;
}

/** Creates a child with an identity, in its own task force. */
async function named(overrides: IdentityOver = jane, of?: GivenComplaint): Promise<Named> {
  const complaint = of ?? (await given.complaint());
  const victim = await given.victim({ complaint });
  return { complaint, victim, identity: await namedVictim(given, victim, overrides) };
}

function reveal(client: Client, victimId: string, body: object = why): Promise<Answer<RevealedIdentityView>> {
  return client.post<RevealedIdentityView>(`/victims-identified/${victimId}/identity/reveal`, body);
}

async function headOf(complaint: GivenComplaint): Promise<GivenAccount> {
  return given.account({ taskForceId: complaint.taskForceId, role: 'supervisor' });
}

async function entriesOf(action: string, about: string): Promise<{ outcome: string; reason: string | null }[]> {
  return tracker.sql(
    `SELECT outcome, reason, account_id, records FROM audit.entries
      WHERE action = $1 AND (subject = $2 OR records @> ARRAY[$2::uuid]) ORDER BY seq`,
    [action, about],
  );
}

async function asApp<T>(
  account: GivenAccount,
  work: () => Promise<T>,
  end: 'COMMIT' | 'ROLLBACK' = 'ROLLBACK',
): Promise<T> {
  await app.query('BEGIN');
  try {
    await app.query(`SELECT auth.begin_request($1, false, 'a request', '192.0.2.1')`, [hashOf(account.token)]);
    const result = await work();
    await app.query(end);
    return result;
  } catch (fault) {
    await app.query('ROLLBACK');
    throw fault;
  }
}

async function asked(account: GivenAccount, victimId: string, end: 'COMMIT' | 'ROLLBACK' = 'COMMIT'): Promise<string> {
  const ask = (): Promise<pg.QueryResult<{ asked: string }>> =>
    app.query(`SELECT vault.request_identity($1, 'interview', 'why') AS asked`, [victimId]);
  const { rows } = await asApp(account, ask, end);
  return rows[0]?.asked ?? '';
}

describe('an identity in the vault', () => {
  it('is recorded, outlined without values, and revealed for a stated purpose', async () => {
    const { complaint, victim, identity } = await named();
    const client = tracker.as(complaint.by);

    const outline = await client.get<IdentityOutlineView>(`/victims-identified/${victim.id}/identity`);
    const shown = await reveal(client, victim.id);

    expect(identity).toMatchObject({ version: 2, pseudonym: 'MV1', destroyedAt: null });
    expect(outline.body.fields).toEqual(Object.keys(jane));
    expect(outline.body.may).toEqual({ record: true, reveal: true, destroy: false });
    expect(outline.text).not.toMatch(/Jane|Elm|555/);
    expect(shown).toMatchObject({ status: 200, body: { ...jane, victimId: victim.id, version: 2, maskedAfter: 60 } });
    expect(shown.headers['cache-control']).toBe('no-store');
    expect(await entriesOf('identity.revealed', victim.id)).toEqual([
      expect.objectContaining({
        outcome: 'done',
        reason: 'interview: Forensic interview on Tuesday',
        account_id: complaint.by.accountId,
        records: expect.arrayContaining([victim.id, complaint.id]),
      }),
    ]);
  });

  it('is extended without being revealed, and a field is erased', async () => {
    const { complaint, victim, identity } = await named();
    const path = `/victims-identified/${victim.id}/identity`;

    const added = await given.changed(identity, path, { phone: '402 555 0199', school: null });
    const { body } = await reveal(tracker.as(complaint.by), victim.id);

    expect(added.version).toBe(3);
    expect(added.fields).not.toContain('school');
    expect(body).toMatchObject({ ...jane, phone: '402 555 0199', school: null, version: 3 });
    const trail = await tracker.trailOf(complaint.id);
    const written = trail.filter(({ source }) => source === 'identities');
    expect(written.map(({ action, became }) => [action, became?.['written']])).toEqual([
      ['identity.recorded', expect.arrayContaining(['given_name', 'phone'])],
      ['identity.recorded', expect.arrayContaining(['phone', 'school'])],
    ]);
  });

  it('is changed with If-Match, and one of two concurrent changes is rejected', async () => {
    const { complaint, victim } = await named();
    const path = `/victims-identified/${victim.id}/identity`;

    const answers = await atOnce(2, (index) =>
      tracker.as(complaint.by).put(path, { school: `School ${index}` }, { 'if-match': '"v2"' }),
    );

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    const stale = answers.find(({ status }) => status === 412);
    expect(stale?.body).toMatchObject({ type: '/problems/stale-version', sent: 2, current: 3 });
  });

  it('is first recorded by one of two concurrent requests', async () => {
    const victim = await given.victim();
    const path = `/victims-identified/${victim.id}/identity`;

    const answers = await atOnce(2, () =>
      tracker.as(victim.by).put(path, { phone: '402 555 0100' }, { 'if-match': '"v1"' }),
    );

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  it.each([
    ['nothing', {}, '#'],
    ['a given name without the family name', { givenName: 'Jane' }, '#/familyName'],
    ['a family name without the given name', { familyName: 'Doe' }, '#/givenName'],
    ['an invalid day', { bornOn: '2013-02-30' }, '#/bornOn'],
    ['an invalid address', { email: 'jane' }, '#/email'],
    ['a picture', { school: 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUg' }, '#/school'],
    ['an unknown field', { photo: 'x' }, '#/photo'],
  ])('is rejected with %s', async (_, body, pointer) => {
    const victim = await given.victim();

    const answer = await tracker
      .as(victim.by)
      .put(`/victims-identified/${victim.id}/identity`, body, { 'if-match': '"v1"' });

    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
  });

  it('returns identity-not-recorded when nobody has recorded it', async () => {
    const victim = await given.victim();

    const answer = await reveal(tracker.as(victim.by), victim.id);

    expect(answer).toMatchObject({ status: 409, body: { type: '/problems/identity-not-recorded' } });
  });
});

describe('the access to an identity', () => {
  it('requires a step-up, and the trail records a refusal', async () => {
    const { complaint, victim } = await named();
    const tired = await given.session(complaint.by.accountId);
    await tracker.sql(`UPDATE auth.sessions SET stepped_up_at = now() - interval '6 minutes' WHERE id = $1`, [
      tired.sessionId,
    ]);

    const answer = await reveal(tracker.as(tired), victim.id);

    expect(answer).toMatchObject({ status: 403, body: { type: '/problems/reauthentication-required' } });
    expect(await entriesOf('identity.revealed', victim.id)).toEqual([]);
    await expect(asked({ ...complaint.by, ...tired }, victim.id)).rejects.toMatchObject({ code: '42501' });
  });

  it('requires a listed purpose, and a reason without the name of the child', async () => {
    const { complaint, victim } = await named();
    const client = tracker.as(complaint.by);

    const answers = [
      await reveal(client, victim.id, { ...why, purpose: 'curiosity' }),
      await reveal(client, victim.id, { purpose: 'interview' }),
      await reveal(client, victim.id, { ...why, reason: ' ' }),
      await reveal(client, victim.id, { ...why, reason: 'To call Jane Doe' }),
      await reveal(client, victim.id, { ...why, reason: 'To call Mrs. Arbol' }),
    ];

    const told = answers.map(({ status, body }) => [status, (body as unknown as { errors: object[] }).errors[0]]);
    const at = (pointer: string): unknown => [422, expect.objectContaining({ pointer })];
    expect(told).toEqual([at('#/purpose'), at('#/reason'), at('#/reason'), at('#/reason'), at('#/reason')]);
    expect(await entriesOf('identity.revealed', victim.id)).toEqual([]);
    // The search is recorded though the rest of the request was rolled back, and the entries do not repeat the names.
    const entry = expect.objectContaining({ reason: null, account_id: complaint.by.accountId });
    expect(await entriesOf('identity.mentioned', victim.id)).toEqual([entry, entry]);
  });

  it('is limited to the investigator of the case and its supervisors', async () => {
    const { complaint, victim } = await named();
    const { taskForceId, agencyId } = complaint;
    const agency = { id: agencyId, taskForceId, name: '' };
    const head = await headOf(complaint);
    const [assignee, colleague] = [await given.account({ agency }), await given.account({ agency })];
    const neighbour = await given.account({ agency: await given.agency({ taskForceId }) });
    const strangers = [neighbour, await given.account()];
    const others = [await given.account({ agency, role: 'admin' }), await given.account({ agency, role: 'auditor' })];
    await given.moved(complaint, [
      ['triage', { type: 'enticement', mode: 'reactive', priority: 2, rationale: 'A meeting.' }],
      ['assignment', { agencyId, investigatorId: assignee.accountId }],
    ]);
    const statusFor = async (account: GivenAccount): Promise<number> =>
      (await reveal(tracker.as(account), victim.id)).status;

    expect(await statusFor(assignee)).toBe(200);
    expect(await statusFor(head)).toBe(200);
    expect(await statusFor(colleague)).toBe(403);
    for (const other of others) expect(await statusFor(other)).toBe(403);
    const missing = await reveal(tracker.as(neighbour), newId());
    for (const stranger of strangers) {
      const answer = await reveal(tracker.as(stranger), victim.id);
      expect(answer.status).toBe(404);
      expect(comparableContent(answer)).toEqual(comparableContent(missing));
    }
    // SQL rejects it too, whatever the application has checked.
    for (const account of [colleague, ...others, ...strangers]) {
      await expect(asked(account, victim.id)).rejects.toMatchObject({ code: '42501' });
    }
    expect(await entriesOf('identity.revealed', victim.id)).toHaveLength(2);
  });

  it('has no other route: the application role reads no table of the vault', async () => {
    const { complaint, victim } = await named();
    const tables = await tracker.sql<{ name: string; column: string }>(
      `SELECT format('vault.%I', relname) AS name, attname AS column FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
        WHERE relnamespace = 'vault'::regnamespace AND relkind = 'r' AND attnum = 1`,
    );
    const statements = [
      ...tables.flatMap(({ name, column }) => [
        `SELECT FROM ${name}`,
        `UPDATE ${name} SET ${column} = NULL`,
        `DELETE FROM ${name}`,
        `INSERT INTO ${name} DEFAULT VALUES`,
        `COPY ${name} TO STDOUT`,
        `TRUNCATE ${name}`,
        `LOCK ${name}`,
      ]),
      `SELECT vault.destroy('${victim.id}', now())`,
      `SELECT vault.find_child('${victim.id}')`,
      'SELECT vault.require_opener()',
      'CREATE FUNCTION vault.mine() RETURNS int LANGUAGE sql RETURN 1',
      `DELETE FROM app.identity_access_withdrawals`,
    ];
    let refused = 0;
    for (const statement of statements) {
      await expect(asApp(complaint.by, () => app.query(statement))).rejects.toMatchObject({ code: '42501' });
      refused += 1;
    }

    // Callable functions return no encrypted value, except for one.
    const open = await tracker.sql<{ name: string; result: string }>(
      `SELECT proname AS name, pg_get_function_result(oid) AS result FROM pg_proc
        WHERE pronamespace = 'vault'::regnamespace AND has_function_privilege('tracker_app', oid, 'EXECUTE')`,
    );
    expect(open.filter(({ result }) => /given_name|family_name/.test(result)).map(({ name }) => name)).toEqual([
      'reveal',
    ]);
    expect(tables.length).toBe(5);
    figure('the vault by SQL', { statements: statements.length, refused });
  });

  it('is in the trail before anything is revealed, whatever happens to the transaction', async () => {
    const { complaint, victim } = await named();
    const { by } = complaint;
    const other = await given.session(by.accountId);
    const show = (id: string) => (): Promise<pg.QueryResult> => app.query('SELECT * FROM vault.reveal($1)', [id]);

    // A request and reveal in one transaction could be rolled back, so nothing is revealed.
    await expect(
      asApp(by, async () => {
        const { rows } = await app.query<{ asked: string }>(
          `SELECT vault.request_identity($1, 'interview', 'why') AS asked`,
          [victim.id],
        );
        await show(rows[0]?.asked ?? '')();
      }),
    ).rejects.toMatchObject({ code: '42501' });
    await expect(
      asApp(by, async () => {
        await app.query('SAVEPOINT a');
        const { rows } = await app.query<{ asked: string }>(
          `SELECT vault.request_identity($1, 'interview', 'why') AS asked`,
          [victim.id],
        );
        await app.query('RELEASE a');
        await show(rows[0]?.asked ?? '')();
      }),
    ).rejects.toMatchObject({ code: '42501' });
    // A rolled-back request does not count.
    const undone = await asked(by, victim.id, 'ROLLBACK');
    await expect(asApp(by, show(undone))).rejects.toMatchObject({ code: '42501' });
    expect(await entriesOf('identity.revealed', victim.id)).toEqual([]);

    const committed = await asked(by, victim.id);
    expect(await entriesOf('identity.revealed', victim.id)).toHaveLength(1);
    // It is valid for this session, once, and for a short time.
    await expect(asApp({ ...by, ...other }, show(committed))).rejects.toMatchObject({ code: '42501' });
    expect((await asApp(by, show(committed), 'ROLLBACK')).rowCount).toBe(1);
    expect((await asApp(by, show(committed), 'COMMIT')).rowCount).toBe(1);
    await expect(asApp(by, show(committed))).rejects.toMatchObject({ code: '42501' });
    const late = await asked(by, victim.id);
    await tracker.sql(`UPDATE vault.requests SET asked_at = now() - interval '61 seconds' WHERE id = $1`, [late]);
    await expect(asApp(by, show(late))).rejects.toMatchObject({ code: '42501' });
    expect(await entriesOf('identity.revealed', victim.id)).toHaveLength(2);
    figure('reveals without an entry', { ways: 6, reveals: 0 });
  });

  it('rejects values that were moved or changed in the database', async () => {
    const { complaint, victim } = await named();
    const second = await named({ ...jane, familyName: 'Roe' }, complaint);
    const client = tracker.as(complaint.by);
    const before = await tracker.sql<{ family_name: Buffer }>(
      'SELECT family_name FROM vault.encrypted_identities WHERE identity_id = $1',
      [victim.id],
    );
    const put = (column: string, value: string): Promise<unknown> =>
      tracker.sql(
        `UPDATE vault.encrypted_identities SET family_name = (SELECT ${column} FROM vault.encrypted_identities
                    WHERE identity_id = $2) WHERE identity_id = $1`,
        [victim.id, value],
      );

    await put('family_name', second.victim.id);
    expect((await reveal(client, victim.id)).status).toBe(500);
    await put('given_name', victim.id);
    expect((await reveal(client, victim.id)).status).toBe(500);
    await tracker.sql('UPDATE vault.encrypted_identities SET family_name = $2 WHERE identity_id = $1', [
      victim.id,
      before[0]?.family_name,
    ]);
    expect((await reveal(client, victim.id)).status).toBe(200);
  });
});

describe('a search for identities', () => {
  const search = (client: Client, body: object): Promise<Answer<FoundIdentities>> =>
    client.post<FoundIdentities>('/victim-identities/search', body);

  it('matches all criteria in any spelling, and returns pseudonyms', async () => {
    const { complaint, victim } = await named();
    await named({ ...jane, givenName: 'John', phone: '402 555 0777' }, complaint);
    const client = tracker.as(complaint.by);

    const byName = await search(client, { givenName: 'JANE', familyName: 'doe arbol' });
    const byAll = await search(client, {
      givenName: 'jane marie',
      familyName: 'Doe-Arbol',
      bornOn: '2013-02-03',
      phone: '4025550123',
      email: 'jane.doe@EXAMPLE.org',
    });
    const others = [
      await search(client, { givenName: 'Jane', familyName: 'Doe' }),
      await search(client, { familyName: 'Doe-Arbol', phone: '402 555 0199' }),
      await search(client, { givenName: 'Janet', familyName: 'Doe-Arbol' }),
    ];
    const both = await search(client, { familyName: 'Doe Arbol', bornOn: '2013-02-03' });

    const found = { victimId: victim.id, pseudonym: 'MV1', complaintId: complaint.id, reference: complaint.reference };
    expect(byName.body).toEqual({ items: [found], hasMore: false });
    expect(byAll.body).toEqual(byName.body);
    expect(both.body.items.map(({ pseudonym }) => pseudonym)).toEqual(['MV1', 'MV2']);
    for (const { status, body } of others) expect([status, body.items]).toEqual([200, []]);
    expect(byName.text).not.toMatch(/jane|arbol/i);
    expect(await entriesOf('identities.searched', victim.id)).toHaveLength(3);
  });

  it('is limited to the seat, and requires a criterion', async () => {
    const { complaint } = await named();
    const { taskForceId } = complaint;
    const neighbour = await given.account({ agency: await given.agency({ taskForceId }) });
    const asks = { givenName: 'Jane', familyName: 'Doe-Arbol' };

    const answers = [await search(tracker.as(neighbour), asks), await search(tracker.as(await given.account()), asks)];
    const head = await search(tracker.as(await headOf(complaint)), asks);
    const national = await search(tracker.as(await given.account({ seat: 'national', role: 'supervisor' })), asks);
    const wrong = [
      await search(tracker.as(neighbour), {}),
      await search(tracker.as(neighbour), { givenName: 'Jane' }),
      await search(tracker.as(neighbour), { familyName: '' }),
    ];

    const entered = await tracker.sql<{ records: string[] }>(
      `SELECT records FROM audit.entries WHERE action = 'identities.searched' AND account_id = $1`,
      [neighbour.accountId],
    );

    expect(entered).toEqual([{ records: [] }]);
    expect(answers.map(({ body }) => body.items)).toEqual([[], []]);
    expect(head.body.items).toHaveLength(1);
    expect(national.status).toBe(403);
    expect(wrong.map(({ status }) => status)).toEqual([422, 422, 422]);
  });
});

describe('a text with names of children', () => {
  it('is scanned before it is saved', async () => {
    const { complaint, victim } = await named({ ...jane, familyName: 'Doe' });
    const text = 'We met Doe, Jane at her school. Mrs. Doe came later. A doe ran.';
    const scan = (by: GivenAccount): Promise<Answer<ScannedText>> =>
      tracker.as(by).post<ScannedText>('/victim-identities/scan', { complaintId: complaint.id, purpose, text });

    const { status, body } = await scan(complaint.by);
    const stranger = await scan(await given.account());

    expect(status).toBe(200);
    expect(body.mentions.map(({ start, end, match }) => [text.slice(start, end), match])).toEqual([
      ['Doe, Jane', 'full_name'],
      ['Doe', 'family_name'],
    ]);
    expect(stranger).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/complaintId' }] } });
    expect(await entriesOf('identities.scanned', victim.id)).toEqual([
      expect.objectContaining({ reason: purpose, account_id: complaint.by.accountId }),
    ]);
  });

  it('is saved with a warning that states the position and not the name', async () => {
    const { complaint, victim } = await named({ ...jane, familyName: 'Doe' });
    const { by } = complaint;
    const tip = (narrative: string): Promise<Answer> => tracker.as(by).post('/complaints', { ...aTip, narrative });
    const note = (text: string): Promise<Answer> => tracker.as(by).post(`/complaints/${complaint.id}/notes`, { text });

    const full = await tip('A neighbour saw Jane Doe in a car.');
    const family = await tip('The family Doe was not at home.');
    const own = await note('The family Doe was not at home.');
    const none = await tip('A child was seen in a car.');
    const refused = await tip('');

    expect(full).toMatchObject({ status: 201, headers: { 'tracker-warning': 'victim-name; pointer="#/narrative"' } });
    expect(own).toMatchObject({ status: 201, headers: { 'tracker-warning': 'victim-family-name; pointer="#/text"' } });
    expect([none.status, family.status]).toEqual([201, 201]);
    for (const { headers } of [none, refused, family]) expect(headers).not.toHaveProperty('tracker-warning');
    expect(await entriesOf('identity.mentioned', victim.id)).toHaveLength(2);
  });
});

describe('the access right to identities', () => {
  it('is withdrawn by one person at once, and restored by two', async () => {
    const { complaint, victim } = await named();
    const { by, taskForceId } = complaint;
    const [first, second] = [await headOf(complaint), await headOf(complaint)];
    const agencyHead = await given.account({
      agency: { id: complaint.agencyId, taskForceId, name: '' },
      role: 'supervisor',
    });
    const body = { accountId: by.accountId, reason: 'Too many looks.' };
    const withdrawal = await given.made<IdentityAccessWithdrawalView>(first, '/identity-access-withdrawals', body);
    const path = `/identity-access-withdrawals/${withdrawal.id}`;

    const blocked = await reveal(tracker.as(by), victim.id);
    const search = await tracker.as(by).post('/victim-identities/search', { familyName: 'Doe' });
    await expect(asked(by, victim.id)).rejects.toMatchObject({ code: '42501' });
    expect(blocked).toMatchObject({ status: 403, body: { type: '/problems/identity-access-withdrawn' } });
    expect(search).toMatchObject({ status: 403, body: { type: '/problems/identity-access-withdrawn' } });
    expect((await tracker.as(second).post('/identity-access-withdrawals', body)).status).toBe(409);

    const early = await tracker.as(second).post(`${path}/restore`, undefined, { 'if-match': '"v1"' });
    expect(early).toMatchObject({ status: 409, body: { type: '/problems/restoration-not-requested' } });
    const wish = { reason: 'Trained anew.' };
    const requested = await tracker.as(first).put(`${path}/restoration-request`, wish, { 'if-match': '"v1"' });
    expect(requested).toMatchObject({ status: 200, body: { version: 2, may: { restore: false } } });
    const alone = await tracker.as(first).post(`${path}/restore`, undefined, { 'if-match': '"v2"' });
    expect(alone.status).toBe(403);
    const aloneInSql = asApp(first, () => app.query('SELECT vault.restore_access($1, now())', [withdrawal.id]));
    await expect(aloneInSql).rejects.toMatchObject({ code: '42501' });
    expect((await reveal(tracker.as(by), victim.id)).status).toBe(403);

    const restored = await tracker
      .as(agencyHead)
      .post<IdentityAccessWithdrawalView>(`${path}/restore`, undefined, { 'if-match': '"v2"' });
    expect(restored.body).toMatchObject({ version: 3, restoredBy: agencyHead.accountId });
    expect((await reveal(tracker.as(by), victim.id)).status).toBe(200);
    const again = await tracker.as(first).put(`${path}/restoration-request`, wish, { 'if-match': '"v3"' });
    expect(again).toMatchObject({ status: 409, body: { type: '/problems/access-restored' } });
  });

  it('rejects reasons that name a child, and stores nothing of them', async () => {
    const { complaint, victim } = await named();
    const head = tracker.as(await headOf(complaint));
    const naming = 'Looked at Jane Doe-Arbol of another’s case.';
    const body = { accountId: complaint.by.accountId, reason: 'Looked at a child of another’s case.' };
    const refusedAt = (pointer: string): object => ({ status: 422, body: { errors: [{ pointer }] } });

    const refused = await head.post('/identity-access-withdrawals', { ...body, reason: naming });
    const withdrawn = await head.post<IdentityAccessWithdrawalView>('/identity-access-withdrawals', body);
    const path = `/identity-access-withdrawals/${withdrawn.body.id}/restoration-request`;
    const unasked = await head.put(path, { reason: naming }, { 'if-match': '"v1"' });
    const asks = await head.put(path, { reason: 'Trained anew.' }, { 'if-match': '"v1"' });
    const numbered = await head.post('/identity-destructions', {
      victimId: victim.id,
      orderNumber: 'In re Jane Doe-Arbol',
      reason: 'Expungement ordered by the court.',
    });

    expect(refused).toMatchObject(refusedAt('#/reason'));
    expect(unasked).toMatchObject(refusedAt('#/reason'));
    expect(numbered).toMatchObject(refusedAt('#/orderNumber'));
    expect([withdrawn.status, asks.status]).toEqual([201, 200]);
    expect(await entriesOf('identity.mentioned', victim.id)).toHaveLength(3);
    const kept = await tracker.sql(
      `SELECT FROM audit.entries e WHERE e.task_force_id = $1 AND e::text ILIKE '%arbol%'
        UNION ALL SELECT FROM app.identity_access_withdrawals w WHERE w.task_force_id = $1 AND w::text ILIKE '%arbol%'`,
      [complaint.taskForceId],
    );
    expect(kept).toEqual([]);
  });

  it('cannot be restored by the actual author of the request', async () => {
    const { complaint } = await named();
    const [first, second] = [await headOf(complaint), await headOf(complaint)];
    const body = { accountId: complaint.by.accountId, reason: 'Too many looks.' };
    const { id } = await given.made<IdentityAccessWithdrawalView>(first, '/identity-access-withdrawals', body);
    const forge = (statement: string): Promise<unknown> =>
      asApp(first, async () => {
        await app.query(`SELECT audit.begin_change('forged', NULL, NULL, NULL)`);
        await app.query(statement, [id, second.accountId]);
      });

    for (const statement of [
      `UPDATE app.identity_access_withdrawals SET restoration_reason = 'x', restoration_requested_at = now(),
              restoration_requested_by = $2 WHERE id = $1`,
      `UPDATE app.identity_access_withdrawals SET restored_at = now(), restored_by = $2 WHERE id = $1`,
      `INSERT INTO app.identity_access_withdrawals (id, task_force_id, account_id, reason, withdrawn_by, withdrawn_at, version)
       SELECT gen_random_uuid(), task_force_id, $2, 'x', $2, now(), 1 FROM app.identity_access_withdrawals WHERE id = $1`,
    ]) {
      await expect(forge(statement)).rejects.toMatchObject({ code: '42501' });
    }
  });

  it('is managed by supervisors of the same seat, and by nobody for oneself', async () => {
    const { complaint } = await named();
    const head = await headOf(complaint);
    const body = { accountId: complaint.by.accountId, reason: 'Too many looks.' };
    const { id } = await given.made<IdentityAccessWithdrawalView>(head, '/identity-access-withdrawals', body);
    const foreigner = tracker.as(await given.account({ seat: 'task_force', role: 'supervisor' }));
    const neighbour = tracker.as(
      await given.account({ agency: await given.agency({ taskForceId: complaint.taskForceId }), role: 'supervisor' }),
    );

    const own = await given.made<IdentityAccessWithdrawalView>(head, '/identity-access-withdrawals', {
      accountId: head.accountId,
      reason: 'I ask for it.',
    });
    const mine = await tracker
      .as(head)
      .put(`/identity-access-withdrawals/${own.id}/restoration-request`, { reason: 'x' }, { 'if-match': own.etag });

    expect(mine.status).toBe(403);
    expect((await tracker.as(complaint.by).post('/identity-access-withdrawals', body)).status).toBe(403);
    for (const stranger of [foreigner, neighbour]) {
      expect((await stranger.get(`/identity-access-withdrawals/${id}`)).status).toBe(404);
      expect((await stranger.post('/identity-access-withdrawals', body)).status).toBe(422);
      expect((await stranger.get<{ items: object[] }>('/identity-access-withdrawals')).body.items).toEqual([]);
    }
    const listed = await tracker
      .as(head)
      .get<{ items: { id: string }[] }>('/identity-access-withdrawals?restored=false');
    expect(listed.body.items.map((one) => one.id)).toEqual([own.id, id]);
  });
});

describe('the destruction of an identity', () => {
  it('is requested by one person under an order and approved by another, and the child still counts', async () => {
    const { complaint, victim } = await named();
    const beside = await named({ ...jane, familyName: 'Roe' }, complaint);
    const [first, second] = [await headOf(complaint), await headOf(complaint)];
    const order = { victimId: victim.id, orderNumber: 'CI-2026-0042', reason: 'Expungement ordered by the court.' };
    const ask = await given.made<IdentityDestructionView>(first, '/identity-destructions', order);
    const approve = (by: GivenAccount): Promise<Answer> =>
      tracker.as(by).put(`/identity-destructions/${ask.id}/approval`);

    expect((await approve(first)).status).toBe(403);
    const inSql = asApp(first, () => app.query('SELECT vault.approve_destruction($1, now())', [ask.id]));
    await expect(inSql).rejects.toMatchObject({ code: '42501' });
    expect((await reveal(tracker.as(complaint.by), victim.id)).status).toBe(200);
    const approved = await approve(second);
    expect(approved).toMatchObject({ status: 200, body: { approvedBy: second.accountId, may: { approve: false } } });

    const gone = await reveal(tracker.as(complaint.by), victim.id);
    const put = await tracker
      .as(complaint.by)
      .put(`/victims-identified/${victim.id}/identity`, { phone: '1' }, { 'if-match': '"v3"' });
    const outline = await tracker.as(complaint.by).get(`/victims-identified/${victim.id}/identity`);
    const counted = await tracker.as(complaint.by).get(`/victims-identified/${victim.id}`);
    const search = await tracker
      .as(complaint.by)
      .post<FoundIdentities>('/victim-identities/search', { givenName: 'Jane', familyName: 'Doe Arbol' });
    for (const answer of [gone, put]) {
      expect(answer).toMatchObject({ status: 409, body: { type: '/problems/identity-destroyed' } });
    }
    expect(outline.body).toMatchObject({ fields: [], destroyedAt: expect.any(String), version: 3 });
    expect(counted).toMatchObject({ status: 200, body: { pseudonym: 'MV1' } });
    expect(search.body.items).toEqual([]);
    expect((await approve(second)).status).toBe(409);
    expect((await tracker.as(first).post('/identity-destructions', order)).status).toBe(409);
    // Nothing of it is left, and others are complete.
    const left = await tracker.sql(
      `SELECT identity_id::text FROM vault.encrypted_identities WHERE identity_id = $1
        UNION ALL SELECT identity_id::text FROM vault.tokens WHERE identity_id = $1`,
      [victim.id],
    );
    expect(left).toEqual([]);
    expect((await reveal(tracker.as(complaint.by), beside.victim.id)).body).toMatchObject({ familyName: 'Roe' });
  });

  it('is refused to an agency, to the actual author of the request, and after a week', async () => {
    const { complaint, victim } = await named();
    const { taskForceId, agencyId } = complaint;
    const [first, second] = [await headOf(complaint), await headOf(complaint)];
    const local = await given.account({ agency: { id: agencyId, taskForceId, name: '' }, role: 'supervisor' });
    const order = { victimId: victim.id, orderNumber: 'CI-2026-0043', reason: 'Expungement ordered by the court.' };
    const forged = asApp(first, async () => {
      await app.query(`SELECT audit.begin_change('forged', NULL, NULL, NULL)`);
      await app.query(
        `INSERT INTO app.identity_destructions (id, task_force_id, complaint_id, victim_id, order_number, reason, requested_by,
                                                requested_at) VALUES ($1, $2, $3, $4, 'x', 'x', $5, now())`,
        [newId(), taskForceId, complaint.id, victim.id, second.accountId],
      );
    });

    expect((await tracker.as(local).post('/identity-destructions', order)).status).toBe(403);
    await expect(forged).rejects.toMatchObject({ code: '42501' });
    const ask = await given.made<IdentityDestructionView>(first, '/identity-destructions', order);
    await tracker.sql(
      `UPDATE app.identity_destructions SET requested_at = requested_at - interval '7 days' WHERE id = $1`,
      [ask.id],
    );
    const late = await tracker.as(second).put(`/identity-destructions/${ask.id}/approval`);
    expect(late).toMatchObject({ status: 409, body: { type: '/problems/destruction-not-open' } });
    expect((await reveal(tracker.as(complaint.by), victim.id)).status).toBe(200);
  });
});

describe('concurrent recording and destruction of an identity', () => {
  it('leave no identity, and the writer is first or receives a conflict', async () => {
    const { complaint, victim: first } = await named();
    const [asking, approving] = [await headOf(complaint), await headOf(complaint)];
    const victims = [first];
    for (let more = 0; more < 4; more += 1) victims.push((await named(jane, complaint)).victim);
    const order = { orderNumber: 'CI-2026-0045', reason: 'Expungement ordered by the court.' };

    for (const { id: victimId } of victims) {
      const asked = await given.made<IdentityDestructionView>(asking, '/identity-destructions', { ...order, victimId });
      const [destroyed, recorded] = await Promise.all([
        tracker.as(approving).put(`/identity-destructions/${asked.id}/approval`),
        tracker
          .as(complaint.by)
          .put(`/victims-identified/${victimId}/identity`, { phone: '402 555 0177' }, { 'if-match': '"v2"' }),
      ]);
      expect(destroyed.status).toBe(200);
      expect([200, 409]).toContain(recorded.status);
    }

    const left = await tracker.sql('SELECT FROM vault.encrypted_identities WHERE identity_id = ANY ($1)', [
      victims.map(({ id }) => id),
    ]);
    expect(left).toEqual([]);
  });
});

describe('the destruction of an identity on legal hold', () => {
  const hold = { authority: 'District Court, 8:26-cr-00117', reason: 'An appeal is pending.', reviewOn: '2099-01-01' };
  const order = { orderNumber: 'CI-2026-0044', reason: 'Expungement ordered by the court.' };

  /** Merges the complaint into another one, which may itself be merged. */
  async function merged(by: GivenAccount, id: string, into: string): Promise<void> {
    const { headers } = await tracker.as(by).get(`/complaints/${id}`);
    const body = { into, reason: 'The same matter.' };
    const answer = await tracker.as(by).put(`/complaints/${id}/merge`, body, { 'if-match': headers['etag'] ?? '' });
    expect(answer.status).toBe(200);
  }

  it.each([
    ['the complaint', 'middle'],
    ['its merge target', 'top'],
    ['another complaint merged into the same', 'beside'],
  ] as const)('is refused while the hold is on %s, and allowed after it is lifted', async (_, heldOne) => {
    const { complaint: middle, victim } = await named();
    const [first, second] = [await headOf(middle), await headOf(middle)];
    const at = { by: middle.by };
    const complaints = { middle, top: await given.complaint(at), beside: await given.complaint(at) };
    await merged(first, middle.id, complaints.top.id);
    await merged(first, complaints.beside.id, complaints.top.id);
    const ask = await given.made<IdentityDestructionView>(first, '/identity-destructions', {
      ...order,
      victimId: victim.id,
    });
    const path = `/identity-destructions/${ask.id}`;
    const on = { complaintId: complaints[heldOne].id, ...hold };
    const placed = await given.made<LegalHoldView>(first, '/legal-holds', on);

    const refused = await tracker.as(second).put(`${path}/approval`);
    const inSql = await asApp(second, () =>
      app.query('SELECT vault.approve_destruction($1, $2) AS outcome', [ask.id, ask.requestedAt]),
    );
    const waiting = await tracker.as(second).get(path);
    const lifting = await given.changed(placed, `/legal-holds/${placed.id}/lift-request`, { reason: 'It is over.' });
    const lifted = await tracker
      .as(second)
      .post(`/legal-holds/${placed.id}/lift`, undefined, { 'if-match': lifting.etag });
    const shown = await reveal(tracker.as(first), victim.id);
    const approved = await tracker.as(second).put(`${path}/approval`);

    expect(refused).toMatchObject({ status: 409, body: { type: '/problems/on-legal-hold' } });
    expect(inSql.rows).toEqual([{ outcome: 'on_hold' }]);
    expect(waiting.body).toMatchObject({ isOnHold: true, approvedAt: null, may: { approve: false } });
    expect([lifted.status, shown.status]).toEqual([200, 200]);
    expect(approved).toMatchObject({ status: 200, body: { isOnHold: false, approvedBy: second.accountId } });
  });

  it('is allowed when the hold is on another matter', async () => {
    const { complaint, victim } = await named();
    const [first, second] = [await headOf(complaint), await headOf(complaint)];
    const other = await given.complaint({ by: complaint.by });
    await given.made(first, '/legal-holds', { complaintId: other.id, ...hold });
    const { id } = await given.made<IdentityDestructionView>(first, '/identity-destructions', {
      ...order,
      victimId: victim.id,
    });

    const approved = await tracker.as(second).put(`/identity-destructions/${id}/approval`);

    expect(approved.status).toBe(200);
  });

  it('waits for a hold that is being placed, and respects it', async () => {
    const { complaint, victim } = await named();
    const [first, second] = [await headOf(complaint), await headOf(complaint)];
    const { id } = await given.made<IdentityDestructionView>(first, '/identity-destructions', {
      ...order,
      victimId: victim.id,
    });
    const placing = new pg.Client({ connectionString: tracker.database.adminUrl });
    await placing.connect();
    await placing.query('BEGIN');
    await placing.query('SELECT FROM app.complaints WHERE id = $1 FOR UPDATE', [complaint.id]);

    const approving = tracker.as(second).put(`/identity-destructions/${id}/approval`);
    await untilSessionWaits(tracker);
    await placing.query(`SELECT audit.begin_change('legal-hold.placed', NULL, NULL, NULL)`);
    await placing.query(
      `INSERT INTO app.legal_holds (id, task_force_id, complaint_id, authority, reason, review_on, placed_by, placed_at, version)
       VALUES (gen_random_uuid(), $1, $2, 'A court', 'An appeal', '2099-01-01', $3, now(), 1)`,
      [complaint.taskForceId, complaint.id, first.accountId],
    );
    await placing.query('COMMIT');
    await placing.end();

    expect(await approving).toMatchObject({ status: 409, body: { type: '/problems/on-legal-hold' } });
  });
});

describe('the value lists of the vault', () => {
  it('are the same in the code and in its tables', async () => {
    const checks = await tracker.sql<{ check: string }>(
      `SELECT pg_get_constraintdef(oid) AS check FROM pg_constraint WHERE contype = 'c' AND connamespace = 'vault'::regnamespace`,
    );
    const listOf = (column: string): string[] => {
      const found = checks.find(({ check }) => check.startsWith(`CHECK ((${column} = ANY`))?.check ?? '';
      return [...found.matchAll(/'(\w+)'::text/g)].map(([, word]) => word ?? '').sort();
    };

    expect(listOf('purpose')).toEqual(identityPurposes.toSorted());
    expect(listOf('kind')).toEqual(tokenKinds.toSorted());
  });
});
