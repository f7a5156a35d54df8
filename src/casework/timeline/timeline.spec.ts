import { describe, expect, it } from '@jest/globals';
import '../../app.module.js';
import { timelineDeclarations } from '../records/timeline-declarations.js';
import { timelineKinds, type TimelineKind } from '../records/timeline-kinds.js';
import { isInternal, formatSentence } from './timeline.js';

const timelineSources = timelineDeclarations.all();

function told(kind: TimelineKind, facts: object, of: { name?: string | null; person?: string } = {}): string {
  const { name = 'Dana Reyes', person: person_name = null } = of;
  return formatSentence({
    source_index: timelineSources.findIndex((one) => one.kind === kind),
    facts,
    person_name,
    name,
  });
}

describe('a timeline', () => {
  it('has a source for each kind of event, and no other', () => {
    expect([...new Set(timelineSources.map(({ kind }) => kind))].sort()).toEqual([...timelineKinds].sort());
  });

  it('reads no names, notes, titles, accounts or narratives', () => {
    const personal = /_name\b|born_on|r\.(?:text|title|account|narrative|rationale|void_reason)\b/;

    expect(
      timelineSources
        .filter(({ event }) => personal.test(event.replaceAll(/g\.name|r\.to_name/g, '')))
        .map(({ kind }) => kind),
    ).toEqual([]);
  });
});

describe('a timeline for other agencies', () => {
  it('omits internal events and inquiries to other task forces', () => {
    const kept = timelineSources.filter((_, source_index) => isInternal({ source_index })).map(({ kind }) => kind);

    expect(kept).toEqual([
      'deconfliction_checked',
      'conflict_found',
      'conflict_answered',
      'legal_hold_placed',
      'legal_hold_lifted',
      'seal_order_executed',
      'purge_marked',
    ]);
  });
});

describe('a timeline sentence', () => {
  it.each<[string, TimelineKind, object, { name?: string | null; person?: string }?]>([
    [
      'Received from an NCMEC CyberTip and logged as NE-000417, by Dana Reyes.',
      'received',
      { reference: 'NE-000417', source: 'ncmec_cybertip' },
    ],
    [
      'Screened as CSAM possession, reactive, with no possible duplicates, by Dana Reyes.',
      'screened',
      { type: 'csam_possession', mode: 'reactive', duplicates: 0 },
    ],
    [
      'Screened as sextortion, reactive, with 2 possible duplicates, by Dana Reyes.',
      'screened',
      { type: 'sextortion', mode: 'reactive', duplicates: 2 },
    ],
    [
      'Triaged as enticement, reactive, tier 2, by Dana Reyes.',
      'triaged',
      { type: 'enticement', mode: 'reactive', priority: 2, proposed: 2, proposedType: 'enticement' },
    ],
    [
      'Triaged as enticement, reactive, tier 2, where the rules proposed tier 4, by Dana Reyes.',
      'triaged',
      { type: 'enticement', mode: 'reactive', priority: 2, proposed: 4, proposedType: null },
    ],
    [
      'Assigned to Omaha Police Department, by Dana Reyes.',
      'assigned',
      { agency: 'Omaha Police Department', due: null, reason: null },
    ],
    [
      'Assigned to Robin Vale for Omaha Police Department, due 2026-03-09, by Dana Reyes: Nearest.',
      'assigned',
      { agency: 'Omaha Police Department', due: '2026-03-09', reason: 'Nearest.' },
      { person: 'Robin Vale' },
    ],
    [
      'Investigation began, by Dana Reyes.',
      'moved',
      { from: 'assigned', to: 'under_investigation', into: null, reason: null },
    ],
    [
      'Reopened, by Dana Reyes: Another tip.',
      'moved',
      { from: 'closed', to: 'reopened', into: null, reason: 'Another tip.' },
    ],
    [
      'Merged into NE-000001, by Dana Reyes: The same account.',
      'moved',
      { from: 'triaged', to: 'merged', into: 'NE-000001', reason: 'The same account.' },
    ],
    [
      'The merge into NE-000001 was reversed, by Dana Reyes: Two accounts.',
      'moved',
      { from: 'merged', to: 'triaged', into: 'NE-000001', reason: 'Two accounts.' },
    ],
    [
      'The merge into another complaint was reversed, by Dana Reyes.',
      'moved',
      { from: 'merged', to: 'triaged', into: null, reason: null },
    ],
    [
      'NE-000417 was merged into this complaint, by Dana Reyes: The same account.',
      'other_merged',
      { reference: 'NE-000417', reason: 'The same account.' },
    ],
    [
      'The merge of NE-000417 into this complaint was reversed, by Dana Reyes: Two accounts.',
      'other_separated',
      { reference: 'NE-000417', reason: 'Two accounts.' },
    ],
    [
      'Put on hold, to be reviewed on 2026-04-01, by Dana Reyes: waits for the laboratory',
      'held',
      { review: '2026-04-01', reason: 'waits for the laboratory' },
    ],
    ['Work was resumed, by Dana Reyes.', 'resumed', {}],
    [
      'The proposal to close was rejected, by Dana Reyes: One lead is left.',
      'closure_answered',
      { outcome: 'returned', answer: 'One lead is left.' },
    ],
    ['Closed as provider data expired, by Dana Reyes.', 'closed', { code: 'esp_data_expired' }],
    [
      'A suspect was identified by Omaha Police Department, recorded by Dana Reyes.',
      'suspect_identified',
      { agency: 'Omaha Police Department' },
    ],
    [
      'A suspect was taken into custody by Omaha Police Department.',
      'arrest_made',
      { agency: 'Omaha Police Department', how: 'taken_into_custody' },
      { name: null },
    ],
    [
      'A child, MV1, was identified by Omaha Police Department, recorded by Dana Reyes.',
      'child_identified',
      { agency: 'Omaha Police Department', pseudonym: 'MV1' },
    ],
    ['The record of a suspect was voided, by Dana Reyes.', 'record_voided', { name: null }],
    ['The record of a suspect, MV1, was voided, by Dana Reyes.', 'record_voided', { name: 'MV1' }],
    [
      'Omaha Police Department was asked to examine devices, recorded by Dana Reyes.',
      'forensic_exam_requested',
      { agency: 'Omaha Police Department' },
    ],
    [
      'A search warrant for premises was issued by District Court, recorded by Dana Reyes.',
      'legal_process_issued',
      { kind: 'search_warrant_premises', authority: 'District Court' },
    ],
    [
      'The search warrant to a provider ended: returned without results, recorded by Dana Reyes.',
      'legal_process_ended',
      { kind: 'search_warrant_provider', outcome: 'returned_without' },
    ],
    [
      'Referred to a United States Attorney for prosecution, recorded by Dana Reyes.',
      'prosecution_referred',
      { forum: 'us_attorney' },
    ],
    [
      'The referral to a State prosecutor was declined (statute of limitations), recorded by Dana Reyes.',
      'prosecution_decided',
      { forum: 'state', decision: 'declined', reason: 'time_barred' },
    ],
    ['The prosecution ended: convicted by plea, recorded by Dana Reyes.', 'prosecution_ended', { outcome: 'plea' }],
    [
      'Safeguarding of MV1: referred to child protective services, recorded by Dana Reyes.',
      'child_safeguarded',
      { pseudonym: 'MV1', status: 'cps_referred' },
    ],
    [
      'Closure was proposed as referred to another ICAC task force, by Dana Reyes.',
      'closure_proposed',
      { code: 'referred_other_icac' },
    ],
    [
      'Screened as generative AI or obscene visual material, reactive, with no possible duplicates, by Dana Reyes.',
      'screened',
      { type: 'generative_ai_or_obscene_visual', mode: 'reactive', duplicates: 0 },
    ],
    [
      'The share with Lincoln Police Department ended, by Dana Reyes: The case is theirs.',
      'share_ended',
      { to: 'Lincoln Police Department', reason: 'The case is theirs.' },
    ],
    [
      'Sealed by order 26-S-14 of Juvenile Court, by Dana Reyes.',
      'seal_order_executed',
      { kind: 'seal', number: '26-S-14', court: 'Juvenile Court' },
    ],
    [
      'Marked for purge, not before 2026-04-01, by Dana Reyes: Nothing is left to do.',
      'purge_marked',
      { from: '2026-04-01', reason: 'Nothing is left to do.' },
    ],
    [
      'Version 2 of the CyberTip was received, with changes in the narrative and the withheld content, by Dana Reyes.',
      'tip_version_received',
      { number: 2, changed: ['narrative', 'withheld'] },
    ],
    [
      'Version 3 of the CyberTip was received, with no changes, by Dana Reyes.',
      'tip_version_received',
      { number: 3, changed: [] },
    ],
    [
      'Checked in Case Explorer, with no hit, recorded by Dana Reyes.',
      'checked_elsewhere',
      { system: 'case_explorer', result: 'no_hit' },
    ],
    [
      'Submitted for deconfliction (IP address, handle), with no hits, by Dana Reyes.',
      'deconfliction_checked',
      { kinds: ['ip', 'handle'], pointers: 0 },
    ],
    [
      'Houston Police Department has the same IP address and handle (strong match).',
      'conflict_found',
      { agency: 'Houston Police Department', kinds: ['ip', 'handle'], strength: 'strong' },
      { name: null },
    ],
    [
      'Houston Police Department was answered that the two agencies will coordinate, by Dana Reyes.',
      'conflict_answered',
      { agency: 'Houston Police Department', answer: 'coordinate' },
    ],
    ['An earlier note was corrected, by Dana Reyes.', 'note_written', { corrects: true }],
    [
      'A task was created for Robin Vale, due 2026-03-09, by Dana Reyes.',
      'task_set',
      { due: '2026-03-09' },
      { person: 'Robin Vale' },
    ],
    [
      'A task was reassigned to Robin Vale, due 2026-03-10, by Dana Reyes.',
      'task_reassigned',
      { due: '2026-03-10' },
      { person: 'Robin Vale' },
    ],
    [
      'The due date of a task of Robin Vale was changed to 2026-03-10, by Dana Reyes.',
      'task_rescheduled',
      { due: '2026-03-10' },
      { person: 'Robin Vale' },
    ],
    [
      'A task was cancelled, by Dana Reyes: The warrant brought it.',
      'task_ended',
      { state: 'cancelled', reason: 'The warrant brought it.' },
    ],
    [
      'Example Chat was asked on 2026-03-01 to preserve an account until 2026-05-30, recorded by Dana Reyes.',
      'preservation_requested',
      { provider: 'Example Chat', asked: '2026-03-01', until: '2026-05-30' },
    ],
  ])('is: %s', (sentence, kind, facts, of = {}) => {
    expect(told(kind, facts, of)).toBe(sentence);
  });
});
