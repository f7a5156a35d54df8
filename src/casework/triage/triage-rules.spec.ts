import { describe, expect, it } from '@jest/globals';
import { nothingKnown } from '../../../test/casework/priority-facts.js';
import { complaintSources } from '../complaints/complaints.enums.js';
import { proposeTriage, type TriageFacts } from './triage-rules.js';

const nothing: TriageFacts = { ...nothingKnown, mode: null, source: 'observation', incident: null };
const params = { type: null, count: null, access: null, annotations: [] };
const incident = { type: 'enticement', says: 'The CyberTip reports enticement.' } as const;

describe('the proposal of a triage', () => {
  it('has neither type nor mode where nothing is known', () => {
    const says = 'Nothing that is known speaks for more urgency.';

    expect(proposeTriage(nothing)).toEqual({
      type: null,
      mode: null,
      priority: 4,
      reasons: [{ field: 'priority', rule: 'all_else', effect: 'supports', says, params }],
      rationale: says,
    });
  });

  it('takes the type of the tip, its mode from the source, and the tier from that type', () => {
    const { reasons, ...proposal } = proposeTriage({ ...nothing, source: 'ncmec_cybertip', incident });

    expect(proposal).toMatchObject({ type: 'enticement', mode: 'reactive', priority: 2 });
    expect(reasons.map(({ field, rule }) => [field, rule])).toEqual([
      ['type', 'incident_type'],
      ['mode', 'reporting_source'],
      ['priority', 'child_within_reach'],
    ]);
    expect(proposal.rationale).toMatch(/^The CyberTip reports enticement\. It is about somebody who reaches/);
  });

  it('keeps a recorded type and mode', () => {
    const recorded = { type: 'traveler', mode: 'proactive' } as const;
    const { reasons, ...proposal } = proposeTriage({ ...nothing, ...recorded, source: 'ncmec_cybertip', incident });

    expect(proposal).toMatchObject({ ...recorded, priority: 1 });
    expect(reasons.slice(0, 2).map(({ rule }) => rule)).toEqual(['recorded_type', 'recorded_mode']);
  });

  it('states the overruled reasons in the rationale, and omits the weaker ones', () => {
    const { priority, rationale } = proposeTriage({
      ...nothing,
      isEscalated: true,
      hasSuspect: true,
      isAllViral: true,
    });

    expect(priority).toBe(1);
    expect(rationale).toBe(
      'The provider escalated the report: it states an immediate risk to a child. ' +
        'Overruled: Each reported file is marked as viral or as a meme.',
    );
  });

  it('has the values of each reason for a sentence in another language', () => {
    const { reasons } = proposeTriage({ ...nothing, incident, childAccess: 'coach', priorReports: 2 });

    expect(reasons.map(({ rule, params: values }) => [rule, values])).toEqual([
      ['incident_type', { ...params, type: 'enticement' }],
      ['access_to_child', { ...params, access: 'coach' }],
      ['child_within_reach', params],
      ['prior_reports', { ...params, count: 2 }],
    ]);
  });

  it('proposes the mode only for sources that report', () => {
    const reporting = complaintSources.filter((source) => proposeTriage({ ...nothing, source }).mode === 'reactive');

    expect(reporting).toEqual(['ncmec_cybertip', 'service_provider', 'other_agency', 'public_complaint']);
  });
});
