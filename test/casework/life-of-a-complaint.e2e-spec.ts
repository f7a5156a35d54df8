/*
 * The life of one complaint from a tip to a rescued child, a plea and the annual performance report. Each step is one
 * act of one person.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import type { CaseView } from '../../src/casework/cases/case.view.js';
import type { ComplaintView } from '../../src/casework/complaints/complaint.view.js';
import type { TriageProposalView } from '../../src/casework/triage/triage-proposal.view.js';
import type { TimelinePage } from '../../src/casework/timeline/timeline.view.js';
import type { SimilarSuspects } from '../../src/casework/suspects/similar-suspects.view.js';
import type { RevealedIdentityView } from '../../src/casework/vault/identity.view.js';
import { madeBy } from '../support/given.js';
import { Given, type GivenAccount, type GivenAgency } from '../support/given.js';
import { textOfPdf } from '../support/pdf-text.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';

let tracker: Tracker;
let given: Given;
let police: GivenAgency;
let investigator: GivenAccount;
let supervisor: GivenAccount;
let commander: GivenAccount;

interface Made {
  readonly id: string;
  readonly version: number;
}
let complaint: ComplaintView;
let suspect: Made;
let arrest: Made;
let victim: Made;
let investigation: Made;
let warrant: Made;
let referral: Made;
let prosecution: Made;

beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
  police = await given.agency();
  const { taskForceId } = police;
  investigator = await given.account({ agency: police, name: 'Dana Reyes' });
  supervisor = await given.account({ agency: police, role: 'supervisor', name: 'Robin Hale' });
  commander = await given.account({ taskForceId, role: 'supervisor', name: 'Sam Ortiz' });
});
afterAll(() => tracker.close());

describe('a complaint', () => {
  it('begins as a CyberTip that an investigator logs', async () => {
    complaint = await does<ComplaintView>(investigator, 'POST', '/complaints', {
      source: 'ncmec_cybertip',
      externalReference: '188402117',
      receivedAt: '2026-02-12T09:30:00-06:00',
      reportedToNcmecAt: '2026-02-10T18:00:00Z',
      incidentAt: '2026-02-09T22:04:10Z',
      jurisdiction: { state: 'NE', county: 'Douglas', city: 'Omaha' },
      narrative: 'A provider reported uploads and chats in which an adult asks a 13-year-old for a meeting.',
    });

    expect(complaint).toMatchObject({ state: 'received', preservedUntil: '2027-02-10' });
  });

  it('is screened and triaged by a supervisor, who reads the proposal of the rules and states a reason', async () => {
    complaint = await decides('screening', { type: 'enticement', mode: 'reactive' });
    const proposed = await reads<TriageProposalView>(supervisor, `/complaints/${complaint.id}/triage-proposal`);
    const rationale = 'A meeting was proposed for next week.';
    complaint = await decides('triage', { type: 'enticement', mode: 'reactive', priority: 1, rationale });

    expect(proposed).toMatchObject({ type: 'enticement', mode: 'reactive', priority: 2 });
    expect(proposed.reasons).toContainEqual(expect.objectContaining({ field: 'priority', rule: 'child_within_reach' }));
    expect(complaint).toMatchObject({ state: 'triaged', priority: 1 });
  });

  it('has a suspect, whose similar name is found in an older complaint', async () => {
    const older = await given.complaint({ by: investigator });
    await given.suspect({ complaint: older, givenName: 'Alexander', familyName: 'Samplesson' });

    const alike = await does<SimilarSuspects>(
      investigator,
      'POST',
      '/suspects/similar',
      { familyName: 'Sampleson' },
      200,
    );
    suspect = await does(investigator, 'POST', '/suspects', {
      complaintId: complaint.id,
      givenName: 'Alex',
      familyName: 'Sampleson',
      bornOn: '1979-11-02',
      offenderClass: 'contact_offender',
      juvenile: false,
      identifiedOn: '2026-02-14',
    });

    expect(alike.items).toMatchObject([{ suspect: { familyName: 'Samplesson' } }]);
  });

  it('is assigned, due within the hour that its tier allows, and investigated', async () => {
    const { accountId: investigatorId } = investigator;
    complaint = await decides('assignment', { agencyId: police.id, investigatorId });
    investigation = await does(investigator, 'POST', '/investigations', {
      complaintIds: [complaint.id],
      title: 'Meeting at the mall',
      openedOn: '2026-02-14',
    });
    complaint = await reads(investigator, `/complaints/${complaint.id}`);

    expect(complaint).toMatchObject({ state: 'under_investigation', dueAt: '2026-03-02T16:00:00.000Z' });
  });

  it('has a warrant served and returned', async () => {
    warrant = await does(investigator, 'POST', '/legal-processes', {
      complaintId: complaint.id,
      kind: 'search_warrant_provider',
      authority: 'District Court of Douglas County',
      number: 'SW-26-0141',
      directedTo: 'The provider of the account',
      issuedOn: '2026-02-16',
      expiresOn: '2026-02-26',
    });
    warrant = await changes(investigator, `/legal-processes/${warrant.id}/service`, warrant, {
      servedOn: '2026-02-17',
    });
    const early = await tracker
      .as(supervisor)
      .put(
        `/complaints/${complaint.id}/disposition`,
        { code: 'unable_to_identify_suspect', narrative: 'Too early.' },
        { 'if-match': `"v${complaint.version}"` },
      );
    warrant = await changes(investigator, `/legal-processes/${warrant.id}/return`, warrant, {
      returnedOn: '2026-02-23',
      outcome: 'returned_with_data',
      itemsReceived: 12,
    });

    expect(early).toMatchObject({
      status: 409,
      body: { type: '/problems/open-matters', open: [{ kind: 'legal_process', count: 1 }] },
    });
  });

  it('leads to an arrest with a charge', async () => {
    arrest = await does(investigator, 'POST', '/arrests', {
      suspectId: suspect.id,
      arrestedOn: '2026-02-24',
      kind: 'taken_into_custody',
    });
    const charge = await does<Made & { title: string }>(investigator, 'POST', '/charges', {
      arrestId: arrest.id,
      jurisdiction: 'US',
      section: '2422(b)',
      counts: 1,
      completion: 'attempted',
      nibrsOffense: '36B',
      criminalActivities: [],
      offenderUsing: ['C'],
      victimAge: 13,
    });

    expect(charge.title).toMatch(/coercion and enticement/i);
  });

  it('leads to an identified child, shown as MV1 everywhere, whose name is revealed once for a reason', async () => {
    victim = await does(investigator, 'POST', '/victims-identified', {
      complaintId: complaint.id,
      abuseTiming: 'recent',
      productionVictim: false,
      safeguardingStatus: 'located',
      identifiedOn: '2026-02-25',
    });
    await changes(
      investigator,
      `/victims-identified/${victim.id}/identity`,
      { version: 1 },
      { givenName: 'Mara', familyName: 'Quill' },
    );

    const revealed = await does<RevealedIdentityView>(
      supervisor,
      'POST',
      `/victims-identified/${victim.id}/identity/reveal`,
      { purpose: 'safeguarding', reason: 'The visit of child protective services.' },
      200,
    );
    victim = await changes(investigator, `/victims-identified/${victim.id}/safeguarding`, victim, {
      status: 'safe_verified',
    });

    expect(revealed).toMatchObject({ pseudonym: 'MV1', givenName: 'Mara', familyName: 'Quill' });
    const looks = await tracker.sql(
      `SELECT account_id FROM audit.entries WHERE action = 'identity.revealed' AND complaint_id = $1`,
      [complaint.id],
    );
    expect(looks).toEqual([{ account_id: supervisor.accountId }]);
  });

  it('is referred to the United States Attorney, who accepts it', async () => {
    referral = await does(investigator, 'POST', '/prosecution-referrals', {
      suspectId: suspect.id,
      forum: 'us_attorney',
      office: 'District of Nebraska',
      referredOn: '2026-02-25',
    });
    const referred = await reads<ComplaintView>(investigator, `/complaints/${complaint.id}`);
    referral = await changes(supervisor, `/prosecution-referrals/${referral.id}/decision`, referral, {
      decision: 'accepted',
      decidedOn: '2026-02-26',
    });

    expect(referred.state).toBe('referred_for_prosecution');
  });

  it('ends in a plea', async () => {
    prosecution = await does(investigator, 'POST', '/prosecutions', {
      suspectId: suspect.id,
      referralId: referral.id,
      forum: 'us_attorney',
      court: 'United States District Court, District of Nebraska',
      filedOn: '2026-02-27',
      isTriedAsAdult: false,
    });
    await changes(investigator, `/prosecutions/${prosecution.id}/outcome`, prosecution, {
      outcome: 'plea',
      disposedOn: '2026-03-02',
      sentence: { months: 180, isLife: false, statutoryMaxMonths: null, isMaxLife: true },
    });
    complaint = await reads(investigator, `/complaints/${complaint.id}`);

    expect(complaint.state).toBe('prosecuted');
  });

  it('is exported to the court as a packet that names no child', async () => {
    const response = await fetch(`${tracker.url}/api/v1/packets`, {
      method: 'POST',
      headers: { authorization: `Bearer ${supervisor.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        complaintId: complaint.id,
        rendering: 'redacted',
        recipient: 'Clerk of the District Court',
        basis: 'court_order',
        purpose: 'The public copy of the filing.',
      }),
    });

    expect(response.status).toBe(200);
    const files = unzipSync(new Uint8Array(await response.arrayBuffer()));
    const parts = (ending: string): Uint8Array[] =>
      Object.entries(files).flatMap(([name, bytes]) => (name.endsWith(ending) ? [bytes] : []));
    const records = parts('.json').map((bytes) => strFromU8(bytes));
    const printed = parts('.pdf').map(textOfPdf);
    for (const told of [records.join('\n'), printed.join('\n')]) {
      expect(told).toContain('MV1');
      expect(told).not.toMatch(/Mara|Quill/);
    }
  });

  it('is closed: proposed by the investigator, decided by another person', async () => {
    const closing = { code: 'convicted_plea', narrative: 'Plea to enticement; the child is safe with a relative.' };
    complaint = await changes(investigator, `/complaints/${complaint.id}/closure-proposal`, complaint, closing);
    investigation = await reads(investigator, `/investigations/${investigation.id}`);
    await changes(supervisor, `/investigations/${investigation.id}/closure`, investigation, {
      outcome: 'convicted_plea',
      closedOn: '2026-03-02',
      narrative: closing.narrative,
    });
    complaint = await decides('disposition', closing);

    expect(complaint).toMatchObject({ state: 'closed', disposition: 'convicted_plea' });
  });

  it('has a complete timeline with authors, without a name of the child or the suspect', async () => {
    const { items } = await reads<TimelinePage>(supervisor, `/complaints/${complaint.id}/timeline?limit=200`);
    const opened = await reads<CaseView>(supervisor, `/complaints/${complaint.id}/case`);

    const [dana, robin] = [investigator.name, supervisor.name];
    const told = items.map(({ sentence }) => sentence);
    for (const step of [
      `Received from an NCMEC CyberTip and logged as ${complaint.reference}, by ${dana}.`,
      `Screened as enticement, reactive, with no possible duplicates, by ${robin}.`,
      `Triaged as enticement, reactive, tier 1, where the rules proposed tier 2, by ${robin}.`,
      `Assigned to ${dana} for ${police.name}, due 2026-03-02, by ${robin}.`,
      `The search warrant to a provider was served, recorded by ${dana}.`,
      `The search warrant to a provider ended: returned with results, recorded by ${dana}.`,
      `A suspect was taken into custody by ${police.name}, recorded by ${dana}.`,
      `A suspect was charged under 18 U.S.C. 2422(b), recorded by ${dana}.`,
      `A child, MV1, was identified by ${police.name}, recorded by ${dana}.`,
      `Safeguarding of MV1: verified safe, recorded by ${dana}.`,
      `The referral to a United States Attorney was accepted, recorded by ${robin}.`,
      `The prosecution ended: convicted by plea, recorded by ${dana}.`,
      `Closed as convicted by plea, by ${robin}.`,
    ]) {
      expect(told).toContain(step);
    }
    expect(told.join('\n')).not.toMatch(/Mara|Quill|Sampleson/);
    expect(opened.suspects).toHaveLength(1);
    expect(opened.victims).toMatchObject([{ pseudonym: 'MV1', safeguardingStatus: 'safe_verified' }]);
  });

  it('counts in the performance report of the year: one complaint, one arrest, one offender, one child', async () => {
    const { figures } = await reads<{ figures: Record<string, { total: number }> }>(
      commander,
      `/reports/totals?from=2026-02-10&until=2026-03-03&taskForceId=${police.taskForceId}`,
    );

    const counted = Object.fromEntries(Object.entries(figures).map(([measure, { total }]) => [measure, total]));
    expect(counted).toMatchObject({ arrests: 1, offendersIdentifiedHandsOnOrProduction: 1, victimsIdentified: 1 });
    expect(counted['complaintsDocumented']).toBe(2);
  });
});

async function does<View>(by: GivenAccount, method: string, path: string, body: unknown, status = 201): Promise<View> {
  return madeBy(await tracker.as(by).send<View>(method, path, body), status).body;
}

async function reads<View>(by: GivenAccount, path: string): Promise<View> {
  return madeBy(await tracker.as(by).get<View>(path), 200).body;
}

async function changes<View>(
  by: GivenAccount,
  path: string,
  { version }: { version: number },
  body: unknown,
): Promise<View> {
  return madeBy(await tracker.as(by).change<View>(path, body, { 'if-match': `"v${version}"` }), 200).body;
}

function decides(act: string, body: unknown): Promise<ComplaintView> {
  return changes(supervisor, `/complaints/${complaint.id}/${act}`, complaint, body);
}
