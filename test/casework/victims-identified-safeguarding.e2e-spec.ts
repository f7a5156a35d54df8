import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../../src/platform/ids/ids.js';
import type { TotalsView } from '../../src/reporting/reports/report.view.js';
import type { VictimIdentifiedView } from '../../src/casework/victims-identified/victim-identified.view.js';
import { atOnce, type Answer } from '../support/client.js';
import { Given, type Made } from '../support/given.js';
import type { GivenAccount } from '../support/people.js';
import { stoppedAt, sharedTracker, type Tracker } from '../support/tracker.js';

type Victim = Made<VictimIdentifiedView>;

const reason = 'The interviewer knew the child.';

let tracker: Tracker;
let given: Given;
beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

function put(
  victim: Victim,
  act: string,
  body: object,
  by: GivenAccount = victim.by,
): Promise<Answer<VictimIdentifiedView>> {
  const path = `/victims-identified/${victim.id}${act === '' ? '' : `/${act}`}`;
  return tracker.as(by).change<VictimIdentifiedView>(path, body, { 'if-match': victim.etag });
}

async function after(victim: Victim, act: string, body: object): Promise<Victim> {
  return given.changed(victim, `/victims-identified/${victim.id}${act === '' ? '' : `/${act}`}`, body);
}

async function children(count: number): Promise<readonly [Victim, Victim, ...Victim[]]> {
  const { id: taskForceId } = await given.taskForce();
  const by = await given.account({ taskForceId, role: 'supervisor' });
  const victims: Victim[] = [];
  for (let child = 0; child < count; child += 1) {
    victims.push(await given.victim({ complaint: await given.complaint({ by }) }));
  }
  const [one, other, ...more] = victims;
  if (!one || !other) throw new Error('Two children at least');
  return [one, other, ...more];
}

async function counted(by: GivenAccount): Promise<number> {
  const { body } = await tracker.as(by).get<TotalsView>('/reports/totals?from=2026-01-01&until=2027-01-01');
  return body.figures.victimsIdentified.recorded;
}

describe('safeguarding steps', () => {
  it('are stored with their days, and the latest determines the current status', async () => {
    const found = await given.victim({ identifiedOn: '2026-02-01' });

    const safe = await after(found, 'safeguarding', {
      status: 'safe_verified',
      happenedOn: '2026-02-20',
      reason: 'A visit',
    });
    const late = await after(safe, 'safeguarding', { status: 'located', happenedOn: '2026-02-10' });
    const today = await after(late, 'safeguarding', { status: 'at_risk' });

    const noted = {
      id: expect.any(String),
      notedBy: found.by.accountId,
      notedByPerson: expect.objectContaining({ id: found.by.accountId, name: found.by.name }) as unknown,
      notedAt: stoppedAt.toISOString(),
      voidedAt: null,
      voidReason: null,
    };
    expect(late).toMatchObject({ safeguardingStatus: 'safe_verified', version: 3 });
    expect(today).toMatchObject({ safeguardingStatus: 'at_risk', version: 4 });
    expect(today.steps).toEqual([
      { status: 'identified', happenedOn: '2026-02-01', reason: null, ...noted },
      { status: 'located', happenedOn: '2026-02-10', reason: null, ...noted },
      { status: 'safe_verified', happenedOn: '2026-02-20', reason: 'A visit', ...noted },
      { status: 'at_risk', happenedOn: '2026-03-02', reason: null, ...noted },
    ]);
    const read = await tracker.as(found.by).get<VictimIdentifiedView>(`/victims-identified/${found.id}`);
    expect(read.body.steps).toEqual(today.steps);
  });

  it.each([
    ['a step dated tomorrow', '2026-03-03'],
    ['a step before the identification', '2026-02-28'],
    ['an invalid day', '2026-02-30'],
  ])('reject %s', async (_, happenedOn) => {
    const answer = await put(await given.victim(), 'safeguarding', { status: 'located', happenedOn });

    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/happenedOn' }] } });
  });

  it('accept one of two concurrent updates, also without a change of status', async () => {
    const found = await given.victim();

    const answers = await atOnce(2, () => put(found, 'safeguarding', { status: 'identified' }));

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    const [refused] = answers.filter(({ status }) => status === 412);
    expect(refused?.body).toMatchObject({ sent: 1, current: 2 });
    const { body } = await tracker.as(found.by).get<VictimIdentifiedView>(`/victims-identified/${found.id}`);
    expect(body.steps).toHaveLength(2);
  });
});

describe('POST /victims-identified/:id/safeguarding/void', () => {
  const wrong = { reason: 'It was done for the sibling.' };
  const safe = { status: 'safe_verified', happenedOn: '2026-02-20' };

  it('keeps the step readable, and derives the status from the others', async () => {
    const found = await given.victim({ identifiedOn: '2026-02-01' });
    const located = await after(found, 'safeguarding', { status: 'located', happenedOn: '2026-02-10' });
    const stepId = (await after(located, 'safeguarding', safe)).steps.at(-1)?.id ?? '';
    const told = { ...located, etag: '"v3"' };

    const stale = await put(located, 'safeguarding/void', { stepId, ...wrong });
    const voided = await after(told, 'safeguarding/void', { stepId: stepId.toUpperCase(), ...wrong });
    const again = await put(voided, 'safeguarding/void', { stepId, ...wrong });

    expect(stale).toMatchObject({ status: 412, body: { sent: 2, current: 3 } });
    expect(voided).toMatchObject({ safeguardingStatus: 'located', version: 4, may: { voidStep: true } });
    expect(voided.steps.at(-1)).toMatchObject({
      ...safe,
      id: stepId,
      voidedAt: stoppedAt.toISOString(),
      voidReason: wrong.reason,
    });
    expect(again).toMatchObject({ status: 409, body: { type: '/problems/voided' } });
    expect((await tracker.trailOf(found.complaintId)).filter(({ action }) => action === 'victim.step-voided')).toEqual(
      expect.arrayContaining([expect.objectContaining({ source: 'safeguarding_steps', reason: wrong.reason })]),
    );
  });

  it('allows a correction to after the day of a voided step', async () => {
    const found = await given.victim({ identifiedOn: '2026-02-01' });
    const located = await after(found, 'safeguarding', { status: 'located', happenedOn: '2026-02-10' });
    const correction = { abuseTiming: 'recent', productionVictim: false, identifiedOn: '2026-02-15', reason };
    expect((await put(located, '', correction)).status).toBe(422);

    const voided = await after(located, 'safeguarding/void', { stepId: located.steps[1]?.id, ...wrong });
    const corrected = await after(voided, '', correction);

    expect(corrected).toMatchObject({ identifiedOn: '2026-02-15', safeguardingStatus: 'identified' });
    expect(corrected.steps.map(({ happenedOn }) => happenedOn)).toEqual(['2026-02-10', '2026-02-15']);
  });

  it('voids the first step, after which the status is identified', async () => {
    const found = await given.victim({ safeguardingStatus: 'safe_verified' });

    const voided = await after(found, 'safeguarding/void', { stepId: found.steps[0]?.id, ...wrong });

    expect(voided).toMatchObject({ safeguardingStatus: 'identified', may: { voidStep: false } });
  });

  it('accepts steps of the same record only', async () => {
    const [found, other] = await children(2);

    for (const stepId of [other.steps[0]?.id, newId()]) {
      expect(await put(found, 'safeguarding/void', { stepId, ...wrong })).toMatchObject({
        status: 422,
        body: { errors: [{ pointer: '#/stepId', detail: 'is not a step of this record' }] },
      });
    }
  });

  it('removes the step from the timeline', async () => {
    const found = await given.victim({ identifiedOn: '2026-02-01' });
    const located = await after(found, 'safeguarding', { status: 'located', happenedOn: '2026-02-10' });
    const told = async (): Promise<string> =>
      (await tracker.as(found.by).get(`/complaints/${found.complaintId}/timeline`)).text;
    expect(await told()).toContain('MV1: located');

    await after(located, 'safeguarding/void', { stepId: located.steps[1]?.id, ...wrong });

    expect(await told()).not.toContain('MV1: located');
  });
});

describe('PUT /victims-identified/:id', () => {
  const correction = { abuseTiming: 'historical', productionVictim: true, identifiedOn: '2026-02-15', reason };

  it('corrects the facts and moves the first step', async () => {
    const found = await given.victim();

    const corrected = await after(found, '', correction);

    const facts = { abuseTiming: 'historical', productionVictim: true, identifiedOn: '2026-02-15' };
    expect(corrected).toMatchObject({ ...facts, version: 2, pseudonym: found.pseudonym });
    expect(corrected.steps).toMatchObject([{ status: 'identified', happenedOn: '2026-02-15' }]);
    expect((await tracker.trailOf(found.complaintId)).at(-1)).toMatchObject({
      action: 'victim.corrected',
      reason,
      was: { abuse_timing: 'recent', identified_on: '2026-03-01' },
    });
  });

  it('rejects a day after a later step or in the future', async () => {
    const found = await given.victim({ identifiedOn: '2026-02-01' });
    const located = await after(found, 'safeguarding', { status: 'located', happenedOn: '2026-02-10' });

    for (const identifiedOn of ['2026-02-11', '2026-03-03']) {
      expect(await put(located, '', { ...correction, identifiedOn })).toMatchObject({
        status: 422,
        body: { errors: [{ pointer: '#/identifiedOn' }] },
      });
    }
    expect((await put(located, '', { ...correction, identifiedOn: '2026-02-10' })).status).toBe(200);
  });
});

describe('POST /victims-identified/:id/relationships', () => {
  it('records the relationship to a suspect with its NIBRS code, and replaces an earlier one', async () => {
    const complaint = await given.complaint();
    const found = await given.victim({ complaint });
    const { id: suspectId } = await given.suspect({ complaint });

    const first = await after(found, 'relationships', { suspectId, relationship: 'neighbor' });
    const second = await after(first, 'relationships', { suspectId, relationship: 'stepchild' });

    expect(first.relationships).toMatchObject([{ suspectId, relationship: 'neighbor', nibrsCode: 'NE' }]);
    expect(second.relationships).toMatchObject([{ suspectId, relationship: 'stepchild', nibrsCode: 'SC' }]);
    expect(second.version).toBe(3);
    const entries = await tracker.trailOf(complaint.id);
    expect(entries.filter(({ source }) => source === 'victim_relationships')).toMatchObject([
      { action: 'victim.related', became: { relationship: 'neighbor' } },
      { action: 'victim.related', was: { relationship: 'neighbor' }, became: { relationship: 'stepchild' } },
    ]);
    await tracker.as(found.by).get(`/victims-identified/${found.id}`);
    const [look] = await tracker.sql<{ records: string[] }>(
      `SELECT records FROM audit.entries WHERE action = 'victim.read' AND complaint_id = $1`,
      [complaint.id],
    );
    expect(look?.records).toEqual(expect.arrayContaining([found.id, suspectId]));
  });

  it('accepts suspects of the same complaint and NIBRS values only', async () => {
    const found = await given.victim();
    const { id: elsewhere } = await given.suspect({ complaint: await given.complaint({ by: found.by }) });

    for (const suspectId of [elsewhere, newId()]) {
      expect(await put(found, 'relationships', { suspectId, relationship: 'friend' })).toMatchObject({
        status: 422,
        body: { errors: [{ pointer: '#/suspectId', detail: 'is not a suspect of this complaint' }] },
      });
    }
    expect(await put(found, 'relationships', { suspectId: newId(), relationship: 'SC' })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '#/relationship' }] },
    });
  });
});

describe('POST /victims-identified/:id/relationships/void', () => {
  it('keeps the relationship readable, and allows another', async () => {
    const complaint = await given.complaint();
    const found = await given.victim({ complaint });
    const { id: suspectId } = await given.suspect({ complaint });
    const related = await after(found, 'relationships', { suspectId, relationship: 'neighbor' });
    expect(related.may).toMatchObject({ voidRelationship: true });

    const voided = await after(related, 'relationships/void', { suspectId, reason });
    const again = await put(voided, 'relationships/void', { suspectId, reason });
    const anew = await after(voided, 'relationships', { suspectId, relationship: 'stepchild' });

    const gone = { relationship: 'neighbor', voidedAt: stoppedAt.toISOString(), voidReason: reason };
    expect(voided).toMatchObject({ relationships: [gone], version: 3, may: { voidRelationship: false } });
    expect(again).toMatchObject({
      status: 422,
      body: {
        errors: [{ pointer: '#/suspectId', detail: 'names a suspect without a recorded relationship to this child' }],
      },
    });
    expect(anew.relationships).toMatchObject([gone, { relationship: 'stepchild', voidedAt: null, voidReason: null }]);
    const [entry] = (await tracker.trailOf(complaint.id)).filter(
      ({ action }) => action === 'victim.relationship-voided',
    );
    expect(entry).toMatchObject({ source: 'victim_relationships', reason });
  });

  it('is the only change allowed for a voided suspect', async () => {
    const complaint = await given.complaint();
    const found = await given.victim({ complaint });
    const suspect = await given.suspect({ complaint });
    await given.changed(suspect, `/suspects/${suspect.id}/void`, { reason: 'Nobody of that name.' });

    expect(await put(found, 'relationships', { suspectId: suspect.id, relationship: 'friend' })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '#/suspectId', detail: 'was voided' }] },
    });
  });
});

describe('a child recorded in several complaints', () => {
  it('is counted once, where the child was recorded first', async () => {
    const [first, again] = await children(2);
    expect(await counted(first.by)).toBe(2);

    const linked = await after(again, 'same-child', { victimId: first.id.toUpperCase(), reason });
    expect(linked).toMatchObject({ sameChildAs: first.id, version: 2, may: { unlink: true } });
    expect(await counted(first.by)).toBe(1);

    const unlinked = await after(linked, 'same-child/unlink', { reason: 'A sibling.' });
    expect(unlinked).toMatchObject({ sameChildAs: null, version: 3, may: { unlink: false } });
    expect(await counted(first.by)).toBe(2);
    expect(
      (await tracker.trailOf(again.complaintId)).slice(-2).map(({ action, reason: why }) => [action, why]),
    ).toEqual([
      ['victim.linked', reason],
      ['victim.unlinked', 'A sibling.'],
    ]);
  });

  it('cannot be linked within one complaint, where one record must be voided', async () => {
    const [first] = await children(2);
    const complaint = await given.complaint({ by: first.by });
    const [one, other] = [await given.victim({ complaint }), await given.victim({ complaint })];

    const twice = await put(other, 'same-child', { victimId: one.id, reason });
    await after(one, 'same-child', { victimId: first.id, reason });
    const throughAnother = await put(other, 'same-child', { victimId: first.id, reason });

    for (const answer of [twice, throughAnother]) {
      expect(answer).toMatchObject({
        status: 409,
        body: { type: '/problems/duplicate-victim', victimId: one.id },
      });
    }
    expect((await put(other, 'void', { reason })).status).toBe(200);
    expect(await counted(first.by)).toBe(2);
  });

  it('is linked to a primary record only, and a primary record cannot be linked or voided', async () => {
    const [first, second, third] = await children(3);
    if (!third) throw new Error('Three children');
    const linked = await after(second, 'same-child', { victimId: first.id, reason });

    expect(await put(third, 'same-child', { victimId: second.id, reason })).toMatchObject({
      status: 409,
      body: { type: '/problems/not-primary-record', firstId: first.id },
    });
    expect(await put(linked, 'same-child', { victimId: first.id, reason })).toMatchObject({
      status: 409,
      body: { type: '/problems/link-unchanged' },
    });
    expect(await put(first, 'same-child', { victimId: third.id, reason })).toMatchObject({
      status: 409,
      body: { type: '/problems/is-primary-record' },
    });
    expect(await put(first, 'void', { reason })).toMatchObject({
      status: 409,
      body: { type: '/problems/is-primary-record' },
    });
    await after(linked, 'void', { reason });
    expect((await put(first, 'void', { reason })).status).toBe(200);
    expect(await counted(first.by)).toBe(1);
  });

  it('is counted once for readers who do not see all the records', async () => {
    const desk = await given.agency();
    const { taskForceId } = desk;
    const head = await given.account({ taskForceId, role: 'supervisor' });
    const own = await given.victim({ complaint: await given.complaint({ agencyId: desk.id }) });
    const neighbours = await given.victim({ complaint: await given.complaint({ taskForceId }) });
    const { status } = await put(neighbours, 'same-child', { victimId: own.id, reason }, head);

    expect(status).toBe(200);
    expect(await put(own, 'void', { reason })).toMatchObject({
      status: 409,
      body: { type: '/problems/is-primary-record' },
    });
    const entered = await tracker.sql(
      `SELECT action, outcome, account_id AS "accountId" FROM audit.entries WHERE subject = $1 AND action = 'linked-records.disclosed'`,
      [own.id],
    );
    expect(entered).toEqual([{ action: 'linked-records.disclosed', outcome: 'refused', accountId: own.by.accountId }]);
  });

  it('cannot be linked to an invisible record, which is answered like a missing one', async () => {
    const own = await given.victim();
    const foreign = await given.victim();
    const neighbours = await given.victim({ complaint: await given.complaint({ taskForceId: own.taskForceId }) });

    for (const victimId of [foreign.id, neighbours.id, newId()]) {
      expect(await put(own, 'same-child', { victimId, reason })).toMatchObject({
        status: 422,
        body: { errors: [{ pointer: '#/victimId', detail: 'does not exist or is not accessible' }] },
      });
    }
  });

  it('is linked in one direction when two are linked to each other concurrently', async () => {
    for (let round = 0; round < 5; round += 1) {
      const [one, other] = await children(2);

      const answers = await atOnce(2, (index) => {
        const [from, to] = index === 0 ? [one, other] : [other, one];
        return put(from, 'same-child', { victimId: to.id, reason });
      });

      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      expect(await counted(one.by)).toBe(1);
    }
  });
});

describe('POST /victims-identified/:id/void', () => {
  it('keeps the record, removes it from the counts and rejects further changes', async () => {
    const complaint = await given.complaint();
    const found = await given.victim({ complaint });
    const { id: suspectId } = await given.suspect({ complaint });

    const gone = await after(found, 'void', { reason: 'Recorded twice.' });

    const none = Object.fromEntries(Object.keys(found.may).map((act) => [act, false]));
    expect(gone).toMatchObject({ voidedAt: stoppedAt.toISOString(), voidReason: 'Recorded twice.', may: none });
    expect(await counted(found.by)).toBe(0);
    for (const [act, body] of [
      ['', { abuseTiming: 'recent', productionVictim: false, identifiedOn: '2026-03-01', reason }],
      ['safeguarding', { status: 'at_risk' }],
      ['safeguarding/void', { stepId: found.steps[0]?.id, reason }],
      ['relationships/void', { suspectId, reason }],
      ['relationships', { suspectId, relationship: 'friend' }],
      [
        'same-child',
        { victimId: (await given.victim({ complaint: await given.complaint({ by: found.by }) })).id, reason },
      ],
      ['same-child/unlink', { reason }],
      ['void', { reason }],
    ] as const) {
      expect(await put(gone, act, body)).toMatchObject({ status: 409, body: { type: '/problems/voided' } });
    }
    expect((await given.victim({ complaint })).pseudonym).toBe('MV2');
  });
});
