import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ExplanationView } from '../../src/audit/trail/access-explanation.view.js';
import type { FoundRecordView } from '../../src/audit/trail/audited-record.view.js';
import { caseRecordKinds, type CaseRecordKind } from '../../src/audit/trail/access-explanation.enums.js';
import { roles } from '../../src/platform/actor/actor.js';
import { newId } from '../../src/platform/ids/ids.js';
import { comparableContent, type Answer } from '../support/client.js';
import { Given } from '../support/given.js';
import type { GivenAccount, GivenAgency } from '../support/people.js';
import { countRows } from '../support/refusals.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';

let tracker: Tracker;
let given: Given;
let own: GivenAgency;
let neighbour: GivenAgency;
type Case = Readonly<Record<CaseRecordKind, string>>;
let places: Readonly<Record<'own' | 'worked' | 'neighbour' | 'foreign' | 'missing', Case>>;

beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
  own = await given.agency({ name: 'Omaha Police Department' });
  neighbour = await given.agency({ taskForceId: own.taskForceId });
  places = {
    own: await aCaseOf(own),
    worked: await aCaseOf(neighbour),
    neighbour: await aCaseOf(neighbour),
    foreign: await aCaseOf(await given.agency()),
    missing: { complaint: newId(), suspect: newId(), arrest: newId(), victim: newId() },
  };
  const head = await given.account({ taskForceId: own.taskForceId, role: 'supervisor' });
  const path = `/complaints/${places.worked.complaint}/assignment`;
  const assigned = await tracker.as(head).put(path, { agencyId: own.id }, { 'if-match': '"v2"' });
  expect(assigned.status).toBe(200);
});
afterAll(() => tracker.close());

async function aCaseOf(agency: GivenAgency): Promise<Case> {
  const complaint = await given.complaint({ agencyId: agency.id, state: 'triaged' });
  const suspect = await given.suspect({ complaint });
  const [arrest, victim] = [await given.arrest({ suspect }), await given.victim({ complaint })];
  return { complaint: complaint.id, suspect: suspect.id, arrest: arrest.id, victim: victim.id };
}

const routes: Readonly<Record<CaseRecordKind, string>> = {
  complaint: '/complaints',
  suspect: '/suspects',
  arrest: '/arrests',
  victim: '/victims-identified',
};

function explain(as: GivenAccount, account: string, record: string): Promise<Answer<ExplanationView>> {
  return tracker.as(as).get<ExplanationView>(`/access/explain?account=${account}&record=${record}`);
}

/** Creates an account of each role at each seat, and accounts that row security treats specially. */
async function everybody(): Promise<GivenAccount[]> {
  const accounts: GivenAccount[] = [];
  for (const role of roles) {
    accounts.push(await given.account({ role, agency: own }));
    accounts.push(await given.account({ role, taskForceId: own.taskForceId }));
    accounts.push(await given.account({ role, seat: 'national' }));
    accounts.push(await given.account({ role, agency: neighbour }));
    accounts.push(await given.account({ role, seat: 'task_force' }));
  }
  const disabled = await given.account({ agency: own });
  await tracker.sql('UPDATE app.accounts SET disabled_at = now() WHERE id = $1', [disabled.accountId]);
  return [...accounts, disabled];
}

/** Whether the verdict equals the result of a read and follows from its required facts. */
function isExplained({ canSee, facts }: ExplanationView, isRead: boolean): boolean {
  return canSee === isRead && canSee === facts.filter(({ isNeeded }) => isNeeded).every(({ holds }) => holds);
}

describe('the verdict', () => {
  it('equals the result of a read, for every role, seat and owner of a record', async () => {
    const auditor = await given.account({ role: 'auditor', seat: 'national' });
    const wrong: unknown[] = [];
    let asked = 0;
    let seen = 0;

    for (const account of await everybody()) {
      for (const [where, place] of Object.entries(places)) {
        for (const kind of caseRecordKinds) {
          const read = await tracker.as(account).get(`${routes[kind]}/${place[kind]}`);
          const { status, body } = await explain(auditor, account.accountId, place[kind]);
          const isRight =
            where === 'missing'
              ? status === 404 && read.status !== 200
              : status === 200 && body.record.kind === kind && isExplained(body, read.status === 200);
          if (!isRight) wrong.push({ account, where, kind, read: read.status, status, body });
          asked += 1;
          if (read.status === 200) seen += 1;
        }
      }
    }

    // Investigators and supervisors read every kind. Analysts do not read the victims.
    expect(wrong).toEqual([]);
    expect({ asked, seen }).toEqual({ asked: 26 * 5 * 4, seen: (2 + 3 + 2) * (2 * 4 + 3) });
  });

  it('lists its deciding facts in words', async () => {
    const { taskForceId } = own;
    const supervisor = await given.account({ role: 'supervisor', taskForceId });
    const dana = await given.account({ agency: own, name: 'Dana Reyes' });

    const { body } = await explain(supervisor, dana.accountId, places.neighbour.suspect);

    expect(body).toMatchObject({
      account: { id: dana.accountId, name: 'Dana Reyes', role: 'investigator' },
      record: { id: places.neighbour.suspect, kind: 'suspect', agencyId: neighbour.id, agencyName: neighbour.name },
      canSee: false,
      sentence: 'Dana Reyes cannot see this suspect.',
    });
    expect(body.facts.map(({ fact, holds, isNeeded }) => [fact, holds, isNeeded])).toEqual([
      ['account-active', true, true],
      ['role-reads', true, true],
      ['seat-covers-task-force', true, true],
      ['agency-has-complaint', false, true],
      ['is-assigned', false, false],
    ]);
    expect(body.facts[1]?.sentence).toBe('The account’s role, investigator, has the permission suspects:read.');
    expect(body.facts[3]?.sentence).toBe('The account’s agency neither owns nor works the complaint.');
  });

  it('includes assignments and disabled accounts', async () => {
    const { taskForceId, id: agencyId } = own;
    const supervisor = await given.account({ role: 'supervisor', taskForceId });
    const dana = await given.account({ agency: own });
    const complaint = await given.complaint({ agencyId, state: 'triaged' });
    const assignment = { agencyId, investigatorId: dana.accountId };
    await tracker
      .as(supervisor)
      .put(`/complaints/${complaint.id}/assignment`, assignment, { 'if-match': complaint.etag });
    const standing = await explain(supervisor, dana.accountId, complaint.id);
    await tracker.sql('UPDATE app.accounts SET disabled_at = now() WHERE id = $1', [dana.accountId]);

    const disabled = await explain(supervisor, dana.accountId, complaint.id);

    expect(standing.body.facts.at(-1)).toMatchObject({ fact: 'is-assigned', holds: true });
    expect(standing.body.canSee).toBe(true);
    expect(disabled.body.canSee).toBe(false);
    expect(disabled.body.facts.filter(({ holds }) => !holds)).toMatchObject([{ fact: 'account-active' }]);
  });
});

describe('GET /access/explain', () => {
  it('writes one entry, and leaves no session or other trace of the trial', async () => {
    const auditor = await given.account({ role: 'auditor', taskForceId: own.taskForceId });
    const dana = await given.account({ agency: own });
    const sessions = await tracker.sql('SELECT * FROM auth.sessions ORDER BY id');
    const before = await countRows(tracker);

    await explain(auditor, dana.accountId, places.own.suspect);

    const after = await countRows(tracker);
    expect(Object.fromEntries(Object.entries(after).filter(([name, n]) => n !== before[name]))).toEqual({
      'audit.entries': (before['audit.entries'] ?? 0) + 1,
      [await partition()]: expect.any(Number),
    });
    expect(await tracker.sql('SELECT * FROM auth.sessions ORDER BY id')).toEqual(sessions);
    const entries = await tracker.sql(
      'SELECT action, account_id, role, records FROM audit.entries ORDER BY seq DESC LIMIT 1',
    );
    expect(entries).toEqual([
      {
        action: 'access.explained',
        account_id: auditor.accountId,
        role: 'auditor',
        records: [places.own.suspect, dana.accountId].sort(),
      },
    ]);
  });

  it('is for supervisors on records they read, and for admins and auditors on accounts and records of the seat', async () => {
    const { taskForceId } = own;
    const far = await given.account();
    const near = await given.account({ agency: own });
    const beside = await given.account({ agency: neighbour });
    const { own: at, neighbour: by, foreign } = places;
    const cases = [
      [{ role: 'supervisor', agency: own }, near, at, 200],
      [{ role: 'supervisor', agency: own }, beside, at, 404],
      [{ role: 'supervisor', agency: own }, near, by, 404],
      [{ role: 'supervisor', taskForceId }, near, by, 200],
      [{ role: 'supervisor', taskForceId }, far, at, 404],
      [{ role: 'supervisor', taskForceId }, near, foreign, 404],
      [{ role: 'supervisor', seat: 'national' }, near, at, 404],
      [{ role: 'admin', agency: own }, near, at, 200],
      [{ role: 'admin', agency: own }, beside, at, 404],
      [{ role: 'admin', agency: own }, near, by, 404],
      [{ role: 'admin', taskForceId }, beside, at, 200],
      [{ role: 'admin', taskForceId }, beside, foreign, 404],
      [{ role: 'admin', seat: 'national' }, far, at, 200],
      [{ role: 'auditor', agency: own }, near, at, 200],
      [{ role: 'auditor', agency: own }, near, by, 404],
      [{ role: 'auditor', taskForceId }, far, at, 404],
      [{ role: 'auditor', seat: 'national' }, far, foreign, 200],
      [{ role: 'investigator', agency: own }, near, at, 403],
    ] as const;

    const answers = [];
    for (const [overrides, account, place] of cases) {
      answers.push((await explain(await given.account(overrides), account.accountId, place.victim)).status);
    }

    expect(answers).toEqual(cases.map(([, , , status]) => status));
  });

  it('about a sealed record is for supervisors and auditors with access to sealed cases only', async () => {
    const { taskForceId } = own;
    const near = await given.account({ agency: own });
    const head = await given.account({ taskForceId, role: 'auditor' });
    const cases = [
      [{ role: 'supervisor', agency: own }, 404],
      [{ role: 'supervisor', taskForceId }, 200],
      [{ role: 'admin', agency: own }, 404],
      [{ role: 'admin', taskForceId }, 404],
      [{ role: 'admin', seat: 'national' }, 404],
      [{ role: 'auditor', agency: own }, 404],
      [{ role: 'auditor', taskForceId }, 200],
      [{ role: 'auditor', seat: 'national' }, 200],
    ] as const;
    const sealed = await aCaseOf(own);
    await tracker.sql('UPDATE app.complaints SET is_sealed = true WHERE id = $1', [sealed.complaint]);

    for (const kind of caseRecordKinds) {
      for (const [overrides, status] of cases) {
        const asker = await given.account(overrides);
        const answer = await explain(asker, near.accountId, sealed[kind]);
        const missing = await explain(asker, near.accountId, newId());
        expect({ overrides, kind, status: answer.status }).toEqual({ overrides, kind, status });
        if (status === 404) expect(comparableContent(answer)).toEqual(comparableContent(missing));
      }
    }
    const looks = (as: GivenAccount): Promise<Answer<object>> =>
      tracker.as(as).get(`/access-log?record=${sealed.suspect}`);
    expect((await looks(await given.account({ agency: own, role: 'auditor' }))).status).toBe(404);
    expect((await looks(head)).status).toBe(200);
  });

  it('returns identical 404s for missing and foreign records and accounts', async () => {
    const { taskForceId } = own;
    const far = await given.account();
    const near = await given.account({ agency: own });
    for (const role of ['supervisor', 'admin', 'auditor'] as const) {
      const asker = await given.account({ role, taskForceId });

      const answers = [
        await explain(asker, near.accountId, newId()),
        await explain(asker, near.accountId, places.foreign.suspect),
        await explain(asker, far.accountId, places.own.suspect),
        await explain(asker, newId(), places.own.suspect),
        await explain(asker, newId(), newId()),
      ].map(comparableContent);

      expect(answers[0]).toMatchObject({ status: 404 });
      expect(answers).toEqual(answers.map(() => answers[0]));
    }
  });

  it('gives an administrator the kind and owning agency of a record only', async () => {
    const { taskForceId, id: agencyId } = own;
    const complaint = await given.complaint({ agencyId, narrative: 'Zebra at the zoo.' });
    const suspect = await given.suspect({ complaint, givenName: 'Alex', familyName: 'Sample' });
    const admin = await given.account({ role: 'admin', taskForceId });
    const { accountId } = complaint.by;

    const { body, text } = await explain(admin, accountId, suspect.id);

    const record = { id: suspect.id, kind: 'suspect', agencyId, agencyName: 'Omaha Police Department' };
    expect(body.record).toEqual(record);
    expect(body.facts.map(({ fact }) => fact)).not.toContain('is-assigned');
    expect(text).not.toMatch(/Alex|Sample|Zebra/);
    expect(text).not.toContain(complaint.id);
  });

  it.each(['account', 'record'])('without a valid %s is rejected by field name', async (name) => {
    const asker = await given.account({ role: 'auditor', seat: 'national' });
    const other = name === 'account' ? 'record' : 'account';

    for (const value of ['', `&${name}=1`]) {
      const { status, body } = await tracker.as(asker).get(`/access/explain?${other}=${newId()}${value}`);
      expect({ status, body }).toMatchObject({ status: 422, body: { errors: [{ pointer: `#/${name}` }] } });
    }
  });
});

describe('POST /access/records', () => {
  const find = (as: GivenAccount, text: string): Promise<Answer<FoundRecordView>> =>
    tracker.as(as).post<FoundRecordView>('/access/records', { text });
  const referenceOf = async (id: string): Promise<string> => {
    const [row] = await tracker.sql<{ reference: string }>('SELECT reference FROM app.complaints WHERE id = $1', [id]);
    return row?.reference ?? '';
  };

  it('finds the id of a complaint and of an account, and the trail has no text of the search', async () => {
    const auditor = await given.account({ role: 'auditor', taskForceId: own.taskForceId });
    const dana = await given.account({ agency: own, name: 'Dana Reyes' });
    const [id, agencyName] = [places.own.complaint, 'Omaha Police Department'];
    const reference = await referenceOf(id);

    const complaint = await find(auditor, ` ${reference.toLowerCase()} `);
    const account = await find(auditor, dana.email.toUpperCase());

    expect(complaint).toMatchObject({
      status: 200,
      body: { found: { kind: 'complaint', id, name: reference, agencyName } },
    });
    expect(account.body.found).toEqual({ kind: 'account', id: dana.accountId, name: 'Dana Reyes', agencyName });
    const entries = await tracker.sql<{ records: string[] }>(
      `SELECT action, subject, reason, records FROM audit.entries WHERE account_id = $1 AND source IS NULL ORDER BY seq`,
      [auditor.accountId],
    );
    const entry = { action: 'audited-record.found', reason: null };
    expect(entries).toMatchObject([
      { ...entry, records: [id] },
      { ...entry, records: [dana.accountId] },
    ]);
    expect(JSON.stringify(entries)).not.toMatch(new RegExp(`${reference}|${dana.email}`, 'i'));
  });

  it('finds what access can be explained for, and nothing of others', async () => {
    const { taskForceId } = own;
    const near = await given.account({ agency: own });
    const far = await given.account();
    const texts = [
      await referenceOf(places.own.complaint),
      await referenceOf(places.neighbour.complaint),
      near.email,
      far.email,
      'nothing',
    ];
    const cases = [
      [{ role: 'supervisor', agency: own }, [1, 0, 1, 0, 0]],
      [{ role: 'supervisor', taskForceId }, [1, 1, 1, 0, 0]],
      [{ role: 'supervisor', seat: 'national' }, [0, 0, 1, 1, 0]],
      [{ role: 'admin', agency: own }, [1, 0, 1, 0, 0]],
      [{ role: 'auditor', taskForceId }, [1, 1, 1, 0, 0]],
    ] as const;

    for (const [overrides, expected] of cases) {
      const asker = await given.account(overrides);
      const found = [];
      for (const text of texts) {
        found.push((await find(asker, text)).body.found === null ? 0 : 1);
      }
      expect({ overrides, found }).toEqual({ overrides, found: expected });
    }
    const national = await find(await given.account({ role: 'auditor', seat: 'national' }), texts[0] ?? '');
    expect(national.body.found?.id).toBe(places.own.complaint);
    expect((await find(near, near.email)).status).toBe(403);
    const empty = await find(await given.account({ role: 'auditor', taskForceId }), '');
    expect(empty).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/text' }] } });
  });

  it('finds a sealed complaint for those alone who may know of it', async () => {
    const sealed = await aCaseOf(own);
    const reference = await referenceOf(sealed.complaint);
    await tracker.sql('UPDATE app.complaints SET is_sealed = true WHERE id = $1', [sealed.complaint]);

    const auditors = [
      await given.account({ role: 'auditor', agency: own }),
      await given.account({ role: 'auditor', taskForceId: own.taskForceId }),
    ];
    const found = await Promise.all(auditors.map(async (auditor) => (await find(auditor, reference)).body.found?.id));

    expect(found).toEqual([undefined, sealed.complaint]);
  });
});

async function partition(): Promise<string> {
  const [row] = await tracker.sql<{ name: string }>(
    'SELECT tableoid::regclass::text AS name FROM audit.entries ORDER BY seq DESC LIMIT 1',
  );
  return row?.name ?? '';
}
