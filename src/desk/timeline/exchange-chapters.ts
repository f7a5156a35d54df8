import { chapter, voided } from './chapter.js';
import { spoken } from './timeline.words.js';

const answers: Readonly<Record<string, string>> = {
  no_conflict: 'there is no conflict',
  coordinate: 'the two agencies will coordinate',
  merge: 'the cases will be merged',
  transfer: 'one agency will hand its case over to the other',
};

const systems: Readonly<Record<string, string>> = {
  rissafe: 'RISSafe',
  case_explorer: 'Case Explorer',
  safetnet: 'SAFETNet',
};

/** Later versions of the tip, and checks in other deconfliction systems. */
export const exchangeChapters = [
  chapter<{ number: number; changed: readonly string[] }>({
    kind: 'tip_version_received',
    from: 'app.tip_versions r',
    where: 'r.number > 1',
    at: 'r.imported_at',
    who: 'r.imported_by',
    facts: { number: 'r.number', changed: 'r.changed' },
    tell: ({ number, changed }) => ({
      words: `Version ${number} of the CyberTip was received, ${changed.length === 0 ? 'with no changes' : `with changes in ${spokenParts(changed)}`}`,
    }),
  }),
  chapter<{ system: string; result: string }>({
    kind: 'checked_elsewhere',
    from: 'app.outside_checks r',
    at: 'r.checked_at',
    who: 'r.recorded_by',
    facts: { system: 'r.system', result: 'r.result' },
    tell: ({ system, result }) => ({
      words: `Checked in ${systems[system] ?? 'another system'}, with ${result === 'hit' ? 'a hit' : 'no hit'}`,
      isRecorded: true,
    }),
  }),
  voided('app.outside_checks r', 'a check elsewhere'),
];

/**
 * Deconfliction with other task forces. It concerns only the two, so a packet omits it. A hit has no author, because
 * the other side's account stays undisclosed.
 */
export const deconflictionChapters = [
  chapter<{ kinds: readonly string[]; pointers: number }>({
    kind: 'deconfliction_checked',
    from: 'app.deconfliction_checks r',
    at: 'r.asked_at',
    who: 'r.asked_by',
    facts: { kinds: 'r.kinds', pointers: 'coalesce(cardinality(r.hit_ids), 0)' },
    tell: ({ kinds, pointers }) => ({
      words: `Submitted for deconfliction by ${kinds.map(spoken).join(', ')}, with ${pointers === 0 ? 'no' : pointers} hit${pointers === 1 ? '' : 's'}`,
    }),
  }),
  chapter<{ agency: string; kinds: readonly string[]; strength: string }>({
    kind: 'conflict_found',
    from: 'app.deconfliction_hits r',
    at: 'r.found_at',
    who: 'NULL::uuid',
    facts: { agency: 'r.their_agency', kinds: 'r.kinds', strength: 'r.strength' },
    tell: ({ agency, kinds, strength }) => ({
      words: `${agency} has the same ${kinds.map(spoken).join(' and ')}: ${strength}`,
    }),
  }),
  chapter<{ agency: string; answer: string }>({
    kind: 'conflict_answered',
    from: 'app.deconfliction_hits r',
    where: 'r.answered_at IS NOT NULL',
    at: 'r.answered_at',
    who: 'r.answered_by',
    facts: { agency: 'r.their_agency', answer: 'r.answer' },
    tell: ({ agency, answer }) => ({ words: `${agency} was answered that ${answers[answer] ?? answer}` }),
  }),
];

function spokenParts(changed: readonly string[]): string {
  return changed.map((part) => (part === 'sealed' ? 'withheld content' : part)).join(', ');
}
