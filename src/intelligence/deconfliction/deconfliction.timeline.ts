import { identifierKindLabels, type IdentifierKind } from '../../casework/identifiers/identifiers.enums.js';
import { declareTimeline, timelineSource, voidedRecordSource } from '../../casework/records/timeline-declarations.js';

const answerSentences: Readonly<Record<string, string>> = {
  no_conflict: 'there is no conflict',
  coordinate: 'the two agencies will coordinate',
  merge: 'the cases will be merged',
  transfer: 'one agency will hand its case over to the other',
};

const systems: Readonly<Record<string, string>> = {
  rissafe: 'RISSafe',
  case_explorer: 'Case Explorer',
  safetnet: 'SAFETNet',
  n_dex: 'N-DEx',
  icac_data_system: 'the ICAC Data System',
  ncmec: 'NCMEC',
  icaccops: 'ICACCOPS',
};

// Deconfliction with another task force concerns only the two. A hit has no author: the account of the other side stays
// undisclosed.
declareTimeline(
  timelineSource<{ system: string; result: string }>({
    kind: 'checked_elsewhere',
    from: 'app.outside_checks r',
    at: 'r.checked_at',
    author: 'r.recorded_by',
    facts: { system: 'r.system', result: 'r.result' },
    describe: ({ system, result }) => ({
      words: `Checked in ${systems[system] ?? 'another system'}, with ${result === 'hit' ? 'a hit' : 'no hit'}`,
      isRecorded: true,
    }),
  }),
  voidedRecordSource('app.outside_checks r', 'a check elsewhere'),
  timelineSource<{ kinds: readonly IdentifierKind[]; pointers: number }>({
    kind: 'deconfliction_checked',
    isInternal: true,
    from: 'app.deconfliction_checks r',
    at: 'r.asked_at',
    author: 'r.asked_by',
    facts: { kinds: 'r.kinds', pointers: 'coalesce(cardinality(r.hit_ids), 0)' },
    describe: ({ kinds, pointers }) => ({
      words: `Submitted for deconfliction (${labelsOf(kinds).join(', ')}), with ${pointers === 0 ? 'no' : pointers} hit${pointers === 1 ? '' : 's'}`,
    }),
  }),
  timelineSource<{ agency: string; kinds: readonly IdentifierKind[]; strength: string }>({
    kind: 'conflict_found',
    isInternal: true,
    from: 'app.deconfliction_hits r',
    at: 'r.found_at',
    author: 'NULL::uuid',
    facts: { agency: 'r.their_agency', kinds: 'r.kinds', strength: 'r.strength' },
    describe: ({ agency, kinds, strength }) => ({
      words: `${agency} has the same ${labelsOf(kinds).join(' and ')} (${strength} match)`,
    }),
  }),
  timelineSource<{ agency: string; answer: string }>({
    kind: 'conflict_answered',
    isInternal: true,
    from: 'app.deconfliction_hits r',
    where: 'r.answered_at IS NOT NULL',
    at: 'r.answered_at',
    author: 'r.answered_by',
    facts: { agency: 'r.their_agency', answer: 'r.answer' },
    describe: ({ agency, answer }) => ({ words: `${agency} was answered that ${answerSentences[answer] ?? answer}` }),
  }),
);

function labelsOf(kinds: readonly IdentifierKind[]): string[] {
  return kinds.map((kind) => identifierKindLabels[kind]);
}
