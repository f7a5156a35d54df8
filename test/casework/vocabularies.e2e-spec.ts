import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ComplaintPage } from '../../src/casework/complaints/complaint-line.view.js';
import { complaintTypeLabels } from '../../src/casework/complaints/complaints.enums.js';
import type { LegalProcessView } from '../../src/casework/investigations/legal-process.view.js';
import type { TimelinePage } from '../../src/casework/timeline/timeline.view.js';
import type { TriageProposalView } from '../../src/casework/triage/triage-proposal.view.js';
import type { TotalsView } from '../../src/reporting/reports/report.view.js';
import { Given } from '../support/given.js';
import { aWarrant } from './investigate-fixtures.js';
import { aCharge } from './people-fixtures.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';

let tracker: Tracker;
let given: Given;
beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

describe('the types of complaints', () => {
  it('have the words of the statutes where their keys are older', () => {
    expect(complaintTypeLabels).toMatchObject({
      csam_receipt: 'CSAM receipt',
      csam_manufacture: 'CSAM production',
      child_sex_tourism: 'extraterritorial sexual exploitation of children',
    });
  });

  it('have a receipt apart from possession: triaged, listed, described and counted as such', async () => {
    const { agencyId, taskForceId } = await given.complaint({ type: 'csam_possession', mode: 'reactive' });
    const { id, etag } = await given.complaint({ agencyId, type: 'csam_receipt', mode: 'reactive' });
    const client = tracker.as(await given.account({ taskForceId, role: 'supervisor' }));

    const { body: proposal } = await client.get<TriageProposalView>(`/complaints/${id}/triage-proposal`);
    const decision = { type: 'csam_receipt', mode: 'reactive', priority: 4, rationale: 'He received files.' };
    const triaged = await client.put(`/complaints/${id}/triage`, decision, { 'if-match': etag });
    const { body: listed } = await client.get<ComplaintPage>('/complaints?type=csam_receipt');
    const { body: timeline } = await client.get<TimelinePage>(`/complaints/${id}/timeline`);
    const totals = await client.get<TotalsView>(
      '/reports/totals?from=2026-01-01&until=2027-01-01&measures=complaints_documented&by=type',
    );

    expect(proposal).toMatchObject({ type: 'csam_receipt', priority: 4 });
    expect(triaged).toMatchObject({ status: 200, body: { state: 'triaged', type: 'csam_receipt' } });
    expect(listed.items.map((line) => line.id)).toEqual([id]);
    expect(JSON.stringify(timeline.items)).toContain('Triaged as CSAM receipt, reactive, tier 4');
    expect(totals.body.rows.map(({ type, figures }) => [type, figures.complaintsDocumented.recorded])).toEqual([
      ['csam_possession', 1],
      ['csam_receipt', 1],
    ]);
  });
});

describe('the sources of proactive work', () => {
  it.each([
    ['undercover_work', 'Received from undercover work and logged as'],
    ['peer_to_peer', 'Received from a peer-to-peer investigation and logged as'],
  ] as const)('have %s: logged, listed, described and counted apart from an observation', async (source, sentence) => {
    const { agencyId, by } = await given.complaint({ source: 'observation' });
    const { id } = await given.complaint({ agencyId, by, source });
    const client = tracker.as(by);

    const { body: listed } = await client.get<ComplaintPage>(`/complaints?source=${source}`);
    const { body: timeline } = await client.get<TimelinePage>(`/complaints/${id}/timeline`);
    const { body: proposal } = await client.get<TriageProposalView>(`/complaints/${id}/triage-proposal`);
    const { body: totals } = await client.get<TotalsView>(
      '/reports/totals?from=2026-01-01&until=2027-01-01&measures=complaints_documented,cybertips_received&by=source',
    );

    expect(listed.items.map((line) => line.id)).toEqual([id]);
    expect(JSON.stringify(timeline.items)).toContain(sentence);
    // An officer may have worked without posing as a minor, so nothing is proposed.
    expect(proposal.mode).toBeNull();
    expect(totals.rows.map((row) => [row.source, row.figures.complaintsDocumented.recorded])).toEqual(
      [
        ['observation', 1],
        [source, 1],
      ].sort(),
    );
    expect(totals.figures).toMatchObject({ complaintsDocumented: { recorded: 2 }, cybertipsReceived: { recorded: 0 } });
  });
});

describe('the kinds of legal process', () => {
  it.each([
    ['subpoena', 'A subpoena was issued', 1],
    ['administrative_subpoena', 'An administrative subpoena was issued', 1],
    ['grand_jury_subpoena', 'A grand jury subpoena was issued', 1],
    ['pen_register_trap_trace', 'A pen register or trap and trace order was issued', 1],
    ['emergency_disclosure', 'An emergency disclosure request was issued', 0],
  ])('have %s, and a request that compels nothing does not count as served', async (kind, sentence, counted) => {
    const { id: complaintId, by } = await given.complaint();
    const order = { ...aWarrant, complaintId, kind };
    const issued = await given.made<LegalProcessView>(by, '/legal-processes', order);
    await given.changed(issued, `/legal-processes/${issued.id}/service`, { servedOn: '2026-03-02' });

    const { body: timeline } = await tracker.as(by).get<TimelinePage>(`/complaints/${complaintId}/timeline`);
    const { body: totals } = await tracker
      .as(by)
      .get<TotalsView>('/reports/totals?from=2026-01-01&until=2027-01-01&measures=legal_process_served&by=process');

    expect(issued).toMatchObject({ kind });
    expect(JSON.stringify(timeline.items)).toContain(sentence);
    expect(totals.figures.legalProcessServed).toMatchObject({ recorded: counted });
  });
});

describe('a request to preserve evidence', () => {
  it('counts by itself, and not as legal process served', async () => {
    const { id: complaintId, by } = await given.complaint();
    const request = { complaintId, provider: 'Example Chat', account: 'night_owl', requestedOn: '2026-03-02' };
    await given.made(by, '/preservations', request);

    const measures = 'measures=legal_process_served,preservation_requests&by=type';
    const { body } = await tracker
      .as(by)
      .get<TotalsView>(`/reports/totals?from=2026-01-01&until=2027-01-01&${measures}`);

    expect(body.figures).toMatchObject({ legalProcessServed: { total: 0 }, preservationRequests: { recorded: 1 } });
  });
});

describe('a check in another system', () => {
  it.each(['rissafe', 'n_dex', 'icac_data_system', 'ncmec', 'icaccops'])('names %s', async (system) => {
    const { id: complaintId, by } = await given.complaint();
    const check = { complaintId, system, queryId: 'Q-1', result: 'no_hit', checkedAt: '2026-03-01T12:00:00Z' };

    const { status, body } = await tracker.as(by).post('/deconfliction/outside-checks', check);

    expect({ status, body }).toMatchObject({ status: 201, body: { system } });
  });
});

describe('a charge', () => {
  it.each([
    [
      { section: '1594(c)', title: 'Conspiracy' },
      { code: '18 U.S.C.', title: 'Conspiracy', federalSection: '1594(c)' },
    ],
    [
      { code: '47 U.S.C.', section: '223(h)', title: 'Intimate visual depictions' },
      { code: '47 U.S.C.', section: '223(h)', federalSection: null },
    ],
    [{ section: '2252A(a)(2)' }, { code: '18 U.S.C.', federalSection: '2252A(a)(2)' }],
  ])('is under any section of the United States Code: %j', async (cited, recorded) => {
    const complaint = await given.complaint({ state: 'triaged' });
    const { id: arrestId } = await given.arrest({ suspect: await given.suspect({ complaint }) });

    const { status, body } = await tracker.as(complaint.by).post('/charges', { ...aCharge, arrestId, ...cited });

    expect({ status, body }).toMatchObject({ status: 201, body: recorded });
  });

  it.each([
    ['720', ['S'], '20'],
    ['35A', ['P'], '20'],
    ['520', ['P'], '20'],
    ['26F', [], '58'],
    ['90F', [], null],
    ['360', [], '20'],
    ['370', ['P'], '58'],
  ])('has the NIBRS offense %s', async (nibrsOffense, criminalActivities, location) => {
    const complaint = await given.complaint({ state: 'triaged' });
    const { id: arrestId } = await given.arrest({ suspect: await given.suspect({ complaint }) });

    const { status, body } = await tracker
      .as(complaint.by)
      .post('/charges', { ...aCharge, arrestId, nibrsOffense, criminalActivities, location });

    expect({ status, body }).toMatchObject({ status: 201, body: { nibrsOffense } });
  });
});
