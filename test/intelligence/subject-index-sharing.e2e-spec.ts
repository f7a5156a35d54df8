import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { newId } from '../../src/platform/ids/ids.js';
import type { ReadSealOrderView as SealOrderView } from '../../src/casework/retention/seal-order.view.js';
import type {
  SubjectDisseminationPage,
  SubjectDisseminationView,
} from '../../src/intelligence/subject-index/dissemination.view.js';
import type { IndexEntryView } from '../../src/intelligence/subject-index/index-entry.view.js';
import type { IndexQueryPage, IndexQueryView } from '../../src/intelligence/subject-index/index-query.view.js';
import type { SubjectNoticePage, SubjectNoticeView } from '../../src/intelligence/subject-index/notice.view.js';
import { comparableContent, type Answer } from '../support/client.js';
import { Given, type Made } from '../support/given.js';
import type { GivenAccount } from '../support/people.js';
import { toNameKey } from '../../src/intelligence/subject-index/name-keys.js';
import { soundChecks } from './subject-index-fixtures.js';
import { about, bornOn, correctionOf, entries, reason, right, secrets, SubjectIndex } from './subject-index.js';
import { sharedTracker, stoppedAt, type Tracker } from '../support/tracker.js';
import { untilSessionWaits } from '../support/transactions.js';

let tracker: Tracker;
let given: Given;
let index: SubjectIndex;

beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
  index = new SubjectIndex(tracker, given);
});
afterAll(() => tracker.close());

describe('a subject index query', () => {
  it('from another task force returns the agency to contact, and no content by any route', async () => {
    const [home, abroad] = [await index.desk(), await index.desk()];
    const entry = await index.approved(home);

    const answer = await index.ask(abroad.investigator, about(entry, { bornYear: 1979 }));

    const pointer = {
      entryId: entry.id,
      strength: 'name_and_birth_year',
      criminalActivity: 'enticement',
      isActive: true,
      agency: home.agency.name,
      taskForce: expect.stringMatching(/^TT-/),
      phone: '+1 402 555 0100',
      email: null,
    };
    expect(answer).toMatchObject({ status: 201, body: { pointers: [pointer] } });
    expect(answer.text).not.toMatch(secrets);
    for (const reader of [abroad.investigator, abroad.supervisor]) {
      const [there, missing] = [entry.id, newId()].map((id) => tracker.as(reader).get(`${entries}/${id}`));
      expect(comparableContent((await there) as Answer)).toEqual(comparableContent((await missing) as Answer));
      for (const path of ['entries', 'disseminations', 'notices', `queries/${answer.body.id}`]) {
        const { status, text } = await tracker.as(reader).get(`/subject-index/${path}`);
        expect({ path, status }).toEqual({ path, status: 200 });
        expect(text).not.toMatch(secrets);
      }
    }
    expect((await index.act(entry, 'purge', { reason }, abroad.supervisor)).status).toBe(404);
  });

  it('finds a name in any spelling, where the known birth data agree', async () => {
    const [home, abroad] = [await index.desk(), await index.desk()];
    const entry = await index.approved(home);
    const unborn = await index.approved(home, { bornOn: null });
    const asked = (of: Made<IndexEntryView>, overrides: object) => index.pointersTo(of, abroad.investigator, overrides);

    expect(await asked(entry, { bornOn })).toEqual(['name_and_birth it']);
    expect(await asked(entry, { bornOn: '1979-01-01' })).toEqual(['name_and_birth_year it']);
    expect(await asked(entry, { bornYear: 1980 })).toEqual([]);
    expect(await asked(entry, { bornOn: '1980-11-02' })).toEqual([]);
    expect(await asked(entry, { givenName: 'J.', bornOn })).toEqual(['initial_and_birth it']);
    expect(await asked(entry, { givenName: 'J.', bornYear: 1979 })).toEqual([]);
    expect(await asked(entry, { givenName: 'Jorge' })).toEqual([]);
    expect(await asked(unborn, { bornYear: 1980 })).toEqual(['name it']);
    expect((await index.ask(abroad.investigator, about(entry, { bornOn, bornYear: 1980 }))).body).toMatchObject({
      errors: [{ pointer: '#/bornYear' }],
    });
  });

  it.each([
    ['purpose', { purpose: undefined }],
    ['needToKnow', { needToKnow: ' ' }],
    ['rightToKnow', { rightToKnow: undefined }],
    ['caseReference', { caseReference: undefined }],
  ])('requires its %s', async (field, overrides) => {
    const { investigator } = await index.desk();

    expect(await index.ask(investigator, about({ familyName: 'Anybody' }, overrides))).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: `#/${field}` }] },
    });
  });

  it.each([
    ['without an agreement', null, '2000-01-01', null],
    ['whose agreement begins tomorrow', '2026-03-03', '2000-01-01', null],
    ['that has left its task force', '2020-01-01', '2000-01-01', '2026-03-02'],
  ])('from an agency %s is answered only in imminent danger', async (_, signedOn, beganOn, endedOn) => {
    const home = await index.desk();
    const entry = await index.approved(home);
    const { agency, investigator } = await index.desk({ signedOn });
    await tracker.sql('UPDATE app.agency_memberships SET began_on = $2, ended_on = $3 WHERE agency_id = $1', [
      agency.id,
      beganOn,
      endedOn,
    ]);

    const refused = await index.ask(investigator, about(entry));
    const imminentDanger = 'A meeting with a child is arranged for tonight.';
    const told = await index.ask(investigator, about(entry, { imminentDanger }));

    expect(refused).toMatchObject({ status: 403, body: { type: '/problems/agreement-required' } });
    expect(told).toMatchObject({ status: 201, body: { imminentDanger, pointers: [{ entryId: entry.id }] } });
    const given = await tracker.as(home.supervisor).get<SubjectDisseminationPage>('/subject-index/disseminations');
    expect(given.body.items).toMatchObject([{ imminentDanger, toAgencyId: agency.id }]);
    const refusals = await tracker.sql(
      `SELECT reason FROM audit.entries WHERE account_id = $1 AND outcome = 'refused'`,
      [investigator.accountId],
    );
    expect(refusals).toEqual([{ reason: 'agreement-required' }]);
    const kept = await tracker.sql('SELECT FROM app.subject_index_queries WHERE asked_by = $1', [
      investigator.accountId,
    ]);
    expect(kept).toHaveLength(1);
  });

  it('is logged for the owner of the entry with recipient, reason and time, once per Idempotency-Key', async () => {
    const [home, abroad] = [await index.desk(), await index.desk()];
    const entry = await index.approved(home);
    const key = { 'idempotency-key': newId() };
    const send = () =>
      tracker.as(abroad.investigator).post<IndexQueryView>('/subject-index/queries', about(entry), key);

    const [first, again] = [await send(), await send()];

    expect(again.body).toEqual(first.body);
    const log = await tracker
      .as(home.investigator)
      .get<SubjectDisseminationPage>(`/subject-index/disseminations?entryId=${entry.id}`);
    expect(log.body.items).toMatchObject([
      {
        entryId: entry.id,
        queryId: first.body.id,
        toAgencyId: abroad.agency.id,
        toAgencyName: abroad.agency.name,
        recipient: abroad.investigator.name,
        strength: 'name',
        needToKnow: right.needToKnow,
        rightToKnow: right.rightToKnow,
        givenAt: stoppedAt.toISOString(),
      },
    ]);
    const [trail] = await tracker.sql('SELECT account_id, task_force_id FROM audit.entries WHERE row_id = $1', [
      log.body.items[0]?.id,
    ]);
    expect(trail).toEqual({ account_id: abroad.investigator.accountId, task_force_id: home.agency.taskForceId });
  });

  it('is readable by its author and their supervisor, and lists and trail name nobody', async () => {
    const at = await index.desk();
    const colleague = await given.account({ agency: at.agency });
    const query = await index.ask(at.investigator, { ...about({ familyName: 'Ñandúzq' }), givenName: 'José', bornOn });

    const seenBy = async (by: GivenAccount) => {
      const { body } = await tracker.as(by).get<IndexQueryPage>('/subject-index/queries');
      return [body.items.length, (await tracker.as(by).get(`/subject-index/queries/${query.body.id}`)).status];
    };

    expect(await seenBy(at.investigator)).toEqual([1, 200]);
    expect(await seenBy(at.supervisor)).toEqual([1, 200]);
    expect(await seenBy(colleague)).toEqual([0, 404]);
    expect(query.body.about).toEqual({ givenName: 'José', familyName: 'nanduzq', bornOn, bornYear: 1979 });
    expect((await tracker.as(at.supervisor).get('/subject-index/queries')).text).not.toMatch(/José|nanduzq/);
    const trail = await tracker.sql('SELECT * FROM audit.entries WHERE account_id = $1', [at.investigator.accountId]);
    expect(JSON.stringify(trail)).not.toMatch(/José|nanduzq|1979/);
  });

  it('is refused to accounts without casework and without an agency', async () => {
    const at = await index.desk();
    const { taskForceId } = at.agency;
    for (const overrides of [{ role: 'admin' }, { role: 'auditor' }, { seat: 'national' }] as const) {
      const account = await given.account('seat' in overrides ? overrides : { ...overrides, agency: at.agency });
      expect((await index.ask(account, about({ familyName: 'Anybody' }))).status).toBe(403);
    }
    const head = await given.account({ taskForceId, role: 'supervisor' });
    const other = await index.desk();
    const asked = (agencyId?: string) => index.ask(head, about({ familyName: 'Anybody' }, { agencyId }));

    expect(await asked()).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/agencyId' }] } });
    expect(comparableContent(await asked(other.agency.id))).toEqual(comparableContent(await asked(newId())));
    expect((await asked(at.agency.id)).status).toBe(201);
  });

  it('is the only way to a pointer, also for SQL of the application role', async () => {
    const [home, abroad] = [await index.desk(), await index.desk()];
    const entry = await index.approved(home);
    const { body } = await index.ask(abroad.investigator, about(entry));
    const refused = { code: '42501' };
    const asAsker = (statement: string, parameters: unknown[]) =>
      index.asApp(abroad.investigator, (app) => app.query(statement, parameters));

    await expect(
      asAsker('SELECT oversight.matching_subjects($1, $2, NULL, NULL, now())', ['jose', 'nandu']),
    ).rejects.toMatchObject(refused);
    await expect(asAsker('SELECT app.ask_subject_index($1)', [body.id])).rejects.toMatchObject(refused);
    await expect(
      index.asApp(home.supervisor, (app) => app.query('SELECT app.ask_subject_index($1)', [body.id])),
    ).rejects.toMatchObject(refused);
    const read = await index.asApp(home.supervisor, (app) =>
      app.query('SELECT FROM oversight.pointers_of($1, now())', [body.id]),
    );
    expect(read.rowCount).toBe(0);
    expect((await asAsker('SELECT FROM app.subject_index_entries', [])).rowCount).toBe(0);
  });
});

describe('the dissemination log', () => {
  it.each([
    `UPDATE app.subject_index_disseminations SET recipient = 'nobody'`,
    'DELETE FROM app.subject_index_disseminations',
    'TRUNCATE app.subject_index_disseminations CASCADE',
    `UPDATE app.subject_index_queries SET purpose = 'nothing'`,
    'DELETE FROM app.subject_index_queries',
    `UPDATE app.subject_index_reviews SET reason = 'nothing'`,
    `UPDATE app.subject_index_notices SET changed = '{}'`,
    'DELETE FROM app.subject_index_entries',
  ])('is append-only for the application: %s', async (statement) => {
    const home = await index.desk();
    const entry = await index.approved(home);
    await index.ask((await index.desk()).investigator, about(entry));

    await expect(index.asApp(home.supervisor, (app) => app.query(statement))).rejects.toMatchObject({ code: '42501' });
  });

  it('is append-only for its owner', async () => {
    const owner = new pg.Client({ connectionString: tracker.database.ownerUrl });
    await owner.connect();
    const faults: unknown[] = [];
    for (const statement of [
      `UPDATE app.subject_index_disseminations SET recipient = 'nobody'`,
      'DELETE FROM app.subject_index_disseminations',
    ]) {
      await owner.query('BEGIN');
      await owner.query(`SELECT audit.begin_change('test.arranged', NULL, NULL, NULL)`);
      faults.push(await owner.query(statement).catch((fault: unknown) => fault));
      await owner.query('ROLLBACK');
    }
    await owner.end();

    expect(faults).toMatchObject([{ code: '42501' }, { code: '42501' }]);
  });

  it('includes manual disseminations, by a supervisor if labelled, and to agencies with an agreement', async () => {
    const [home, abroad, outside] = [await index.desk(), await index.desk(), await index.desk({ signedOn: null })];
    const open = await index.approved(home);
    const labelled = await index.approved(home, { sensitivity: 'restricted' });
    const { needToKnow, rightToKnow } = right;
    const give = (by: GivenAccount, entryId: string, to: string, overrides: object = {}) =>
      tracker.as(by).post<SubjectDisseminationView>('/subject-index/disseminations', {
        entryId,
        toAgencyId: to,
        recipient: 'Detective Dana Reyes',
        content: 'The name and the day of birth.',
        needToKnow,
        rightToKnow,
        ...overrides,
      });

    const made = await give(home.investigator, open.id, abroad.agency.id);
    const imminentDanger = 'A meeting with a child is arranged for tonight.';

    expect(made).toMatchObject({
      status: 201,
      headers: { location: `/api/v1/subject-index/disseminations/${made.body.id}` },
      body: { toAgencyName: abroad.agency.name, givenBy: home.investigator.accountId, queryId: null, strength: null },
    });
    expect((await tracker.as(home.supervisor).get(`/subject-index/disseminations/${made.body.id}`)).body).toEqual(
      made.body,
    );
    expect((await give(home.investigator, labelled.id, abroad.agency.id)).status).toBe(403);
    expect((await give(home.supervisor, labelled.id, abroad.agency.id)).status).toBe(201);
    expect((await give(home.supervisor, open.id, outside.agency.id)).body).toMatchObject({
      type: '/problems/agreement-required',
    });
    expect((await give(home.supervisor, open.id, outside.agency.id, { imminentDanger })).status).toBe(201);
    expect(await give(home.supervisor, open.id, newId())).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '#/toAgencyId' }] },
    });
    expect(comparableContent(await give(abroad.supervisor, open.id, abroad.agency.id))).toEqual(
      comparableContent(await give(abroad.supervisor, newId(), abroad.agency.id)),
    );
    expect(await give(home.supervisor, (await index.submitted(home)).id, abroad.agency.id)).toMatchObject({
      status: 409,
      body: { type: '/problems/entry-not-active' },
    });
  });

  it('omits the content of a sensitive entry from its pointer', async () => {
    const [home, abroad] = [await index.desk(), await index.desk()];
    const entry = await index.approved(home, { sensitivity: 'sensitive' });

    const { body } = await index.ask(abroad.investigator, about(entry));

    expect(body.pointers).toMatchObject([{ entryId: entry.id, criminalActivity: null, agency: home.agency.name }]);
  });
});

describe('the recipient of a disseminated entry', () => {
  it.each([
    ['purged', `SELECT app.purge_subject(id, 'Why.', NULL, now()) FROM app.subject_index_entries WHERE id = $1`],
    ['called for review', `UPDATE app.subject_index_entries SET review_called_for = 'subject_changed' WHERE id = $1`],
    [
      'overdue',
      `UPDATE app.subject_index_entries SET validated_on = '2025-01-01', review_due_on = '2026-03-01' WHERE id = $1`,
    ],
  ])('no longer reads the suspected activity when the entry is %s', async (_, happens) => {
    const [home, abroad] = [await index.desk(), await index.desk()];
    const entry = await index.approved(home);
    const { body } = await index.ask(abroad.investigator, about(entry));

    await tracker.sql(happens, [entry.id]);

    const read = await tracker.as(abroad.investigator).get<IndexQueryView>(`/subject-index/queries/${body.id}`);
    expect(body.pointers).toMatchObject([{ isActive: true, criminalActivity: 'enticement' }]);
    expect(read.body.pointers).toMatchObject([{ entryId: entry.id, isActive: false, criminalActivity: null }]);
  });

  it('is notified of an expungement when the dissemination is concurrent, because the expungement waits', async () => {
    const [home, abroad] = [await index.desk(), await index.desk()];
    const { taskForceId } = home.agency;
    const entry = await index.approved(home);
    const [one, two] = [
      await given.account({ taskForceId, role: 'supervisor' }),
      await given.account({ taskForceId, role: 'supervisor' }),
    ];
    const order = { complaintId: entry.complaintId, kind: 'expunge', orderNumber: 'CI 26-1', court: 'District Court' };
    const entered = await given.made<SealOrderView>(one, '/seal-orders', { ...order, orderedOn: '2026-02-20' });
    const { body: earlier } = await index.ask(abroad.investigator, about({ familyName: 'Anybody' }));

    const executing = await index.asApp(abroad.investigator, async (app) => {
      const id = newId();
      await app.query(
        `INSERT INTO app.subject_index_queries
         SELECT (jsonb_populate_record(q, jsonb_build_object('id', $2::uuid, 'given_key', 'jose', 'family_key', $3::text))).*
           FROM app.subject_index_queries q WHERE q.id = $1`,
        [earlier.id, id, toNameKey(entry.familyName ?? '')],
      );
      const { rows } = await app.query<{ n: number }>('SELECT app.ask_subject_index($1) AS n', [id]);
      expect(rows).toEqual([{ n: 1 }]);
      const path = `/seal-orders/${entered.id}/execution`;
      const waiting = tracker.as(two).put(path, undefined, { 'if-match': entered.etag });
      await Promise.race([waiting, untilSessionWaits(tracker)]);
      await app.query('COMMIT');
      return { answer: waiting };
    });

    expect((await executing.answer).status).toBe(200);
    const notices = await tracker.as(abroad.supervisor).get<SubjectNoticePage>('/subject-index/notices');
    expect(notices.body.items).toMatchObject([{ entryId: entry.id, kind: 'purged' }]);
  });

  it('is notified of a correction with its fields and contact, and the sender sees the acknowledgement', async () => {
    const [home, abroad, further] = [await index.desk(), await index.desk(), await index.desk()];
    const entry = await index.approved(home);
    for (const by of [abroad.investigator, abroad.supervisor, further.investigator, home.investigator])
      await index.ask(by, about(entry));

    const corrected = await index.act(
      entry,
      'correction',
      correctionOf(entry, { familyName: 'Ñandúes', bornOn: '1979-11-03' }),
    );
    await index.act({ ...entry, etag: corrected.etag }, 'correction', correctionOf(corrected.body));

    expect(corrected.body).toMatchObject({ familyName: 'Ñandúes', version: 3, reviewDueOn: entry.reviewDueOn });
    expect(corrected.body.reviews.at(-1)).toMatchObject({ outcome: 'corrected', changed: ['familyName', 'bornOn'] });
    const received = await tracker.as(abroad.investigator).get<SubjectNoticePage>('/subject-index/notices');
    const sent = (by: GivenAccount) =>
      tracker.as(by).get<SubjectNoticePage>(`/subject-index/notices?entryId=${entry.id}`);
    const [notice] = received.body.items;
    expect(received.body.items).toHaveLength(1);
    expect(notice).toMatchObject({
      entryId: entry.id,
      kind: 'corrected',
      changed: ['familyName', 'bornOn'],
      fromAgencyName: home.agency.name,
      contactPhone: '+1 402 555 0100',
      acknowledgedAt: null,
      may: { acknowledge: true },
    });
    expect(received.text).not.toMatch(/Ñandú|1979/);
    const told = (await sent(home.supervisor)).body.items.map(({ agencyId, may }) => `${agencyId} ${may.acknowledge}`);
    expect(told.sort()).toEqual([`${abroad.agency.id} false`, `${further.agency.id} false`].sort());
    expect((await tracker.as(home.supervisor).get<SubjectNoticePage>('/subject-index/notices')).body.items).toEqual([]);

    const path = `/subject-index/notices/${notice?.id ?? ''}`;
    const know = (by: GivenAccount, version = 1) =>
      tracker.as(by).put<SubjectNoticeView>(`${path}/acknowledgement`, undefined, { 'if-match': `"v${version}"` });
    expect((await know(home.supervisor)).status).toBe(403);
    expect((await know(further.supervisor)).status).toBe(404);
    expect((await know(abroad.investigator)).body).toMatchObject({
      version: 2,
      acknowledgedBy: abroad.investigator.accountId,
      acknowledgedAt: stoppedAt.toISOString(),
    });
    expect(await know(abroad.supervisor, 2)).toMatchObject({
      status: 409,
      body: { type: '/problems/already-acknowledged' },
    });
    const open = await tracker
      .as(home.supervisor)
      .get<SubjectNoticePage>(`/subject-index/notices?entryId=${entry.id}&acknowledged=false`);
    expect(open.body.items.map(({ agencyId }) => agencyId)).toEqual([further.agency.id]);
    expect(await index.pointersTo({ ...entry, familyName: 'Ñandúes' }, abroad.investigator)).toEqual([]);
  });

  it('is notified of a purge, which erases the content and keeps the log and the case', async () => {
    const [home, abroad] = [await index.desk(), await index.desk()];
    const entry = await index.approved(home);
    const views = { protectedViews: 'directly_related', protectedViewsBasis: 'A sect named after the anchor.' };
    const checks = { ...soundChecks, ...views };
    const kept = await index.act(entry, 'correction', correctionOf(entry, { checks }));
    const query = await index.ask(abroad.investigator, about(entry));

    const purged = await index.act({ ...entry, etag: kept.etag }, 'purge', { reason: 'The charge was dismissed.' });

    expect(purged.body).toMatchObject({
      state: 'purged',
      suspectId: null,
      complaintId: null,
      reviews: [{}, { protectedViewsBasis: null }, { outcome: 'purged', reason: 'The charge was dismissed.' }],
      may: { decide: false, revalidate: false, correct: false, purge: false, disseminate: false },
    });
    expect(purged.text).not.toMatch(secrets);
    const rows = await tracker.sql(
      `SELECT to_jsonb(e) AS e, (SELECT jsonb_agg(r) FROM app.subject_index_reviews r WHERE r.entry_id = e.id) AS r
         FROM app.subject_index_entries e WHERE id = $1`,
      [entry.id],
    );
    expect(JSON.stringify(rows)).not.toMatch(secrets);
    expect(await index.pointersTo(entry, abroad.investigator)).toEqual([]);
    const asked = await tracker.as(abroad.investigator).get<IndexQueryView>(`/subject-index/queries/${query.body.id}`);
    expect(asked.body.pointers).toMatchObject([{ entryId: entry.id, isActive: false }]);
    const notices = await tracker.as(abroad.supervisor).get<SubjectNoticePage>('/subject-index/notices');
    expect(notices.body.items).toMatchObject([{ entryId: entry.id, kind: 'purged', changed: [] }]);
    const log = await tracker.as(home.supervisor).get<SubjectDisseminationPage>('/subject-index/disseminations');
    expect(log.body.items).toMatchObject([{ entryId: entry.id, toAgencyId: abroad.agency.id }]);
    const suspect = await tracker.as(home.investigator).get(`/suspects/${entry.suspectId ?? ''}`);
    expect(suspect).toMatchObject({ status: 200, body: { givenName: 'José', familyName: entry.familyName } });
    expect((await index.act({ ...entry, etag: purged.etag }, 'purge', { reason })).status).toBe(409);
  });

  it('is notified of an expungement, after which the index contains nothing of the subject', async () => {
    const [home, abroad] = [await index.desk(), await index.desk()];
    const entry = await index.approved(home);
    await index.ask(abroad.investigator, about(entry));
    const { taskForceId } = home.agency;
    const [one, two] = [
      await given.account({ taskForceId, role: 'supervisor' }),
      await given.account({ taskForceId, role: 'supervisor' }),
    ];
    const court = { orderNumber: 'CI 26-4417', court: 'District Court of Douglas County', orderedOn: '2026-02-20' };
    const expunging = { complaintId: entry.complaintId, kind: 'expunge', ...court };
    const order = await given.made<SealOrderView>(one, '/seal-orders', expunging);

    await given.changed({ ...order, by: two }, `/seal-orders/${order.id}/execution`, undefined);

    const [row] = await tracker.sql('SELECT * FROM app.subject_index_entries WHERE id = $1', [entry.id]);
    expect(row).toMatchObject({ state: 'purged', complaint_id: null });
    expect(JSON.stringify(row)).not.toMatch(secrets);
    expect((await index.current(entry)).reviews.at(-1)).toMatchObject({ outcome: 'purged', reviewedBy: two.accountId });
    const notices = await tracker.as(abroad.supervisor).get<SubjectNoticePage>('/subject-index/notices');
    expect(notices.body.items).toMatchObject([{ entryId: entry.id, kind: 'purged' }]);
  });

  it('either receives no entry or is notified of a concurrent purge', async () => {
    for (let round = 0; round < 4; round += 1) {
      const home = await index.desk();
      const askers = [await index.desk(), await index.desk(), await index.desk()];
      const entry = await index.approved(home);

      await Promise.all([
        ...askers.map(({ investigator }) => index.ask(investigator, about(entry))),
        index.act(entry, 'purge', { reason }),
      ]);

      const [row] = await tracker.sql<{ untold: number }>(
        `SELECT count(*)::int AS untold FROM app.subject_index_disseminations d
          WHERE d.entry_id = $1 AND NOT EXISTS (
                SELECT FROM app.subject_index_notices n WHERE n.entry_id = d.entry_id AND n.agency_id = d.to_agency_id)`,
        [entry.id],
      );
      expect(row).toEqual({ untold: 0 });
    }
  });
});
