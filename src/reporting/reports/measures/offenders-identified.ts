import type { Measure } from './measure.js';

export const offendersIdentified = {
  key: 'offenders_identified_hands_on_or_production',
  property: 'offendersIdentifiedHandsOnOrProduction',
  words:
    'Offenders identified who produced child sexual abuse material, sexually abused a child, or both. A person ' +
    'recorded in several complaints of a task force counts once if the records are linked, and once for each ' +
    'complaint if they are not. A person recorded by two task forces counts once for each of them.',
  placedBy: 'the day the offender was identified',
  facets: ['type', 'mode', 'offender'],
  identifies: 'offenders',
  counts: [
    {
      table: 'suspects',
      when: `r.same_person_as IS NULL AND r.offender_class IN ('producer', 'contact_offender', 'both')`,
      day: 'r.identified_on',
      facets: { offender: 'r.offender_class' },
    },
  ],
} as const satisfies Measure;
