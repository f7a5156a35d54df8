import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import type { ChargeView } from '../../src/casework/suspects/charge.view.js';
import type { TimelineEventView, TimelinePage } from '../../src/casework/timeline/timeline.view.js';
import type { ForensicExamView } from '../../src/casework/investigations/forensic-exam.view.js';
import type { LegalProcessView } from '../../src/casework/investigations/legal-process.view.js';
import type { ProsecutionReferralView } from '../../src/casework/prosecutions/prosecution-referral.view.js';
import type { ProsecutionView } from '../../src/casework/prosecutions/prosecution.view.js';
import type { LegalHoldView } from '../../src/casework/retention/legal-hold.view.js';
import type { ReadSealOrderView } from '../../src/casework/retention/seal-order.view.js';
import { Given, type GivenAccount, type GivenComplaint } from '../support/given.js';
import { offerOf, shareOf } from './transfer-fixtures.js';
import { aWarrant } from './investigate-fixtures.js';
import { aCharge, aProsecution, aReferral } from './people-fixtures.js';
import { startTracker, stoppedAt, type Tracker } from '../support/tracker.js';

/** Clock of the tracker, stopped and advanced by an hour between events. */
const clock = new Date(stoppedAt);

let tracker: Tracker;
let given: Given;
beforeAll(async () => {
  tracker = await startTracker({ clock });
  given = new Given(tracker);
});
beforeEach(() => {
  clock.setTime(stoppedAt.getTime());
});
afterAll(() => tracker.close());

describe('the timeline of a case', () => {
  it('lists legal process, exams, charges, referrals and prosecutions with their agencies', async () => {
    const { complaint, by, head } = await aCase();
    const agency = await agencyOf(complaint);
    const warrant = await given.made<LegalProcessView>(by, '/legal-processes', {
      complaintId: complaint.id,
      ...aWarrant,
    });
    const served = await given.changed({ ...warrant, by: head }, `/legal-processes/${warrant.id}/service`, {
      servedOn: '2026-03-01',
    });
    const data = { returnedOn: '2026-03-02', outcome: 'returned_with_data', itemsReceived: 12 };
    await given.changed({ ...served, by }, `/legal-processes/${warrant.id}/return`, data);
    const request = { complaintId: complaint.id, requestedOn: '2026-03-01' };
    const exam = await given.made<ForensicExamView>(by, '/forensic-exams', request);
    await given.changed({ ...exam, by: head }, `/forensic-exams/${exam.id}/completion`, {
      completedOn: '2026-03-02',
      result: 'evidence_found',
      devices: 2,
      bytes: 1000,
    });
    const suspect = await given.suspect({ complaint });
    const arrest = await given.arrest({ suspect });
    await given.made<ChargeView>(head, '/charges', { arrestId: arrest.id, ...aCharge });
    const wanted = { suspectId: suspect.id, ...aReferral };
    const referral = await given.made<ProsecutionReferralView>(by, '/prosecution-referrals', wanted);
    const taken = { decision: 'accepted', decidedOn: '2026-03-02' };
    await given.changed({ ...referral, by: head }, `/prosecution-referrals/${referral.id}/decision`, taken);
    const filing = { suspectId: suspect.id, ...aProsecution, caseNumber: null };
    const prosecution = await given.made<ProsecutionView>(by, '/prosecutions', filing);
    await given.changed({ ...prosecution, by: head }, `/prosecutions/${prosecution.id}/outcome`, {
      outcome: 'dismissed',
      disposedOn: '2026-03-02',
    });

    const told = await timelineSentences(complaint);

    expect(told).toEqual(
      expect.arrayContaining([
        `A search warrant for premises was issued by District Court of Douglas County, recorded by ${by.name}.`,
        `The search warrant for premises was served, recorded by ${head.name}.`,
        `The search warrant for premises ended: returned with results, recorded by ${by.name}.`,
        `${agency} was asked to examine devices, recorded by ${by.name}.`,
        `2 devices were examined: evidence found, recorded by ${head.name}.`,
        expect.stringMatching(new RegExp(`^A suspect was charged under .*, recorded by ${head.name}\\.$`)),
        expect.stringMatching(new RegExp(`^Referred to a .* for prosecution, recorded by ${by.name}\\.$`)),
        expect.stringMatching(new RegExp(`^The referral to a .* was accepted, recorded by ${head.name}\\.$`)),
        expect.stringMatching(new RegExp(`^A prosecution was filed at .*, recorded by ${by.name}\\.$`)),
        `The prosecution ended: dismissed, recorded by ${head.name}.`,
      ]),
    );
  });

  it('lists voided records with their former text, the void and its author, and without the reason', async () => {
    const { complaint, by, head } = await aCase();
    const { id: complaintId } = complaint;
    const warrant = await given.made<LegalProcessView>(by, '/legal-processes', { complaintId, ...aWarrant });
    const exam = await given.made<ForensicExamView>(by, '/forensic-exams', { complaintId, requestedOn: '2026-03-01' });
    const suspect = await given.suspect({ complaint });
    const arrest = await given.arrest({ suspect });
    const charge = await given.made<ChargeView>(by, '/charges', { arrestId: arrest.id, ...aCharge });
    const wanted = { suspectId: suspect.id, ...aReferral };
    const referral = await given.made<ProsecutionReferralView>(by, '/prosecution-referrals', wanted);
    const filing = { suspectId: suspect.id, ...aProsecution, caseNumber: null };
    const prosecution = await given.made<ProsecutionView>(by, '/prosecutions', filing);
    const victim = await given.victim({ complaint });
    const before = await timelineSentences(complaint);

    for (const [path, record] of [
      ['prosecutions', prosecution],
      ['prosecution-referrals', referral],
      ['charges', charge],
      ['arrests', arrest],
      ['suspects', suspect],
      ['victims-identified', victim],
      ['forensic-exams', exam],
      ['legal-processes', warrant],
    ] as const) {
      const current = await tracker.as(head).get(`/${path}/${record.id}`);
      const reason = 'Alex Sample was not there.';
      await given.changed({ ...record, etag: current.etag, by: head }, `/${path}/${record.id}/void`, { reason });
    }

    const told = await timelineSentences(complaint);
    expect(told).toEqual(expect.arrayContaining(before));
    expect(told.filter((what) => !before.includes(what)).sort()).toEqual(
      [
        `The record of a charge, ${charge.code} ${charge.section}, was voided, by ${head.name}.`,
        `The record of a child, MV1, was voided, by ${head.name}.`,
        `The record of a prosecution was voided, by ${head.name}.`,
        `The record of a referral for prosecution was voided, by ${head.name}.`,
        `The record of a suspect was voided, by ${head.name}.`,
        `The record of an arrest was voided, by ${head.name}.`,
        `The record of an examination was voided, by ${head.name}.`,
        `The record of legal process was voided, by ${head.name}.`,
      ].sort(),
    );
    expect(told.join()).not.toContain('Alex');
  });

  it('lists each offer with its answer once, and a share until its end', async () => {
    const { complaint, head } = await aCase();
    const other = await given.agency({ taskForceId: complaint.taskForceId });
    const offer = await offerOf(given, complaint, other, head);
    anHourLater();
    await given.changed(offer, `/transfers/${offer.id}/revoke`, { reason: 'They have no time.' });
    anHourLater();
    const share = await shareOf(given, complaint, other, head);
    anHourLater();
    await given.changed(share, `/shares/${share.id}/end`, { reason: 'Their case is closed.' });

    const told = await eventsOf(complaint, head);

    expect(told.slice(-4).map(({ kind, sentence: what }) => [kind, what])).toEqual([
      ['offered', expect.stringContaining(`Offered to ${other.name} as a transfer`)],
      ['offer_answered', `The offer to ${other.name} was revoked, by ${head.name}: They have no time.`],
      ['shared', expect.stringContaining(`Shared with ${other.name} until`)],
      ['share_ended', `The share with ${other.name} ended, by ${head.name}: Their case is closed.`],
    ]);
    expect(told.map(({ kind }) => kind)).not.toContain('moved');
  });

  it('lists merges and unmerges for readers who can see the other complaint', async () => {
    const { complaint: kept, by } = await aCase('triaged');
    const { taskForceId } = kept;
    const twin = await given.complaint({ by, state: 'triaged' });
    const elsewhere = await given.complaint({ taskForceId, state: 'triaged' });
    const merging = [['merge', { into: kept.id, reason: 'The same account.' }]] as const;
    anHourLater();
    const merged = await given.moved(twin, merging);
    await given.moved(elsewhere, merging);
    anHourLater();
    await given.moved(merged, [['unmerge', { reason: 'Two accounts.' }]]);

    const own = (await timelineSentences(kept)).slice(-2);
    const whole = await timelineSentences(kept, await given.account({ taskForceId, role: 'supervisor' }));

    expect(own.map((what) => what.replace(/, by [^:]*/, ''))).toEqual([
      `${twin.reference} was merged into this complaint: The same account.`,
      `The merge of ${twin.reference} into this complaint was reversed: Two accounts.`,
    ]);
    expect(whole.filter((what) => what.includes(elsewhere.reference))).toHaveLength(1);
  });

  it('lists legal holds, orders and purge marks, which a packet omits', async () => {
    const { complaint, head } = await aCase();
    const { taskForceId, id: complaintId } = complaint;
    const second = await given.account({ taskForceId, role: 'supervisor' });
    const terms = { authority: 'District Court', reason: 'A civil action.', reviewOn: '2099-01-01' };
    const hold = await given.made<LegalHoldView>(head, '/legal-holds', { complaintId, ...terms });
    anHourLater();
    const asked = await given.changed(hold, `/legal-holds/${hold.id}/lift-request`, { reason: 'It is settled.' });
    anHourLater();
    await given.changed({ ...asked, by: second }, `/legal-holds/${hold.id}/lift`, undefined);
    for (const [kind, orderNumber] of [
      ['seal', 'CI 26-1'],
      ['unseal', 'CI 26-2'],
    ]) {
      anHourLater();
      const order = { complaintId, kind, orderNumber, court: 'Juvenile Court', orderedOn: '2026-02-20' };
      const entered = await given.made<ReadSealOrderView>(head, '/seal-orders', order);
      await given.changed({ ...entered, by: second }, `/seal-orders/${entered.id}/execution`, undefined);
    }
    const due = await given.closedLongAgo({ by: complaint.by });
    const reason = 'Nothing is left to do.';
    await given.changed({ ...due, by: head }, `/complaints/${due.id}/retention/purge-mark`, { reason });

    const told = await timelineSentences(complaint);
    const marked = await timelineSentences(due);
    const history = await historyOf(complaint, head);

    expect(told.slice(-4)).toEqual([
      `A legal hold was placed, authority District Court, by ${head.name}: A civil action.`,
      `The legal hold, authority District Court, was lifted, by ${second.name}: It is settled.`,
      `Sealed by order CI 26-1 of Juvenile Court, by ${second.name}.`,
      `Unsealed by order CI 26-2 of Juvenile Court, by ${second.name}.`,
    ]);
    expect(marked).toContainEqual(
      expect.stringMatching(`^Marked for purge, not before \\d{4}-\\d\\d-\\d\\d, by ${head.name}: ${reason}`),
    );
    expect(history).toContain('Received from the public and logged as');
    expect(history).not.toMatch(/legal hold|order CI/);
  });
});

function anHourLater(): void {
  clock.setTime(clock.getTime() + 3_600_000);
}

/** Creates a complaint, its author and a supervisor of its task force. */
async function aCase(state: 'received' | 'triaged' = 'received'): Promise<{
  complaint: GivenComplaint;
  by: GivenAccount;
  head: GivenAccount;
}> {
  const complaint = await given.complaint({ state });
  const head = await given.account({ taskForceId: complaint.taskForceId, role: 'supervisor' });
  return { complaint, by: complaint.by, head };
}

async function eventsOf({ id }: GivenComplaint, reader: GivenAccount): Promise<TimelineEventView[]> {
  const { status, body } = await tracker.as(reader).get<TimelinePage>(`/complaints/${id}/timeline?limit=200`);
  expect(status).toBe(200);
  return body.items;
}

async function timelineSentences(complaint: GivenComplaint, reader = complaint.by): Promise<string[]> {
  return (await eventsOf(complaint, reader)).map(({ sentence: what }) => what);
}

async function agencyOf({ agencyId }: GivenComplaint): Promise<string> {
  const [row] = await tracker.sql<{ name: string }>('SELECT name FROM app.agencies WHERE id = $1', [agencyId]);
  return row?.name ?? '';
}

async function historyOf({ id }: GivenComplaint, maker: GivenAccount): Promise<string> {
  const response = await fetch(`${tracker.url}/api/v1/packets`, {
    method: 'POST',
    headers: { authorization: `Bearer ${maker.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      complaintId: id,
      rendering: 'sealed',
      recipient: 'United States Attorney',
      basis: 'government_attorney',
      purpose: 'Filing.',
    }),
  });
  expect(response.status).toBe(200);
  const files = unzipSync(new Uint8Array(await response.arrayBuffer()));
  const name = Object.keys(files).find((file) => file.endsWith('history.json'));
  return strFromU8(files[name ?? ''] ?? new Uint8Array());
}
