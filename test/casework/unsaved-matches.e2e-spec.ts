import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { IdentifierPage } from '../../src/casework/identifiers/identifier.view.js';
import type { KnownPerson } from '../../src/casework/identifiers/reported.request.js';
import type { LogComplaint } from '../../src/casework/intake/intake.request.js';
import type { LoggedComplaint } from '../../src/casework/intake/intake.view.js';
import type { UnsavedReport } from '../../src/casework/intake/unsaved-matches.request.js';
import type { UnsavedReportView } from '../../src/casework/intake/unsaved-matches.view.js';
import type { Answer } from '../support/client.js';
import { aTip, Given, type GivenAccount } from '../support/given.js';
import { nextNumber } from '../support/people.js';
import { startTracker, type Tracker } from '../support/tracker.js';
import { namedVictim } from './vault-fixtures.js';

let tracker: Tracker;
let given: Given;

beforeAll(async () => {
  tracker = await startTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

const email = (): string => `owl.${nextNumber()}@example.com`;

async function log(by: GivenAccount, overrides: Partial<LogComplaint> = {}): Promise<LoggedComplaint> {
  return given.made<LoggedComplaint>(by, '/complaints', { ...aTip, ...overrides });
}

function ask(by: GivenAccount, report: object): Promise<Answer<UnsavedReportView>> {
  return tracker.as(by).post<UnsavedReportView>('/matches', report);
}

async function found(by: GivenAccount, report: UnsavedReport): Promise<UnsavedReportView> {
  const answer = await ask(by, report);
  expect(answer.status).toBe(200);
  return answer.body;
}

interface Entry {
  readonly records: readonly string[];
  readonly complaint_id: string | null;
}

function entriesOf({ accountId }: GivenAccount): Promise<Entry[]> {
  return tracker.sql<Entry>(
    `SELECT records, complaint_id FROM audit.entries
      WHERE account_id = $1 AND action = 'complaint.matched-unsaved' ORDER BY seq`,
    [accountId],
  );
}

async function rowsOf({ taskForceId }: GivenAccount): Promise<unknown> {
  const [row] = await tracker.sql(
    `SELECT (SELECT count(*)::int FROM app.complaints WHERE task_force_id = $1) AS complaints,
            (SELECT count(*)::int FROM app.identifiers WHERE task_force_id = $1) AS identifiers,
            (SELECT count(*)::int FROM app.reported_persons WHERE task_force_id = $1) AS persons`,
    [taskForceId],
  );
  return row;
}

describe('the matches of a report that is not saved', () => {
  it('are those of the saved complaint, with the reference, strength, meaning and reasons', async () => {
    const by = await given.account();
    const [raw, phone] = [email(), '+1 402 555 0177'];
    await log(by, {
      persons: [{ role: 'suspect', identifiers: [{ kind: 'email', raw }] }],
      identifiers: [
        { kind: 'phone', role: 'reporter', raw: phone },
        { kind: 'ip', role: 'suspect', raw: '192.0.2.17:51820', observedAt: '2026-02-28T22:04:10Z' },
      ],
    });
    await log(by, { identifiers: [{ kind: 'handle', platform: 'Example Chat', role: 'victim', raw: '@fox' }] });
    const report = {
      persons: [
        {
          role: 'suspect',
          identifiers: [
            { kind: 'email', raw: raw.toUpperCase() },
            { kind: 'ip', raw: '192.0.2.17', port: 51_820, observedAt: '2026-02-28T22:05:10Z' },
          ],
        },
      ],
      identifiers: [
        { kind: 'phone', role: 'recipient', raw: phone },
        { kind: 'handle', platform: 'example chat', role: 'victim', raw: 'fox' },
      ],
    } as const satisfies UnsavedReport;
    const before = await rowsOf(by);

    const { matches: unsaved, sameReport, nameMentions } = await found(by, report);
    const after = await rowsOf(by);
    const { id, matches: saved } = await log(by, report);
    const { body: stored } = await tracker.as(by).get<IdentifierPage>(`/identifiers?complaintId=${id}`);

    const kindOf = new Map(stored.items.map((one) => [one.id, one.kind]));
    const positions = ['identifierId', 'pointers', 'candidate'];
    const comparable = ({ items, ...rest }: { items: readonly object[] } & object): unknown => ({
      ...rest,
      items: items.map((item) => {
        const { sharedValues, means, ...match } = item as {
          sharedValues: readonly Record<string, unknown>[];
          means: readonly string[];
        };
        const reasons = sharedValues.map((reason) =>
          Object.fromEntries(Object.entries(reason).filter(([field]) => !positions.includes(field))),
        );
        // Values of equal weight have no order.
        const byKind = reasons.sort((one, other) => String(one['kind']).localeCompare(String(other['kind'])));
        return { ...match, means: new Set(means), sharedValues: byKind };
      }),
    });
    expect(unsaved.items).toHaveLength(2);
    expect(unsaved.items[0]).toMatchObject({ strength: 'strong' });
    expect(new Set(unsaved.items[0]?.means)).toEqual(new Set(['same_subject', 'same_ip', 'same_contact']));
    expect(comparable(unsaved)).toEqual(comparable(saved ?? unsaved));
    const pointers = unsaved.items.flatMap(({ sharedValues: why }) => why.map(({ kind, pointers: at }) => [kind, at]));
    expect(Object.fromEntries(pointers)).toEqual({
      email: ['#/persons/0/identifiers/0'],
      ip: ['#/persons/0/identifiers/1'],
      phone: ['#/identifiers/0'],
      handle: ['#/identifiers/1'],
    });
    expect(new Set(kindOf.values())).toEqual(new Set(['email', 'ip', 'phone', 'handle']));
    expect({ sameReport, nameMentions, after }).toEqual({ sameReport: null, nameMentions: [], after: before });
  });

  it('include the candidates of the text, and a handle on every platform', async () => {
    const by = await given.account();
    const raw = email();
    const byMail = await log(by, { identifiers: [{ kind: 'email', role: 'suspect', raw }] });
    const byHandle = await log(by, {
      identifiers: [{ kind: 'handle', platform: 'Example Chat', role: 'suspect', raw: '@quiet_fox' }],
    });

    const { candidates, matches } = await found(by, { text: `He wrote as @quiet_fox, from ${raw}.` });

    expect(candidates).toMatchObject([
      { kind: 'handle', normalised: 'quiet_fox' },
      { kind: 'email', normalised: raw },
    ]);
    const why = Object.fromEntries(
      matches.items.map(({ complaint, sharedValues: [reason] }) => [complaint.reference, reason]),
    );
    expect(why).toMatchObject({
      [byMail.reference]: { kind: 'email', candidate: 1, pointers: [], roles: ['unknown'], theirRoles: ['suspect'] },
      [byHandle.reference]: { kind: 'handle', candidate: 0, pointers: [], means: 'same_handle' },
    });
  });

  it('take the role of an identifier over that of the same candidate', async () => {
    const by = await given.account();
    const raw = email();
    await log(by, { identifiers: [{ kind: 'email', role: 'suspect', raw }] });

    const { matches } = await found(by, {
      text: `He wrote from ${raw}.`,
      identifiers: [{ kind: 'email', role: 'victim', raw }],
    });

    expect(matches.items).toMatchObject([
      { means: ['same_contact'], sharedValues: [{ roles: ['victim'], candidate: 0, pointers: ['#/identifiers/0'] }] },
    ]);
  });

  it('ignore a value that is not finished, and reject a wrong shape', async () => {
    const by = await given.account();

    const half = await ask(by, {
      identifiers: [
        { kind: 'ip', role: 'suspect', raw: '192.0.2.' },
        { kind: 'email', role: 'suspect', raw: 'owl@' },
      ],
    });
    const wrong = await ask(by, { identifiers: [{ kind: 'email', raw: 'a@b.example' }], narrative: 'x' });

    expect(half).toMatchObject({ status: 200, body: { matches: { items: [], isComplete: true, setAside: [] } } });
    expect(wrong).toMatchObject({
      status: 422,
      body: {
        errors: expect.arrayContaining([expect.objectContaining({ pointer: '#/identifiers/0/role' })]) as unknown,
      },
    });
  });

  it('leave out the saved complaint that the report belongs to', async () => {
    const by = await given.account();
    const raw = email();
    const tip = { source: 'ncmec_cybertip', externalReference: String(800_000_000 + nextNumber()) } as const;
    const { id } = await log(by, { ...tip, identifiers: [{ kind: 'email', role: 'suspect', raw }] });

    const { matches, sameReport } = await found(by, { ...tip, text: `From ${raw}.`, exceptComplaintId: id });

    expect({ items: matches.items, sameReport }).toEqual({ items: [], sameReport: null });
    expect(await entriesOf(by)).toEqual([]);
  });

  it('leave out every complaint that is merged with the saved one, including the one with the number of the report', async () => {
    const head = await given.account({ role: 'supervisor', seat: 'task_force' });
    const { id: agencyId } = await given.agency({ taskForceId: head.taskForceId ?? '' });
    const raw = email();
    const identifiers = [{ kind: 'email', role: 'suspect', raw } as const];
    const tip = { source: 'ncmec_cybertip', externalReference: String(800_000_000 + nextNumber()) } as const;
    const kept = await log(head, { agencyId, identifiers });
    const merged = await log(head, { ...tip, agencyId, identifiers });
    const other = await log(head, { agencyId });
    const terms = { into: kept.id, reason: 'The same incident.' };
    const merge = await tracker.as(head).put(`/complaints/${merged.id}/merge`, terms, { 'if-match': '"v1"' });
    expect(merge.status).toBe(200);
    const foundBeside = async (exceptComplaintId: string): Promise<unknown> => {
      const { matches, sameReport } = await found(head, { ...tip, text: `From ${raw}.`, exceptComplaintId });
      return { matches: matches.items.length, same: sameReport?.id ?? null };
    };

    expect(await foundBeside(kept.id)).toEqual({ matches: 0, same: null });
    expect(await foundBeside(merged.id.toUpperCase())).toEqual({ matches: 0, same: null });
    expect(await entriesOf(head)).toEqual([]);
    expect(await foundBeside(other.id)).toEqual({ matches: 2, same: merged.id });
  });

  it('are marked as incomplete when the report has more than 200 values', async () => {
    const by = await given.account();
    const raw = email();
    await log(by, { identifiers: [{ kind: 'email', role: 'suspect', raw }] });
    const identifiers = Array.from({ length: 199 }, () => ({ kind: 'email', role: 'suspect', raw: email() }) as const);
    const personWith = (own: string): KnownPerson => ({ role: 'suspect', identifiers: [{ kind: 'email', raw: own }] });
    const persons = [personWith(raw)];

    const { matches: all } = await found(by, { persons, identifiers });
    const { matches: part } = await found(by, { persons: [...persons, personWith(email())], identifiers });

    expect([all.items.length, all.isComplete]).toEqual([1, true]);
    expect([part.items.length, part.isComplete]).toEqual([1, false]);
  });

  it('state a value that was excluded', async () => {
    const by = await given.account();
    const { taskForceId } = by;
    const head = await given.account({ ...(taskForceId ? { taskForceId } : {}), role: 'supervisor' });
    await given.made(head, '/excluded-identifiers', { kind: 'ip', raw: '203.0.113.9', reason: 'A library.' });

    const { matches } = await found(by, { text: 'From 203.0.113.9 and 203.0.113.9 again.' });

    expect(matches.setAside).toEqual([
      { pointers: [], candidate: 0, kind: 'ip', cause: 'excluded', reason: 'A library.' },
    ]);
  });
});

describe('the same report', () => {
  it('is the complaint of the seat that has the number', async () => {
    const by = await given.account();
    const tip = { source: 'ncmec_cybertip', externalReference: String(800_000_000 + nextNumber()) } as const;
    const { id, reference } = await log(by, tip);

    const { sameReport } = await found(by, tip);
    const { sameReport: other } = await found(by, { ...tip, source: 'public_complaint' });

    expect(sameReport).toEqual({ id, reference, contact: null });
    expect(other).toBeNull();
  });

  it('shows only the contact of another agency that has the number, with an entry at that agency', async () => {
    const agency = await given.agency();
    const neighbour = await given.agency({ taskForceId: agency.taskForceId });
    const by = await given.account({ agency });
    const theirs = await given.account({ agency: neighbour });
    const tip = { source: 'ncmec_cybertip', externalReference: String(800_000_000 + nextNumber()) } as const;
    const { id } = await log(theirs, tip);

    const { sameReport } = await found(by, tip);
    const owner = await given.account({ agency: neighbour, role: 'supervisor' });
    const { body } = await tracker
      .as(owner)
      .get<{ items: { accountId: string; action: string }[] }>(`/access-log?record=${id}`);

    expect(sameReport).toMatchObject({ id: null, reference: null, contact: { agency: neighbour.name } });
    expect(body.items).toContainEqual(
      expect.objectContaining({ accountId: by.accountId, action: 'complaint.matched-unsaved' }),
    );
    const saved = await tracker.as(by).post('/complaints', { ...aTip, ...tip });
    expect(saved).toMatchObject({ status: 409, body: { holder: sameReport?.contact } });
  });

  it('is no longer searched after a thousand different numbers of an account in a day', async () => {
    const agency = await given.agency();
    const by = await given.account({ agency });
    const theirs = await given.account({ agency: await given.agency({ taskForceId: agency.taskForceId }) });
    const tip = { source: 'ncmec_cybertip', externalReference: String(800_000_000 + nextNumber()) } as const;
    await log(theirs, tip);
    await found(by, { ...tip, externalReference: '1' });
    await tracker.sql(
      `UPDATE auth.lookup_days SET distinct_values = 1000 WHERE account_id = $1 AND kind = 'unsaved_tip_number'`,
      [by.accountId],
    );

    expect((await found(by, tip)).sameReport).toBeNull();
  });
});

describe('the names of known children in a report that is not saved', () => {
  it('are stated by position, with one entry that names the child’s record', async () => {
    const complaint = await given.complaint();
    const victim = await given.victim({ complaint });
    await namedVictim(given, victim, { givenName: 'Quillon', familyName: 'Zarembinski' });
    const { by } = complaint;
    const text = 'A neighbour saw Quillon Zarembinski in a car.';

    const { nameMentions } = await found(by, {
      text,
      persons: [{ role: 'reporter', description: 'Knows Quillon Zarembinski from school.' }],
    });

    expect(nameMentions?.map(({ pointer, match }) => [pointer, match])).toEqual([
      ['#/text', 'full_name'],
      ['#/persons/0/description', 'full_name'],
    ]);
    const [first] = nameMentions ?? [];
    expect(text.slice(first?.start, first?.end)).toBe('Quillon Zarembinski');
    const [entry, ...others] = await entriesOf(by);
    expect(new Set(entry?.records)).toEqual(new Set([victim.id, complaint.id]));
    expect(others).toEqual([]);
  });

  it('are not stated to an account whose access to identities is withdrawn', async () => {
    const complaint = await given.complaint();
    await namedVictim(given, await given.victim({ complaint }), { givenName: 'Quillon', familyName: 'Zarembinski' });
    const { by, taskForceId } = complaint;
    const head = await given.account({ taskForceId, role: 'supervisor' });
    await given.made(head, '/identity-access-withdrawals', { accountId: by.accountId, reason: 'Too many looks.' });

    const { nameMentions } = await found(by, { text: 'A neighbour saw Quillon Zarembinski in a car.' });

    expect(nameMentions).toEqual([]);
  });
});

describe('the access log of reports that are not saved', () => {
  it('has one entry for a request, and none for what the account was shown within ten minutes', async () => {
    const by = await given.account();
    const [one, two] = [email(), email()];
    const first = await log(by, { identifiers: [{ kind: 'email', role: 'suspect', raw: one }] });
    const second = await log(by, { identifiers: [{ kind: 'email', role: 'suspect', raw: two }] });

    await found(by, { text: 'Nothing is known of this.' });
    expect(await entriesOf(by)).toEqual([]);
    await found(by, { text: `From ${one}.` });
    await found(by, { text: `From ${one}, he wrote.` });
    expect(await entriesOf(by)).toEqual([{ records: [first.id], complaint_id: first.id }]);
    await found(by, { text: `From ${one}, he wrote to ${two}.` });
    await found(by, { text: `He wrote to ${two}.` });

    const [, both, ...others] = await entriesOf(by);
    expect(new Set(both?.records)).toEqual(new Set([first.id, second.id]));
    expect(others).toEqual([]);
    await tracker.sql(`
      BEGIN;
      SET LOCAL session_replication_role = replica;
      UPDATE audit.entries SET at = at - interval '11 minutes' WHERE account_id = '${by.accountId}';
      COMMIT`);
    await found(by, { text: `He wrote to ${two}.` });
    expect(await entriesOf(by)).toHaveLength(3);
  });

  it('has an entry of each account that is shown the same', async () => {
    const agency = await given.agency();
    const [one, other] = [await given.account({ agency }), await given.account({ agency })];
    const raw = email();
    await log(one, { identifiers: [{ kind: 'email', role: 'suspect', raw }] });

    await found(one, { text: `From ${raw}.` });
    await found(other, { text: `From ${raw}.` });

    expect([(await entriesOf(one)).length, (await entriesOf(other)).length]).toEqual([1, 1]);
  });

  it('shows a neighbour’s complaint to nobody', async () => {
    const agency = await given.agency();
    const raw = email();
    await log(await given.account({ agency: await given.agency({ taskForceId: agency.taskForceId }) }), {
      identifiers: [{ kind: 'email', role: 'suspect', raw }],
    });
    const by = await given.account({ agency });

    expect((await found(by, { text: `From ${raw}.` })).matches.items).toEqual([]);
    expect(await entriesOf(by)).toEqual([]);
  });
});
