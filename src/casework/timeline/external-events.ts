import { identifierKindLabels, type IdentifierKind } from '../identifiers/identifiers.enums.js';
import { timelineSource, voidedRecordSource } from './timeline-source.js';

const answerSentences: Readonly<Record<string, string>> = {
  no_conflict: 'there is no conflict',
  coordinate: 'the two agencies will coordinate',
  merge: 'the cases will be merged',
  transfer: 'one agency will hand its case over to the other',
};

const partLabels: Readonly<Record<string, string>> = {
  incident: 'the incident',
  provider: 'the provider',
  escalation: 'the escalation',
  annotations: 'the annotations',
  narrative: 'the narrative',
  persons: 'the persons',
  identifiers: 'the identifiers',
  files: 'the files',
  sealed: 'the withheld content',
};

const systems: Readonly<Record<string, string>> = {
  rissafe: 'RISSafe',
  case_explorer: 'Case Explorer',
  safetnet: 'SAFETNet',
};

/** Later versions of the tip, and checks in other deconfliction systems. */
export const externalEvents = [
  timelineSource<{ number: number; changed: readonly string[] }>({
    kind: 'tip_version_received',
    from: 'app.tip_versions r',
    where: 'r.number > 1',
    at: 'r.imported_at',
    who: 'r.imported_by',
    facts: { number: 'r.number', changed: 'r.changed' },
    describe: ({ number, changed }) => ({
      words: `Version ${number} of the CyberTip was received, ${changed.length === 0 ? 'with no changes' : `with changes in ${listed(changed.map((part) => partLabels[part] ?? part))}`}`,
    }),
  }),
  timelineSource<{ system: string; result: string }>({
    kind: 'checked_elsewhere',
    from: 'app.outside_checks r',
    at: 'r.checked_at',
    who: 'r.recorded_by',
    facts: { system: 'r.system', result: 'r.result' },
    describe: ({ system, result }) => ({
      words: `Checked in ${systems[system] ?? 'another system'}, with ${result === 'hit' ? 'a hit' : 'no hit'}`,
      isRecorded: true,
    }),
  }),
  voidedRecordSource('app.outside_checks r', 'a check elsewhere'),
];

/**
 * Deconfliction with other task forces. It concerns only the two, so a packet omits it. A hit has no author, because
 * the other side's account stays undisclosed.
 */
export const deconflictionEvents = [
  timelineSource<{ kinds: readonly IdentifierKind[]; pointers: number }>({
    kind: 'deconfliction_checked',
    from: 'app.deconfliction_checks r',
    at: 'r.asked_at',
    who: 'r.asked_by',
    facts: { kinds: 'r.kinds', pointers: 'coalesce(cardinality(r.hit_ids), 0)' },
    describe: ({ kinds, pointers }) => ({
      words: `Submitted for deconfliction (${labelsOf(kinds).join(', ')}), with ${pointers === 0 ? 'no' : pointers} hit${pointers === 1 ? '' : 's'}`,
    }),
  }),
  timelineSource<{ agency: string; kinds: readonly IdentifierKind[]; strength: string }>({
    kind: 'conflict_found',
    from: 'app.deconfliction_hits r',
    at: 'r.found_at',
    who: 'NULL::uuid',
    facts: { agency: 'r.their_agency', kinds: 'r.kinds', strength: 'r.strength' },
    describe: ({ agency, kinds, strength }) => ({
      words: `${agency} has the same ${labelsOf(kinds).join(' and ')} (${strength} match)`,
    }),
  }),
  timelineSource<{ agency: string; answer: string }>({
    kind: 'conflict_answered',
    from: 'app.deconfliction_hits r',
    where: 'r.answered_at IS NOT NULL',
    at: 'r.answered_at',
    who: 'r.answered_by',
    facts: { agency: 'r.their_agency', answer: 'r.answer' },
    describe: ({ agency, answer }) => ({ words: `${agency} was answered that ${answerSentences[answer] ?? answer}` }),
  }),
];

function labelsOf(kinds: readonly IdentifierKind[]): string[] {
  return kinds.map((kind) => identifierKindLabels[kind]);
}

/** Joins words: `the narrative, the persons and the files`. */
function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}
