import { declareTimeline, timelineSource } from '../../casework/records/timeline-declarations.js';

const partLabels: Readonly<Record<string, string>> = {
  incident: 'the incident',
  provider: 'the provider',
  escalation: 'the escalation',
  annotations: 'the annotations',
  narrative: 'the narrative',
  persons: 'the persons',
  identifiers: 'the identifiers',
  files: 'the files',
  withheld: 'the withheld content',
};

declareTimeline(
  timelineSource<{ number: number; changed: readonly string[] }>({
    kind: 'tip_version_received',
    from: 'app.tip_versions r',
    where: 'r.number > 1',
    at: 'r.imported_at',
    author: 'r.imported_by',
    facts: { number: 'r.number', changed: 'r.changed' },
    describe: ({ number, changed }) => ({
      words: `Version ${number} of the CyberTip was received, ${changed.length === 0 ? 'with no changes' : `with changes in ${listed(changed.map((part) => partLabels[part] ?? part))}`}`,
    }),
  }),
);

/** Joins words: `the narrative, the persons and the files`. */
function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}
