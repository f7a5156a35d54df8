import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { newId } from '../../src/platform/ids/ids.js';
import { Clock } from '../../src/platform/time/clock.js';
import type { IndexEntryPage, IndexEntryView } from '../../src/intelligence/subject-index/index-entry.view.js';
import type { IndexQueryView } from '../../src/intelligence/subject-index/index-query.view.js';
import type { SubjectNoticePage } from '../../src/intelligence/subject-index/notice.view.js';
import { atOnce, comparableContent } from '../support/client.js';
import { Given } from '../support/given.js';
import type { GivenAccount } from '../support/people.js';
import { aSubject, soundChecks } from './subject-index-fixtures.js';
import { about, bornOn, correctionOf, entries, reason, secrets, SubjectIndex } from './subject-index.js';
import { sharedTracker, stoppedAt, type Tracker } from '../support/tracker.js';
import { asHolder, untilSessionWaits } from '../support/transactions.js';

let tracker: Tracker;
let given: Given;
let index: SubjectIndex;

beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
  index = new SubjectIndex(tracker, given);
});
afterEach(() => {
  jest.restoreAllMocks();
});
afterAll(() => tracker.close());

function at(instant: string): void {
  jest.spyOn(tracker.app.get(Clock), 'now').mockImplementation(() => new Date(instant));
}

describe('a subject index submission', () => {
  it('enters the index when another person approves it, and the trail omits the subject', async () => {
    const [home, abroad] = [await index.desk(), await index.desk()];

    const entry = await index.submitted(home);
    const before = await index.pointersTo(entry, abroad.investigator);
    const approval = { reason, checks: soundChecks };
    const approving = await index.act(entry, 'approval', approval, home.supervisor);

    expect(entry).toMatchObject({ state: 'submitted', agencyId: home.agency.id, reviewDueOn: null, approvedBy: null });
    expect(before).toEqual([]);
    expect(approving).toMatchObject({
      status: 200,
      etag: '"v2"',
      body: {
        state: 'approved',
        submittedBy: home.investigator.accountId,
        approvedBy: home.supervisor.accountId,
        approvedAt: stoppedAt.toISOString(),
        validatedOn: '2026-03-02',
        reviewDueOn: '2031-03-02',
        reviews: [{ outcome: 'approved', reason, protectedViews: 'none', reviewedBy: home.supervisor.accountId }],
      },
    });
    expect(await index.pointersTo(entry, abroad.investigator)).toEqual(['name it']);
    const trail = await tracker.sql('SELECT * FROM audit.entries WHERE task_force_id = $1 AND action ~ $2', [
      home.agency.taskForceId,
      '^index',
    ]);
    expect(trail.length).toBeGreaterThan(3);
    expect(JSON.stringify(trail)).not.toMatch(secrets);
  });

  it.each([
    ['no criminal activity', { criminalActivity: undefined }, 'criminalActivity'],
    ['an unknown activity', { criminalActivity: 'loitering' }, 'criminalActivity'],
    ['no basis', { suspicionBasis: undefined }, 'suspicionBasis'],
    ['a blank basis', { suspicionBasis: ' '.repeat(40) }, 'suspicionBasis'],
    ['a one-word basis', { suspicionBasis: 'Suspicious.' }, 'suspicionBasis'],
    ['no source', { obtainedHow: undefined }, 'obtainedHow'],
    ['no statement of lawfulness', { wasLawfullyObtained: undefined }, 'wasLawfullyObtained'],
    ['an unlawful source', { wasLawfullyObtained: false }, 'wasLawfullyObtained'],
    ['no label', { sensitivity: undefined }, 'sensitivity'],
    ['a name without letters', { familyName: '...' }, 'familyName'],
    ['a party', { politicalParty: 'any' }, 'politicalParty'],
  ])('with %s is rejected at that field', async (_, overrides, field) => {
    const home = await index.desk();

    const answer = await tracker.as(home.investigator).post(entries, await index.submission(home, overrides));

    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: `#/${field}` }] } });
  });

  it('without names uses those of the suspect', async () => {
    const home = await index.desk();
    const unnamed = await given.suspect({ complaint: await given.complaint({ by: home.investigator }) });
    const own = { givenName: undefined, familyName: undefined };

    const entry = await index.submitted(home, own);
    const nobody = await index.submission(home, { ...own, suspectId: unnamed.id });

    expect(entry).toMatchObject({ givenName: 'José', familyName: expect.stringMatching(/^Ñandú/), bornOn });
    expect(await tracker.as(home.investigator).post(entries, nobody)).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '#/givenName' }] },
    });
  });

  it('requires a visible suspect, and rejects a victim or an invisible suspect as missing', async () => {
    const [home, abroad] = [await index.desk(), await index.desk()];
    const victim = await given.victim({ complaint: await given.complaint({ by: home.investigator }) });
    const suspectId = (await index.submission(abroad))['suspectId'];
    const send = async (id: unknown) =>
      tracker.as(home.investigator).post(entries, { ...(await index.submission(home)), suspectId: id });

    const answers = [await send(newId()), await send(victim.id), await send(suspectId)].map(comparableContent);

    expect(answers[0]).toMatchObject({ status: 422, text: expect.stringContaining('"#/suspectId"') });
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  it.each([
    ['juvenile', `UPDATE app.suspects SET juvenile = true WHERE id = $1`],
    ['voided', `UPDATE app.suspects SET voided_at = now(), void_reason = 'Twice.' WHERE id = $1`],
  ])('for a suspect who is %s is rejected, and cannot be approved after that change', async (because, happens) => {
    const home = await index.desk();
    const [first, second] = [await index.submission(home), await index.submitted(home)];
    await tracker.sql(happens, [first['suspectId']]);
    await tracker.sql(happens, [second.suspectId]);

    const refused = { status: 409, body: { type: '/problems/sharing-not-allowed', reason: because } };
    expect(await tracker.as(home.investigator).post(entries, first)).toMatchObject(refused);
    const called = await index.current(second);
    expect(await index.act(called, 'approval', { reason, checks: soundChecks }, home.supervisor)).toMatchObject(
      refused,
    );
  });

  it('for a suspect with an entry is rejected until that entry is removed', async () => {
    const home = await index.desk();
    const subject = await index.submission(home);
    const entry = await given.made<IndexEntryView>(home.investigator, entries, subject);

    const again = await tracker.as(home.investigator).post(entries, subject);
    await index.act(entry, 'refusal', { reason }, home.supervisor);

    expect(again).toMatchObject({ status: 409, body: { type: '/problems/already-exists' } });
    expect((await tracker.as(home.investigator).post(entries, subject)).status).toBe(201);
  });
});

describe('the approval of a submission', () => {
  it('cannot be made by its author, also in SQL', async () => {
    const home = await index.desk();
    const own = await given.made<IndexEntryView>(home.supervisor, entries, await index.submission(home));
    const body = { reason, checks: soundChecks };

    for (const [what, decision] of [
      ['approval', body],
      ['refusal', { reason }],
    ] as const) {
      expect(await index.act(own, what, decision)).toMatchObject({
        status: 403,
        body: { type: '/problems/forbidden' },
      });
    }
    expect(own.may).toMatchObject({ decide: false, purge: true });
    await expect(
      tracker.sql(
        `UPDATE app.subject_index_entries SET state = 'approved', approved_by = submitted_by, approved_at = now(),
                validated_on = '2026-03-02', review_due_on = '2027-03-02' WHERE id = $1`,
        [own.id],
      ),
    ).rejects.toMatchObject({ code: '23514' });
    const other = await given.account({ agency: home.agency, role: 'supervisor' });
    expect((await index.act(own, 'approval', body, other)).status).toBe(200);
  });

  it('is limited to supervisors', async () => {
    const home = await index.desk();
    const entry = await index.submitted(home);

    for (const role of ['investigator', 'admin', 'auditor'] as const) {
      const account = await given.account({ agency: home.agency, role });
      expect((await index.act(entry, 'approval', { reason, checks: soundChecks }, account)).status).toBe(403);
    }
  });

  it.each([
    [
      'an insufficient basis',
      { checks: { ...soundChecks, showsReasonableSuspicion: false } },
      'showsReasonableSuspicion',
    ],
    ['an unlawful source', { checks: { ...soundChecks, wasLawfullyObtained: false } }, 'wasLawfullyObtained'],
    [
      'views without relation',
      { checks: { ...soundChecks, protectedViews: 'directly_related' } },
      'protectedViewsBasis',
    ],
    ['unchecked views', { checks: { ...soundChecks, protectedViews: undefined } }, 'protectedViews'],
  ])('with %s is rejected at that check', async (_, overrides, field) => {
    const home = await index.desk();
    const entry = await index.submitted(home);

    expect(await index.act(entry, 'approval', { reason, ...overrides }, home.supervisor)).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: `#/checks/${field}` }] },
    });
  });

  it('is valid for at most five years', async () => {
    const home = await index.desk();
    const entry = await index.submitted(home);
    const approve = (reviewDueOn: string) =>
      index.act(entry, 'approval', { reason, checks: soundChecks, reviewDueOn }, home.supervisor);

    for (const day of ['2031-03-03', '2026-03-02']) {
      expect(await approve(day)).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/reviewDueOn' }] } });
    }
    expect((await approve('2031-03-02')).body.reviewDueOn).toBe('2031-03-02');
    await expect(
      tracker.sql(`UPDATE app.subject_index_entries SET review_due_on = '2031-03-03' WHERE id = $1`, [entry.id]),
    ).rejects.toMatchObject({ code: '23514' });
  });

  it('happens once, and a refusal leaves a record without personal data', async () => {
    const home = await index.desk();
    const [one, other] = [await index.approved(home), await index.submitted(home)];

    const again = await index.act(one, 'approval', { reason, checks: soundChecks });
    const refused = await index.act(other, 'refusal', { reason }, home.supervisor);

    expect(again).toMatchObject({ status: 409, body: { state: 'approved', allowed: ['purged'] } });
    expect(refused.body).toMatchObject({
      state: 'refused',
      suspectId: null,
      reviews: [{ outcome: 'refused', reason }],
    });
    expect(refused.text).not.toMatch(secrets);
    const [row] = await tracker.sql('SELECT * FROM app.subject_index_entries WHERE id = $1', [other.id]);
    expect(JSON.stringify(row)).not.toMatch(secrets);
  });
});

describe('the review of a subject index entry', () => {
  it('is listed 90 and 30 days in advance, most urgent first, in pages, with two statements', async () => {
    const home = await index.desk();
    const until = async (reviewDueOn: string) => (await index.approved(home, {}, { reviewDueOn })).id;
    const [far, near, nearer] = [await until('2026-06-01'), await until('2026-04-02'), await until('2026-04-01')];
    const list = async (query: string) => {
      const { body } = await tracker.expectQueries(2, () =>
        tracker.as(home.supervisor).get<IndexEntryPage>(`/subject-index/reviews?${query}`),
      );
      return { ids: body.items.map(({ id }) => id), nextCursor: body.nextCursor };
    };

    expect((await list('within=30')).ids).toEqual([nearer]);
    expect((await list('within=31')).ids).toEqual([nearer, near]);
    expect((await list('within=90')).ids).toEqual([nearer, near]);
    expect((await list('within=91')).ids).toEqual([nearer, near, far]);
    const first = await list('within=91&limit=2');
    expect(first.ids).toEqual([nearer, near]);
    expect(await list(`within=91&limit=2&cursor=${first.nextCursor ?? ''}`)).toEqual({ ids: [far], nextCursor: null });
    expect((await tracker.as(home.investigator).get('/subject-index/reviews')).status).toBe(403);
  });

  it('extends it by five years, by another person than its author, and stores reason, day and reviewer', async () => {
    const home = await index.desk();
    const entry = await index.approved(home, {}, { reviewDueOn: '2026-06-01' });
    const suspicionBasis = 'The provider reported the same account again in January.';
    const review = { reason, suspicionBasis, checks: soundChecks };
    at('2026-05-20T15:00:00Z');

    const refused = await index.act(entry, 'revalidation', { ...review, reviewDueOn: '2031-05-21' });
    const renewed = await index.act(entry, 'revalidation', review);

    expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/reviewDueOn' }] } });
    expect(renewed.body).toMatchObject({ suspicionBasis, validatedOn: '2026-05-20', reviewDueOn: '2031-05-20' });
    expect(renewed.body.reviews).toMatchObject([
      { outcome: 'approved', reviewDueOn: '2026-06-01' },
      {
        outcome: 'revalidated',
        reason,
        reviewDueOn: '2031-05-20',
        reviewedBy: home.supervisor.accountId,
        reviewedAt: '2026-05-20T15:00:00.000Z',
      },
    ]);
    const own = await given.made<IndexEntryView>(home.supervisor, entries, await index.submission(home));
    const other = await given.account({ agency: home.agency, role: 'supervisor' });
    await index.act(own, 'approval', { reason, checks: soundChecks }, other);
    expect((await index.act(await index.current(own), 'revalidation', review)).status).toBe(403);
  });

  it('hides the entry on the day after its due date if missed, and only a purge is left', async () => {
    const [home, abroad] = [await index.desk(), await index.desk()];
    const entry = await index.approved(home, {}, { reviewDueOn: '2026-06-01' });
    const review = { reason, suspicionBasis: aSubject.suspicionBasis, checks: soundChecks };

    at('2026-06-02T04:59:00Z');
    expect(await index.pointersTo(entry, abroad.investigator)).toEqual(['name it']);
    at('2026-06-02T05:00:00Z');
    expect(await index.pointersTo(entry, abroad.investigator)).toEqual([]);
    for (const [what, body] of [
      ['revalidation', review],
      ['correction', correctionOf(entry)],
    ] as const) {
      expect(await index.act(entry, what, body)).toMatchObject({ status: 409, body: { allowed: ['purged'] } });
    }
    expect((await index.current(entry)).may).toEqual({
      decide: false,
      revalidate: false,
      correct: false,
      purge: true,
      disseminate: false,
      extend: false,
    });
  });

  it('if missed leads to a purge with notices to recipients, and queries expire at the same age', async () => {
    const [home, abroad] = [await index.desk(), await index.desk()];
    const [entry, standing] = [
      await index.approved(home, {}, { reviewDueOn: '2026-06-01' }),
      await index.approved(home),
    ];
    const waiting = await index.submitted(home);
    const query = await index.ask(abroad.investigator, about(entry));
    const purge = async (instant: string) =>
      tracker
        .sql('SELECT app.purge_expired_subjects($1)', [instant])
        .then(async () => [
          (await index.current(entry)).state,
          (await index.current(standing)).state,
          (await index.current(waiting)).state,
          (await tracker.as(abroad.investigator).get<IndexQueryView>(`/subject-index/queries/${query.body.id}`)).body
            .about,
        ]);

    expect(await purge('2026-05-31T15:00:00Z')).toEqual(['approved', 'approved', 'submitted', expect.any(Object)]);
    expect(await purge('2026-06-02T05:00:00Z')).toEqual(['purged', 'approved', 'purged', expect.any(Object)]);
    expect((await index.current(entry)).reviews.at(-1)).toMatchObject({ outcome: 'purged', reviewedBy: null });
    const notices = await tracker.as(abroad.supervisor).get<SubjectNoticePage>('/subject-index/notices');
    expect(notices.body.items).toMatchObject([{ entryId: entry.id, kind: 'purged', fromAgencyName: home.agency.name }]);
    expect(await purge('2031-03-03T15:00:00Z')).toEqual(['purged', 'purged', 'purged', null]);
    await expect(
      index.asApp(home.supervisor, (app) => app.query('SELECT app.purge_expired_subjects(now())')),
    ).rejects.toMatchObject({ code: '42501' });
  });

  it.each([
    ['subject_changed', `UPDATE app.suspects SET family_name = 'Other' WHERE id = $1`, 'correction'],
    ['subject_voided', `UPDATE app.suspects SET voided_at = now(), void_reason = 'Twice.' WHERE id = $1`, null],
    ['subject_juvenile', `UPDATE app.suspects SET juvenile = true WHERE id = $1`, null],
    [
      'case_purged',
      `SELECT app.detach_subjects_from_case(complaint_id, now()) FROM app.suspects WHERE id = $1`,
      'revalidation',
    ],
  ])('is requested when its case changes: %s', async (called, happens, settled) => {
    const [home, abroad] = [await index.desk(), await index.desk()];
    const entry = await index.approved(home);
    const review = { reason, suspicionBasis: aSubject.suspicionBasis, checks: soundChecks };

    await tracker.sql(happens, [entry.suspectId]);

    const now = await index.current(entry);
    expect(now).toMatchObject({ version: 3, state: 'approved', reviewCalledFor: called, familyName: entry.familyName });
    expect(await index.pointersTo(entry, abroad.investigator)).toEqual([]);
    const due = await tracker.as(home.supervisor).get<IndexEntryPage>('/subject-index/reviews?within=0');
    expect(due.body.items).toMatchObject([{ id: entry.id, reviewCalledFor: called }]);
    if (settled === null) {
      expect((await index.act(now, 'revalidation', review)).body).toMatchObject({
        type: '/problems/sharing-not-allowed',
      });
    } else {
      const body = settled === 'correction' ? correctionOf(now) : review;
      expect((await index.act(now, settled, body)).body.reviewCalledFor).toBeNull();
      expect(await index.pointersTo(entry, abroad.investigator)).toEqual(['name it']);
    }
  });

  it('of a sealed case is limited to supervisors of its task force, and no pointer leads to it', async () => {
    const [home, abroad] = [await index.desk(), await index.desk()];
    const entry = await index.approved(home);
    const waiting = await index.submitted(home);
    const head = await given.account({ taskForceId: home.agency.taskForceId, role: 'supervisor' });

    for (const { complaintId } of [entry, waiting]) {
      await tracker.sql('UPDATE app.complaints SET is_sealed = true WHERE id = $1', [complaintId]);
    }

    expect(await index.pointersTo(entry, abroad.investigator)).toEqual([]);
    expect((await tracker.as(home.supervisor).get(`${entries}/${entry.id}`)).status).toBe(404);
    expect((await index.current({ ...entry, by: head })).reviewCalledFor).toBe('case_sealed');
    const approval = { reason, checks: soundChecks };
    expect((await index.act(waiting, 'approval', approval, home.supervisor)).status).toBe(404);
    expect((await tracker.as(home.investigator).get(`${entries}/${waiting.id}`)).status).toBe(404);
    const hidden = await index.current({ ...waiting, by: head });
    expect((await index.act(hidden, 'approval', approval)).body).toMatchObject({ reason: 'sealed' });
    const list = await tracker.as(head).get<IndexEntryPage>(entries);
    expect(list.body.items).toMatchObject([{ familyName: null }, { familyName: null }]);
    expect(hidden.familyName).toBe(waiting.familyName);
  });

  it('is requested by a correction of the subject, and settled by a person other than its author', async () => {
    const [home, abroad] = [await index.desk(), await index.desk()];
    const entry = await index.approved(home);
    const other = await given.account({ agency: home.agency, role: 'supervisor' });
    const review = { reason, suspicionBasis: aSubject.suspicionBasis, checks: soundChecks };
    const familyName = `${entry.familyName ?? ''} Otro`;

    const corrected = await index.act(entry, 'correction', correctionOf(entry, { familyName }));
    const renamed = await index.current(entry);
    const before = await index.pointersTo(renamed, abroad.investigator);
    const own = await index.act(renamed, 'revalidation', review);
    const others = await index.act(renamed, 'revalidation', review, other);

    expect(corrected.body).toMatchObject({ familyName, reviewCalledFor: 'entry_corrected' });
    expect(renamed.may).toMatchObject({ correct: true, revalidate: false, disseminate: false });
    expect(before).toEqual([]);
    expect(own).toMatchObject({ status: 403, body: { type: '/problems/forbidden' } });
    expect(others.body.reviewCalledFor).toBeNull();
    expect(await index.pointersTo(renamed, abroad.investigator)).toEqual(['name it']);
  });

  it('treats an entry of a purged sealed case as sealed, and prevents its dissemination', async () => {
    const home = await index.desk();
    const entry = await index.approved(home);
    const head = await given.account({ taskForceId: home.agency.taskForceId, role: 'supervisor' });
    await tracker.sql('UPDATE app.complaints SET is_sealed = true WHERE id = $1', [entry.complaintId]);

    await tracker.sql('SELECT app.detach_subjects_from_case($1, now())', [entry.complaintId]);

    const parted = await index.current({ ...entry, by: head });
    const review = { reason, suspicionBasis: aSubject.suspicionBasis, checks: soundChecks };
    expect(parted).toMatchObject({ complaintId: null, reviewCalledFor: 'case_sealed' });
    expect((await tracker.as(home.supervisor).get(`${entries}/${entry.id}`)).status).toBe(404);
    expect((await index.act(parted, 'revalidation', review)).body).toMatchObject({ reason: 'sealed' });
  });

  it.each([
    ['a juvenile', 'UPDATE app.suspects SET juvenile = true WHERE id = $1'],
    ['recorded in error', `UPDATE app.suspects SET voided_at = now(), void_reason = 'Twice.' WHERE id = $1`],
  ])('is impossible for a subject who is %s, because the entry is deleted with its case', async (_, happens) => {
    const home = await index.desk();
    const entry = await index.approved(home);
    await tracker.sql(happens, [entry.suspectId]);

    await tracker.sql('SELECT app.detach_subjects_from_case($1, now())', [entry.complaintId]);

    expect(await index.current(entry)).toMatchObject({ state: 'purged', familyName: null, criminalActivity: null });
  });

  it('omits juvenile names from lists, before and after approval', async () => {
    const home = await index.desk();
    const [first, second] = [await index.approved(home), await index.submitted(home)];
    for (const { suspectId } of [first, second]) {
      await tracker.sql('UPDATE app.suspects SET juvenile = true WHERE id = $1', [suspectId]);
    }

    const { body } = await tracker.as(home.supervisor).get<IndexEntryPage>(entries);

    expect(body.items).toMatchObject([
      { reviewCalledFor: 'subject_juvenile', givenName: null, familyName: null },
      { reviewCalledFor: 'subject_juvenile', givenName: null, familyName: null },
    ]);
    expect((await index.current(first)).familyName).toBe(first.familyName);
  });

  it('waits for a concurrent change of the suspect, and then rejects the approval', async () => {
    const home = await index.desk();
    const entry = await index.submitted(home);

    const approving = await asHolder(tracker, async (holder) => {
      await holder.query('SELECT FROM app.suspects WHERE id = $1 FOR UPDATE', [entry.suspectId]);
      await holder.query(`SELECT set_config('app.action', 'test.arranged', true)`);
      const waiting = index.act(entry, 'approval', { reason, checks: soundChecks }, home.supervisor);
      await Promise.race([waiting, untilSessionWaits(tracker)]);
      await holder.query('UPDATE app.suspects SET juvenile = true WHERE id = $1', [entry.suspectId]);
      await holder.query('COMMIT');
      return { answer: waiting };
    });

    expect((await approving.answer).status).toBe(412);
    expect((await index.current(entry)).state).toBe('submitted');
  });
});

describe('concurrent use of the subject index', () => {
  it('accepts one correction and rejects the others with 412', async () => {
    const home = await index.desk();
    const entry = await index.approved(home);

    const answers = await atOnce(4, () => index.act(entry, 'correction', correctionOf(entry)));

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412]);
    expect(await index.current(entry)).toMatchObject({ version: 3 });
  });

  it('lists the entries of the seat, in pages', async () => {
    const home = await index.desk();
    const neighbour = await index.desk({ taskForceId: home.agency.taskForceId });
    const [first, second] = [await index.approved(home), await index.submitted(home)];
    const other = await index.approved(neighbour);
    const head = await given.account({ taskForceId: home.agency.taskForceId, role: 'supervisor' });
    const ids = async (by: GivenAccount, query = '') => {
      const { body } = await tracker.as(by).get<IndexEntryPage>(`${entries}?${query}`);
      return body.items.map(({ id }) => id);
    };

    expect(await ids(home.investigator)).toEqual([second.id, first.id]);
    expect(await ids(home.investigator, 'state=submitted')).toEqual([second.id]);
    expect(await ids(home.investigator, `complaintId=${first.complaintId ?? ''}`)).toEqual([first.id]);
    expect(await ids(neighbour.supervisor)).toEqual([other.id]);
    expect(await ids(head)).toEqual([other.id, second.id, first.id]);
    const page = await tracker.as(head).get<IndexEntryPage>(`${entries}?limit=2`);
    expect(await ids(head, `limit=2&cursor=${page.body.nextCursor ?? ''}`)).toEqual([first.id]);
  });
});
