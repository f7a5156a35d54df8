import { createHash, randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { AskOtherTaskForces } from '../../src/intelligence/deconfliction/check.request.js';
import type { CheckView } from '../../src/intelligence/deconfliction/check.view.js';
import type { HitPage, HitView } from '../../src/intelligence/deconfliction/hit.view.js';
import { PendingNotices } from '../../src/intelligence/deconfliction/pending-notices.js';
import type { VictimInquiryPage, VictimInquiryView } from '../../src/intelligence/deconfliction/victim-inquiry.view.js';
import type { OutsideCheckView } from '../../src/intelligence/deconfliction/outside-check.view.js';
import type { TimelinePage } from '../../src/casework/timeline/timeline.view.js';
import type { IdentifierView } from '../../src/casework/identifiers/identifier.view.js';
import { Secret } from '../../src/platform/secrets/secret.js';
import { Clock } from '../../src/platform/time/clock.js';
import type { IndexEntryView } from '../../src/intelligence/subject-index/index-entry.view.js';
import type { Answer } from '../support/client.js';
import { figure } from '../support/figures.js';
import { aTip, Given, type GivenAccount, type GivenComplaint, type Made } from '../support/given.js';
import { nextNumber } from '../support/people.js';
import { countRows } from '../support/refusals.js';
import { aSubject, soundChecks } from './subject-index-fixtures.js';
import { entries, reason, SubjectIndex, type Desk } from './subject-index.js';
import { secrets, sharedTracker, type Tracker } from '../support/tracker.js';
import { untilSessionWaits, whileCommitsWait } from '../support/transactions.js';
import { times } from '../support/times.js';

const seats = times('DECONFLICTION_SEATS', { api: 6, long: 61 });

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

const checks = '/deconfliction/checks';
const hits = '/deconfliction/hits';
const right = {
  purpose: 'Find out whether another unit is about to knock on the same door.',
  needToKnow: 'A search warrant is applied for.',
  rightToKnow: 'Investigates offenses against children under State law.',
};
/** The only fields of a hit. */
const keysOfAHit = [
  'agency',
  'agencyId',
  'answer',
  'answeredAt',
  'answeredBy',
  'answeredByPerson',
  'complaint',
  'complaintId',
  'foundAt',
  'id',
  'kinds',
  'may',
  'strength',
  'taskForce',
  'taskForceId',
  'theirAgency',
  'theirAnswer',
  'theirEmail',
  'theirPhone',
  'theirReference',
  'theirTaskForce',
  'version',
];

interface Shared {
  readonly desk: Desk;
  readonly complaint: GivenComplaint;
  readonly identifiers: readonly IdentifierView[];
  readonly entry: Made<IndexEntryView>;
}

const handle = (): string => `night_owl_${nextNumber()}`;
const typed = (raw: string) => ({ kind: 'handle', platform: 'Example Chat', raw }) as const;

/** Submits an unnamed suspect with these handles to the index, as the agency's investigator. */
async function submitted(desk: Desk, raws: readonly string[]): Promise<Shared> {
  const complaint = await given.complaint({ by: desk.investigator, narrative: `The wren sang ${nextNumber()} times.` });
  const suspect = await given.suspect({ complaint });
  const identifiers: IdentifierView[] = [];
  for (const raw of raws) {
    identifiers.push(
      await given.made<IdentifierView>(desk.investigator, '/identifiers', {
        complaintId: complaint.id,
        suspectId: suspect.id,
        role: 'suspect',
        ...typed(raw),
      }),
    );
  }
  const { criminalActivity, suspicionBasis, obtainedHow, sensitivity } = aSubject;
  const entry = await given.made<IndexEntryView>(desk.investigator, entries, {
    criminalActivity,
    suspicionBasis,
    obtainedHow,
    sensitivity,
    suspectId: suspect.id,
    identifierIds: identifiers.map(({ id }) => id),
    wasLawfullyObtained: true,
  });
  return { desk, complaint, identifiers, entry };
}

async function shared(desk: Desk, raws: readonly string[], until: object = {}): Promise<Shared> {
  const sharing = await submitted(desk, raws);
  return { ...sharing, entry: await approved(sharing, until) };
}

function approved({ desk, entry }: Shared, until: object = {}): Promise<Made<IndexEntryView>> {
  const approval = { reason, checks: soundChecks, ...until };
  return given.changed({ ...entry, by: desk.supervisor }, `${entries}/${entry.id}/approval`, approval);
}

function ask(by: GivenAccount, question: Partial<AskOtherTaskForces>): Promise<Answer<CheckView>> {
  return tracker.as(by).post<CheckView>(checks, { ...right, ...question });
}

/** Runs a check for a handle on a new complaint of the agency. */
async function asked({ investigator: by }: Desk, raw: string): Promise<CheckView> {
  const complaint = await given.complaint({ by });
  const { status, body } = await ask(by, { complaintId: complaint.id, identifiers: [typed(raw)] });
  expect(status).toBe(201);
  return body;
}

async function hitsOf(by: GivenAccount, complaintId: string): Promise<HitView[]> {
  return (await tracker.as(by).get<HitPage>(`${hits}?complaintId=${complaintId}`)).body.items;
}

function answer(by: GivenAccount, { id, version }: HitView, said: string): Promise<Answer<HitView>> {
  return tracker.as(by).put<HitView>(`${hits}/${id}/answer`, { answer: said }, { 'if-match': `"v${version}"` });
}

/** Content of a record that the other task force must not learn before both agree. */
function contentOf({ complaint, identifiers, entry }: Shared): string[] {
  return [
    complaint.id,
    complaint.reference,
    complaint.narrative,
    entry.id,
    entry.suspectId ?? '',
    ...identifiers.flatMap(({ id, raw, normalised }) => [id, raw, normalised]),
  ];
}

describe('a deconfliction hit of two task forces', () => {
  it('shows each side the agency to call, and nothing else', async () => {
    const raw = handle();
    const one = await shared(await index.desk(), [raw]);
    const other = await shared(await index.desk(), [`@${raw.toUpperCase()}`]);

    const [mine] = await hitsOf(one.desk.investigator, one.complaint.id);
    const [theirs] = await hitsOf(other.desk.investigator, other.complaint.id);

    for (const [hit, from, to] of [
      [mine, other, one],
      [theirs, one, other],
    ] as const) {
      expect(Object.keys(hit ?? {}).sort()).toEqual(keysOfAHit);
      expect(hit).toMatchObject({
        complaintId: to.complaint.id,
        kinds: ['handle'],
        strength: 'strong',
        theirAgency: from.desk.agency.name,
        answer: null,
        theirAnswer: null,
        theirReference: null,
        may: { answer: true },
      });
      const told = JSON.stringify(hit);
      for (const secret of contentOf(from)) expect(told).not.toContain(secret);
    }
    const log = await tracker.sql(
      'SELECT count(*)::int AS n FROM app.subject_index_disseminations WHERE entry_id = ANY ($1) AND pair_id IS NOT NULL',
      [[one.entry.id, other.entry.id]],
    );
    expect(log).toEqual([{ n: 2 }]);
  });

  it('appears in both timelines without further content of the other side', async () => {
    const raw = handle();
    const one = await shared(await index.desk(), [raw]);
    const other = await shared(await index.desk(), [raw]);
    const { investigator: by } = one.desk;
    const [mine] = await hitsOf(by, one.complaint.id);
    if (mine) await answer(by, mine, 'coordinate');
    await ask(by, { complaintId: one.complaint.id, identifiers: [typed(raw)] });

    const { body } = await tracker.as(by).get<TimelinePage>(`/complaints/${one.complaint.id}/timeline`);

    const theirs = other.desk.agency.name;
    expect(body.items.map(({ sentence: what }) => what)).toEqual(
      expect.arrayContaining([
        `${theirs} has the same handle (strong match).`,
        `${theirs} was answered that the two agencies will coordinate, by ${by.name}.`,
        `Submitted for deconfliction (handle), with 1 hit, by ${by.name}.`,
      ]),
    );
    for (const secret of [...contentOf(other), other.desk.investigator.accountId, other.desk.supervisor.accountId]) {
      expect(JSON.stringify(body)).not.toContain(secret);
    }
  });

  it('is reported to both sides when their entries are approved concurrently', async () => {
    const raw = handle();
    const [one, other] = [await submitted(await index.desk(), [raw]), await submitted(await index.desk(), [raw])];

    // Both approvals wait at their commit until each has read the index.
    const begun: Promise<unknown>[] = [];
    await whileCommitsWait(tracker, 'app.subject_index_entries', async () => {
      begun.push(approved(one), approved(other));
      await untilSessionWaits(tracker, begun.length);
    });
    await Promise.all(begun);

    expect(await hitsOf(one.desk.investigator, one.complaint.id)).toHaveLength(1);
    expect(await hitsOf(other.desk.investigator, other.complaint.id)).toHaveLength(1);
  });

  it('reveals both references after both sides answered and neither answered no conflict', async () => {
    const raw = handle();
    const [one, other] = [await shared(await index.desk(), [raw]), await shared(await index.desk(), [raw])];
    const [mine] = await hitsOf(one.desk.investigator, one.complaint.id);
    const [theirs] = await hitsOf(other.desk.investigator, other.complaint.id);
    if (!mine || !theirs) throw new Error('There is a hit on either side');

    const first = await answer(one.desk.investigator, mine, 'coordinate');
    const again = await answer(one.desk.investigator, { ...mine, version: 2 }, 'merge');
    const second = await answer(other.desk.investigator, theirs, 'merge');
    const [after] = await hitsOf(one.desk.investigator, one.complaint.id);

    expect(first).toMatchObject({
      status: 200,
      body: { answer: 'coordinate', theirAnswer: null, theirReference: null },
    });
    expect(again).toMatchObject({ status: 409, body: { type: expect.stringContaining('hit-already-answered') } });
    expect(second.body).toMatchObject({ theirAnswer: 'coordinate', theirReference: one.complaint.reference });
    expect(after).toMatchObject({ theirAnswer: 'merge', theirReference: other.complaint.reference });
  });

  it('withholds both references when one side answered no conflict or its case was sealed meanwhile', async () => {
    for (const said of ['no_conflict', 'merge']) {
      const raw = handle();
      const [one, other] = [await shared(await index.desk(), [raw]), await shared(await index.desk(), [raw])];
      const [mine] = await hitsOf(one.desk.investigator, one.complaint.id);
      const [theirs] = await hitsOf(other.desk.investigator, other.complaint.id);
      if (!mine || !theirs) throw new Error('There is a hit on either side');
      await answer(one.desk.investigator, mine, said);
      if (said === 'merge')
        await tracker.sql('UPDATE app.complaints SET is_sealed = true WHERE id = $1', [one.complaint.id]);

      const { body } = await answer(other.desk.investigator, theirs, 'coordinate');

      expect(body).toMatchObject({ theirAnswer: said, theirReference: null });
    }
  });

  it('accepts concurrent answers and reveals both references', async () => {
    const raw = handle();
    const [one, other] = [await shared(await index.desk(), [raw]), await shared(await index.desk(), [raw])];
    const [mine] = await hitsOf(one.desk.investigator, one.complaint.id);
    const [theirs] = await hitsOf(other.desk.investigator, other.complaint.id);
    if (!mine || !theirs) throw new Error('There is a hit on either side');

    const answers = await Promise.all([
      answer(one.desk.investigator, mine, 'coordinate'),
      answer(other.desk.investigator, theirs, 'coordinate'),
    ]);

    // The slower answer may be refused; that side then answers again.
    expect(answers.map(({ status }) => status)).toEqual(expect.arrayContaining([200]));
    for (const { desk, complaint } of [one, other]) {
      const [hit] = await hitsOf(desk.investigator, complaint.id);
      if (hit?.answer === null) await answer(desk.investigator, hit, 'coordinate');
    }
    const ends = await Promise.all([one, other].map(({ desk, complaint }) => hitsOf(desk.investigator, complaint.id)));
    expect(ends.flat().map(({ theirReference }) => theirReference)).toEqual([
      other.complaint.reference,
      one.complaint.reference,
    ]);
  });

  it('blocks closure of the complaint until it is answered', async () => {
    const raw = handle();
    const one = await shared(await index.desk(), [raw]);
    await shared(await index.desk(), [raw]);
    const [hit] = await hitsOf(one.desk.investigator, one.complaint.id);
    if (!hit) throw new Error('There is a hit');
    const close = async (): Promise<Answer<object>> => {
      const { etag } = await tracker.as(one.desk.supervisor).get(`/complaints/${one.complaint.id}`);
      const body = { code: 'insufficient_information', narrative: 'No lead is left.' };
      return tracker.as(one.desk.supervisor).put(`/complaints/${one.complaint.id}/disposition`, body, {
        'if-match': etag,
      });
    };

    const { etag } = await tracker.as(one.desk.supervisor).get(`/complaints/${one.complaint.id}`);
    const triage = { type: 'enticement', mode: 'reactive', priority: 3, rationale: 'A meeting was proposed.' };
    await tracker.as(one.desk.supervisor).put(`/complaints/${one.complaint.id}/triage`, triage, { 'if-match': etag });
    const before = await close();
    await answer(one.desk.supervisor, hit, 'no_conflict');
    const after = await close();

    expect(before).toMatchObject({ status: 409, body: { open: [{ kind: 'deconfliction', count: 1 }] } });
    expect(after.status).toBe(200);
  });
});

describe('a deconfliction check', () => {
  it('returns hits, notifies the other side and is logged on both sides', async () => {
    const raw = handle();
    const theirs = await shared(await index.desk(), [raw, handle()]);
    const desk = await index.desk();

    const check = await asked(desk, raw);

    const [pointer] = check.pointers;
    expect(check.pointers).toHaveLength(1);
    expect(Object.keys(pointer ?? {}).sort()).toEqual(keysOfAHit);
    expect(pointer).toMatchObject({ theirAgency: theirs.desk.agency.name, kinds: ['handle'], strength: 'strong' });
    const told = JSON.stringify(check);
    for (const secret of contentOf(theirs)) expect(told).not.toContain(secret);
    expect(await hitsOf(theirs.desk.investigator, theirs.complaint.id)).toMatchObject([
      { theirAgency: desk.agency.name, kinds: ['handle'], answer: null },
    ]);
    const trail = await tracker.sql<{ task_force_id: string }>(
      `SELECT DISTINCT task_force_id FROM audit.entries WHERE action = 'deconfliction.checked' AND account_id = $1`,
      [desk.investigator.accountId],
    );
    expect(trail.map(({ task_force_id: id }) => id).sort()).toEqual(
      [desk.agency.taskForceId, theirs.desk.agency.taskForceId].sort(),
    );
    const log = await tracker.as(theirs.desk.supervisor).get<{ items: object[] }>('/subject-index/disseminations');
    expect(log.body.items).toMatchObject([
      {
        entryId: theirs.entry.id,
        toAgencyName: desk.agency.name,
        recipient: desk.investigator.name,
        needToKnow: right.needToKnow,
      },
    ]);
    const read = await tracker.as(desk.investigator).get<CheckView>(`${checks}/${check.id}`);
    expect(read.body).toEqual(check);
  });

  it('notifies the other side once when repeated, and logs each check', async () => {
    const raw = handle();
    const theirs = await shared(await index.desk(), [raw]);
    const desk = await index.desk();
    const { id: complaintId } = await given.complaint({ by: desk.investigator });
    const question = { complaintId, identifiers: [typed(raw)] };

    const first = await ask(desk.investigator, question);
    const second = await ask(desk.investigator, question);

    expect(second.body.pointers).toEqual(first.body.pointers);
    expect(await hitsOf(theirs.desk.investigator, theirs.complaint.id)).toHaveLength(1);
    const log = await tracker.as(theirs.desk.supervisor).get<{ items: object[] }>('/subject-index/disseminations');
    expect(log.body.items).toHaveLength(2);
  });

  it("uses every identifier of the complaint's suspects when none is named", async () => {
    const raw = handle();
    await shared(await index.desk(), [raw]);
    const desk = await index.desk();
    const { id: complaintId } = await given.complaint({ by: desk.investigator });
    const nobody = await ask(desk.investigator, { complaintId });
    const known = { complaintId, role: 'suspect', ...typed(raw) };
    const { id } = await given.made<IdentifierView>(desk.investigator, '/identifiers', known);

    const all = await ask(desk.investigator, { complaintId });
    const named = await ask(desk.investigator, { complaintId, identifierIds: [id] });

    expect(nobody.status).toBe(422);
    expect(all.body.pointers).toHaveLength(1);
    expect(named.body.pointers).toEqual(all.body.pointers);
  });

  it('omits entries that are not approved, past review, in review, purged or of a sealed case', async () => {
    const raws = Array.from({ length: 6 }, handle);
    const [waiting = '', due = '', called = '', purged = '', sealed = '', voided = ''] = raws;
    await submitted(await index.desk(), [waiting]);
    await shared(await index.desk(), [due], { reviewDueOn: '2026-03-10' });
    const under = await shared(await index.desk(), [called]);
    await tracker.sql(`UPDATE app.suspects SET family_name = 'Other' WHERE complaint_id = $1`, [under.complaint.id]);
    const gone = await shared(await index.desk(), [purged]);
    await index.act(gone.entry, 'purge', { reason }, gone.desk.supervisor);
    const hidden = await shared(await index.desk(), [sealed]);
    await tracker.sql('UPDATE app.complaints SET is_sealed = true WHERE id = $1', [hidden.complaint.id]);
    const wrong = await shared(await index.desk(), [voided]);
    const [identifier] = wrong.identifiers;
    await tracker
      .as(wrong.desk.investigator)
      .post(`/identifiers/${identifier?.id ?? ''}/void`, { reason: 'Mistyped.' }, { 'if-match': '"v1"' });
    const desk = await index.desk();
    const before = await asked(desk, due);
    jest.spyOn(tracker.app.get(Clock), 'now').mockImplementation(() => new Date('2026-03-12T12:00:00Z'));

    const found = await Promise.all(raws.map(async (raw) => (await asked(desk, raw)).pointers.length));

    expect(before.pointers).toHaveLength(1);
    expect(found).toEqual([0, 0, 0, 0, 0, 0]);
    const left = await tracker.sql(
      'SELECT hash, ended_at IS NOT NULL AS ended FROM app.subject_index_identifiers WHERE entry_id = ANY ($1)',
      [[gone.entry.id, wrong.entry.id]],
    );
    expect(left).toEqual([
      { hash: null, ended: true },
      { hash: null, ended: true },
    ]);
  });

  it('omits entries of its own task force', async () => {
    const raw = handle();
    const { desk } = await shared(await index.desk(), [raw]);
    const neighbour = await index.desk({ taskForceId: desk.agency.taskForceId });

    expect((await asked(neighbour, raw)).pointers).toEqual([]);
  });

  it('returns fewer details the more task forces hold the value', async () => {
    const raw = handle();
    for (let n = 0; n < 5; n += 1) await shared(await index.desk(), [raw]);

    const { pointers } = await asked(await index.desk(), raw);

    expect(pointers.map(({ strength }) => strength)).toEqual(['weak', 'weak', 'weak', 'weak', 'weak']);
  });

  it('rejects a check without agreement or danger, for a sealed or foreign case, and from the national seat', async () => {
    const raw = handle();
    await shared(await index.desk(), [raw]);
    const outsider = await index.desk({ signedOn: null });
    const { id: complaintId } = await given.complaint({ by: outsider.investigator });
    const question = { complaintId, identifiers: [typed(raw)] };
    const national = await given.account({ seat: 'national', role: 'supervisor' });
    const desk = await index.desk();
    const hidden = await given.complaint({ by: desk.investigator });
    await tracker.sql('UPDATE app.complaints SET is_sealed = true WHERE id = $1', [hidden.id]);
    const head = await given.account({ taskForceId: desk.agency.taskForceId, role: 'supervisor' });

    const unsigned = await ask(outsider.investigator, question);
    const danger = await ask(outsider.investigator, {
      ...question,
      imminentDanger: 'A meeting is arranged for tonight.',
    });
    const foreign = await ask(desk.investigator, question);
    const above = await ask(national, question);
    const sealed = await ask(head, { ...question, complaintId: hidden.id });
    const nationalHits = await tracker.as(national).get<HitPage>(hits);

    expect(unsigned).toMatchObject({ status: 403, body: { type: expect.stringContaining('agreement-required') } });
    expect(danger.body.pointers).toHaveLength(1);
    expect([foreign.status, above.status]).toEqual([422, 422]);
    expect(sealed).toMatchObject({ status: 409, body: { reason: 'sealed' } });
    expect(nationalHits.body.items).toEqual([]);
  });

  it('limits the number of identifiers in a check', async () => {
    const { investigator: by } = await index.desk();
    const { id: complaintId } = await given.complaint({ by });

    const { status } = await ask(by, { complaintId, identifiers: Array.from({ length: 21 }, () => typed(handle())) });
    const identifier = { complaintId, role: 'suspect', ...typed(handle()) };
    const { id } = await given.made<IdentifierView>(by, '/identifiers', identifier);
    const identifiers = Array.from({ length: 20 }, () => typed(handle()));
    const together = await ask(by, { complaintId, identifierIds: [id], identifiers });
    const fewer = await ask(by, { complaintId, identifierIds: [id], identifiers: identifiers.slice(1) });

    expect(status).toBe(422);
    expect(together).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/identifiers' }] } });
    expect(fewer.status).toBe(201);
  });
});

/** Records an identifier of a victim on a new complaint, as this account. */
async function claimed(by: GivenAccount, raw: string): Promise<Made<IdentifierView>> {
  const { id: complaintId } = await given.complaint({ by });
  return given.made<IdentifierView>(by, '/identifiers', { complaintId, role: 'victim', ...typed(raw) });
}

function voidedBy(identifier: Made<IdentifierView>): Promise<Made<IdentifierView>> {
  return given.changed(identifier, `/identifiers/${identifier.id}/void`, { reason: 'It is nobody’s of this case.' });
}

const sendNotices = (): Promise<number> => tracker.app.get(PendingNotices).send();

/** Replaces ids, instants and values, so that answers of the same shape are equal. */
function shapeOf({ status, body }: Answer<object>): unknown {
  return JSON.parse(
    JSON.stringify({ status, body })
      .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id')
      .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'instant')
      .replaceAll(/night_owl_\d+/g, 'handle')
      .replaceAll(/("reference":"[A-Z-]+)-\d{6}"/g, '$1-number"'),
  ) as unknown;
}

describe('a deconfliction check that includes a victim’s identifier', () => {
  it('is answered, stored and logged like any other, wherever the identifier is held', async () => {
    const holder = await index.desk();
    const asker = await index.desk({ taskForceId: holder.agency.taskForceId });
    const [raw, ofSealed] = [handle(), handle()];
    await claimed(holder.investigator, raw);
    const { complaintId: hidden } = await claimed(holder.investigator, ofSealed);
    await tracker.sql('UPDATE app.complaints SET is_sealed = true WHERE id = $1', [hidden]);
    // Another task force shares the value, so a check that included it would return a hit.
    await shared(await index.desk(), [raw, ofSealed]);
    const { investigator: by } = asker;
    const shapes: unknown[] = [];
    const asked: string[] = [];

    for (const value of [handle(), raw, ofSealed]) {
      const { id: complaintId } = await given.complaint({ by });
      const before = await countRows(tracker);
      const values = [value, ...Array.from({ length: 19 }, handle)];
      const answered = await ask(by, { complaintId, identifiers: values.map(typed) });
      const written = await countRows(tracker);
      asked.push(answered.body.id);
      await sendNotices();
      const trail = await tracker
        .as(by)
        .get<{ items: { action: string; source: string; fields: string[] }[] }>(`/trail?record=${answered.body.id}`);
      const own = await tracker.as(by).get<{ items: object[] }>(`/trail?account=${by.accountId}&limit=20`);
      const feed = await tracker.as(by).get<{ items: object[] }>('/events?limit=100');
      const timeline = await tracker.as(by).get<TimelinePage>(`/complaints/${complaintId}/timeline`);
      shapes.push({
        answered: shapeOf(answered),
        read: shapeOf(await tracker.as(by).get<CheckView>(`${checks}/${answered.body.id}`)),
        rows: Object.entries(written).flatMap(([name, n]) =>
          n === before[name] ? [] : [[name, n - (before[name] ?? 0)]],
        ),
        trail: trail.body.items.map(({ action, source, fields }) => ({ action, source, fields })),
        notices: JSON.stringify(own.body).includes('victim') || JSON.stringify(feed.body).includes('victim'),
        timeline: timeline.body.items.map(({ sentence: what }) => what.replace(/-\d+(?=[ ,])/, '')),
      });
    }

    expect(shapes[0]).toMatchObject({ answered: { status: 201, body: { pointers: [] } }, notices: false });
    expect(shapes).toEqual([shapes[0], shapes[0], shapes[0]]);
    const hashed = await tracker.sql(
      `SELECT cardinality(q.hashes) AS n FROM app.deconfliction_checks q
        WHERE q.id = ANY ($1) ORDER BY array_position($1, q.id)`,
      [asked],
    );
    expect(hashed).toEqual([{ n: 20 }, { n: 19 }, { n: 19 }]);
  });

  it('notifies the supervisors of the holding side, and nobody else', async () => {
    const holder = await index.desk();
    const { taskForceId } = holder.agency;
    const asker = await index.desk({ taskForceId });
    const raw = handle();
    const { id: identifierId, complaintId } = await claimed(holder.investigator, raw);
    const { id: checked } = await given.complaint({ by: asker.investigator });
    await ask(asker.investigator, { complaintId: checked, identifiers: [typed(raw), typed(handle())] });
    await sendNotices();
    const inquiriesOf = async (by: GivenAccount): Promise<{ status: number; items: VictimInquiryView[] }> => {
      const { status, body } = await tracker.as(by).get<VictimInquiryPage>('/deconfliction/victim-inquiries');
      return { status, items: status === 200 ? body.items : [] };
    };

    const told = await inquiriesOf(holder.supervisor);
    const head = await inquiriesOf(await given.account({ taskForceId, role: 'supervisor' }));
    const ofAsker = await inquiriesOf(asker.supervisor);
    const elsewhere = await inquiriesOf((await index.desk()).supervisor);

    const inquiry = {
      complaintId,
      identifierId,
      source: 'check',
      askingAgencyId: asker.agency.id,
      askedBy: asker.investigator.accountId,
    };
    expect(told.items).toMatchObject([inquiry]);
    expect(head.items).toMatchObject([inquiry]);
    expect([ofAsker.items, elsewhere.items]).toEqual([[], []]);
    expect((await inquiriesOf(holder.investigator)).status).toBe(403);
    const entriesOfIt = await tracker.sql(
      `SELECT account_id, actor_agency, task_force_id, complaint_id FROM audit.entries
        WHERE action = 'victim-identifier.searched' AND complaint_id = $1`,
      [complaintId],
    );
    expect(entriesOfIt).toEqual([
      { account_id: null, actor_agency: null, task_force_id: taskForceId, complaint_id: complaintId },
    ]);
  });

  it('returns the same answer for each half of a group test of 20 values', async () => {
    const holder = await index.desk();
    const { investigator: by } = await index.desk({ taskForceId: holder.agency.taskForceId });
    const values = Array.from({ length: 20 }, handle);
    await claimed(holder.investigator, values[13] ?? '');
    const { id: complaintId } = await given.complaint({ by });
    const answers: unknown[] = [];

    for (let block = values; block.length > 1; block = block.slice(0, Math.ceil(block.length / 2))) {
      for (const part of [block.slice(0, block.length / 2), block.slice(block.length / 2)]) {
        const { status, body } = await ask(by, { complaintId, identifiers: part.map(typed) });
        answers.push({ status, pointers: body.pointers, kinds: body.kinds });
      }
    }

    expect(new Set(answers.map((told) => JSON.stringify(told))).size).toBe(1);
    expect(answers[0]).toEqual({ status: 201, pointers: [], kinds: ['handle'] });
  });
});

describe('an entry of the shared index', () => {
  it('is created alike but never found when its identifier belongs to a victim elsewhere', async () => {
    const holder = await index.desk();
    const desk = await index.desk({ taskForceId: holder.agency.taskForceId });
    const [raw, other] = [handle(), handle()];
    const { complaintId } = await claimed(holder.investigator, raw);

    const sharing = await shared(desk, [raw]);
    const plain = await shared(desk, [other]);
    await sendNotices();

    const read = async ({ entry }: Shared): Promise<unknown> =>
      shapeOf(await tracker.as(desk.supervisor).get<IndexEntryView>(`${entries}/${entry.id}`));
    expect(await read(sharing)).toEqual(await read(plain));
    const abroad = await index.desk();
    expect((await asked(abroad, raw)).pointers).toEqual([]);
    expect((await asked(abroad, other)).pointers).toHaveLength(1);
    const inquiries = await tracker
      .as(holder.supervisor)
      .get<VictimInquiryPage>(`/deconfliction/victim-inquiries?complaintId=${complaintId}`);
    expect(inquiries.body.items).toMatchObject([{ source: 'index', askedBy: desk.investigator.accountId }]);
  });

  it('is suspended by another agency’s victim claim on its identifier, and restored when the claim is voided', async () => {
    const raw = handle();
    const sharing = await shared(await index.desk(), [raw]);
    const abroad = await index.desk();
    const { investigator: rival } = await index.desk({ taskForceId: sharing.desk.agency.taskForceId });

    const claim = await claimed(rival, raw);
    const atOnce = (await asked(abroad, raw)).pointers;
    await sendNotices();
    const called = await index.current(sharing.entry);
    const due = await tracker.as(sharing.desk.supervisor).get<{ items: object[] }>('/subject-index/reviews?within=0');
    await voidedBy(claim);
    await sendNotices();
    const lifted = await index.current(sharing.entry);

    expect(atOnce).toEqual([]);
    expect(called).toMatchObject({ reviewCalledFor: 'victim_identifier', identifiers: [{ kind: 'handle' }] });
    expect(due.body.items).toMatchObject([{ id: sharing.entry.id, reviewCalledFor: 'victim_identifier' }]);
    expect(lifted).toMatchObject({ reviewCalledFor: null, identifiers: [{ kind: 'handle' }] });
    expect((await asked(abroad, raw)).pointers).toHaveLength(1);
    const own = await tracker.as(rival).get<{ items: object[] }>(`/trail?account=${rival.accountId}`);
    expect(JSON.stringify(own.body)).not.toMatch(/index/);
  });

  it('is found again after its own side rejected the claim, until there is another claim', async () => {
    const raw = handle();
    const sharing = await shared(await index.desk(), [raw]);
    const abroad = await index.desk();
    const { investigator: rival } = await index.desk({ taskForceId: sharing.desk.agency.taskForceId });
    await claimed(rival, raw);
    await sendNotices();
    const { suspicionBasis } = aSubject;
    const review = { reason, suspicionBasis, checks: soundChecks };

    const { status } = await index.act(
      await index.current(sharing.entry),
      'revalidation',
      review,
      sharing.desk.supervisor,
    );
    const decided = (await asked(abroad, raw)).pointers;
    await claimed(rival, raw);
    const anew = (await asked(abroad, raw)).pointers;

    expect(status).toBe(200);
    expect(decided).toHaveLength(1);
    expect(anew).toEqual([]);
  });

  it('is not suspended by a machine key or an unread tip, and is suspended once a person confirms it', async () => {
    const raw = handle();
    const sharing = await shared(await index.desk(), [raw]);
    const { taskForceId } = sharing.desk.agency;
    const abroad = await index.desk();
    const rival = await index.desk({ taskForceId });
    const key = await given.machineKey({ by: rival.investigator, scopes: ['complaints:receive'] });
    const received = await tracker.as(key).post<{ id: string }>('/complaints', {
      ...aTip,
      agencyId: rival.agency.id,
      identifiers: [{ role: 'victim', ...typed(raw) }],
    });
    await sendNotices();
    const unread = await index.current(sharing.entry);
    const stillFound = (await asked(abroad, raw)).pointers;

    const { etag } = await tracker.as(rival.supervisor).get(`/complaints/${received.body.id}`);
    const triage = { type: 'enticement', mode: 'reactive', priority: 3, rationale: 'A meeting was proposed.' };
    const path = `/complaints/${received.body.id}/triage`;
    const triaged = await tracker.as(rival.supervisor).put(path, triage, { 'if-match': etag });
    await sendNotices();

    expect(received.status).toBe(201);
    expect(unread).toMatchObject({ reviewCalledFor: null });
    expect(stillFound).toHaveLength(1);
    expect(triaged.status).toBe(200);
    expect(await index.current(sharing.entry)).toMatchObject({ reviewCalledFor: 'victim_identifier' });
    expect((await asked(abroad, raw)).pointers).toEqual([]);
  });

  it('accepts suspects only, enforced by the database', async () => {
    const desk = await index.desk();
    const raw = handle();
    const victims = await claimed(desk.investigator, raw);
    const standing = await shared(desk, [handle()]);

    const inserting = tracker.sql(
      `INSERT INTO app.subject_index_identifiers (id, task_force_id, entry_id, identifier_id, role, kind, hash, key_id, shared_by,
                                                  shared_at, version)
       SELECT gen_random_uuid(), e.task_force_id, e.id, $2, 'suspect', 'handle', sha256('x'), 'x', e.submitted_by, now(), 1
         FROM app.subject_index_entries e WHERE e.id = $1`,
      [standing.entry.id, victims.id],
    );
    await expect(inserting).rejects.toThrow(/not an identifier of this suspect/);
    const role = tracker.sql(`UPDATE app.subject_index_identifiers SET role = 'victim' WHERE entry_id = $1`, [
      standing.entry.id,
    ]);
    await expect(role).rejects.toThrow(/check constraint/);
  });

  it('loses an identifier that its own case voids', async () => {
    const raw = handle();
    const sharing = await shared(await index.desk(), [raw]);
    const [identifier] = sharing.identifiers;
    const path = `/identifiers/${identifier?.id ?? ''}`;
    const { body, etag } = await tracker.as(sharing.desk.investigator).get<IdentifierView>(path);

    await voidedBy({ ...body, etag, by: sharing.desk.investigator });

    expect(await index.current(sharing.entry)).toMatchObject({ identifiers: [], reviewCalledFor: 'subject_changed' });
  });
});

describe('the shared index', () => {
  it('holds no value and no unkeyed hash', async () => {
    const raw = handle();
    const { entry, identifiers } = await shared(await index.desk(), [raw]);
    const normalised = identifiers[0]?.normalised ?? '';

    const rows = await tracker.sql<{ hash: Buffer }>(
      'SELECT * FROM app.subject_index_identifiers WHERE entry_id = $1',
      [entry.id],
    );

    expect(JSON.stringify(rows)).not.toContain(raw);
    expect(rows).toHaveLength(1);
    for (const text of [raw, normalised, JSON.stringify(['handle', normalised]), `handle${normalised}`]) {
      expect(rows[0]?.hash.equals(createHash('sha256').update(text).digest())).toBe(false);
    }
    const trail = await tracker.sql<{ text: string }>(
      `SELECT row_to_json(e)::text AS text FROM audit.entries e WHERE action IN ('index-entry.submitted', 'index-entry.approved')`,
    );
    expect(trail.some(({ text }) => text.includes(raw) || text.includes(rows[0]?.hash.toString('hex') ?? ''))).toBe(
      false,
    );
  });

  it('keeps the hashes of an entry, detached, when its case is purged, and deletes them with the entry', async () => {
    const { complaint, entry, desk } = await shared(await index.desk(), [handle()]);
    const state = (): Promise<object[]> =>
      tracker.sql(
        `SELECT s.identifier_id, s.hash IS NOT NULL AS stands, e.review_called_for, e.state
           FROM app.subject_index_identifiers s JOIN app.subject_index_entries e ON e.id = s.entry_id WHERE e.id = $1`,
        [entry.id],
      );

    await tracker.sql('SELECT app.detach_subjects_from_case($1, now())', [complaint.id]);
    const parted = await state();
    await index.act(await index.current(entry), 'purge', { reason }, desk.supervisor);

    expect(parted).toEqual([
      { identifier_id: null, stands: true, review_called_for: 'case_purged', state: 'approved' },
    ]);
    expect(await state()).toEqual([{ identifier_id: null, stands: false, review_called_for: null, state: 'purged' }]);
    expect((await tracker.as(desk.investigator).get(`/complaints/${complaint.id}`)).status).toBe(200);
  });

  it('finds entries under their key version until they are re-hashed with the next key', async () => {
    const { current } = secrets.deconflictionKey;
    const next = new Secret('deconfliction-key', randomBytes(32));
    const [raw, left] = [handle(), handle()];
    const gone = await shared(await index.desk(), [raw]);
    await shared(await index.desk(), [left]);
    const asker = await index.desk();
    const { suspicionBasis } = aSubject;
    const review = { reason, suspicionBasis, checks: soundChecks };

    jest.replaceProperty(secrets, 'deconflictionKey', { current: next, previous: current });
    const whileBoth = await asked(asker, raw);
    const sharedNow = await shared(await index.desk(), [raw]);
    const toldNow = await hitsOf(gone.desk.investigator, gone.complaint.id);
    const { status } = await index.act(await index.current(gone.entry), 'revalidation', review, gone.desk.supervisor);
    jest.replaceProperty(secrets, 'deconflictionKey', { current: next, previous: null });

    expect(whileBoth.pointers).toHaveLength(1);
    expect(toldNow.map(({ theirAgency }) => theirAgency)).toContain(sharedNow.desk.agency.name);
    expect(status).toBe(200);
    expect((await asked(asker, raw)).pointers).toHaveLength(2);
    expect((await asked(asker, left)).pointers).toEqual([]);
    expect(
      await tracker.sql('SELECT key_id FROM app.subject_index_identifiers WHERE entry_id = $1', [gone.entry.id]),
    ).toEqual([{ key_id: next.id }]);
  });

  it('is found by an added identifier once a second person has reviewed it', async () => {
    const [first, more] = [handle(), handle()];
    const { desk, entry } = await shared(await index.desk(), [first]);
    const added = await given.made<IdentifierView>(desk.investigator, '/identifiers', {
      complaintId: entry.complaintId,
      suspectId: entry.suspectId,
      role: 'suspect',
      ...typed(more),
    });
    const abroad = await index.desk();

    const extended = await index.act(entry, 'identifiers', { identifierIds: [added.id] }, desk.investigator);
    const meanwhile = await asked(abroad, first);
    const { suspicionBasis } = aSubject;
    const review = { reason, suspicionBasis, checks: soundChecks };
    const revalidated = await index.act(await index.current(entry), 'revalidation', review, desk.supervisor);

    expect(extended).toMatchObject({ status: 200, body: { reviewCalledFor: 'entry_corrected' } });
    expect(extended.body.identifiers).toHaveLength(2);
    expect(meanwhile.pointers).toEqual([]);
    expect(revalidated.status).toBe(200);
    expect((await asked(abroad, more)).pointers).toHaveLength(1);
  });
});

describe('a check in another system', () => {
  it('is recorded manually and voided when it was wrong', async () => {
    const complaint = await given.complaint();
    const path = '/deconfliction/outside-checks';
    const said = {
      complaintId: complaint.id,
      system: 'rissafe',
      queryId: 'RS-2026-004711',
      result: 'no_hit',
      checkedAt: '2026-03-01T12:00:00Z',
    };

    const recorded = await given.made<OutsideCheckView>(complaint.by, path, said);
    const unnamed = await tracker.as(complaint.by).post(path, { ...said, system: 'other' });
    const early = await tracker.as(complaint.by).post(path, { ...said, checkedAt: '2046-03-01T12:00:00Z' });
    const voided = await given.changed(recorded, `${path}/${recorded.id}/void`, { reason: 'It was another case.' });

    expect(recorded).toMatchObject({
      ...said,
      checkedAt: '2026-03-01T12:00:00.000Z',
      recordedBy: complaint.by.accountId,
    });
    expect([unnamed.status, early.status]).toEqual([422, 422]);
    expect(voided).toMatchObject({ voidReason: 'It was another case.' });
  });
});

describe(`deconfliction of ${seats} seats`, () => {
  it('returns hits to each seat that holds the same value, and no other content', async () => {
    const raws = [handle(), handle(), handle()];
    const units: Shared[] = [];
    for (let n = 0; n < seats; n += 1) units.push(await shared(await index.desk(), raws));
    let [answers, bytes, foreign] = [0, 0, 0];
    const started = performance.now();

    for (const unit of units) {
      const answered = await ask(unit.desk.investigator, { complaintId: unit.complaint.id });
      expect(answered.status).toBe(201);
      expect(answered.body.pointers.length).toBeGreaterThan(seats / 3);
      for (const text of [answered.text, (await tracker.as(unit.desk.investigator).get(`${hits}?limit=100`)).text]) {
        answers += 1;
        bytes += text.length;
        for (const other of units) {
          if (other === unit) continue;
          // Every seat holds the same values, and no answer contains them.
          foreign += contentOf(other).filter((secret) => secret !== '' && text.includes(secret)).length;
        }
      }
    }

    expect(foreign).toBe(0);
    figure('deconfliction by 61 seats', {
      seats,
      answers,
      bytes,
      foreign,
      ms: Math.round(performance.now() - started),
    });
  });
});
