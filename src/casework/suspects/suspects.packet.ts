import {
  child,
  declarePacketSections,
  matter,
  selectIsJuvenile,
  suspect,
  voidedConcerns,
} from '../records/packet-declarations.js';

declarePacketSections(
  {
    name: 'suspects',
    title: 'Suspects',
    table: 'suspects',
    concerns: {
      ...matter('agency_id', 'offender_class', 'juvenile', 'identified_on', 'same_person_as'),
      ...suspect('given_name', 'family_name', 'born_on'),
      ...voidedConcerns,
    },
  },
  {
    name: 'aliases',
    title: 'Aliases of suspects',
    table: 'suspect_aliases',
    juvenile: selectIsJuvenile,
    concerns: {
      ...matter('suspect_id', 'kind', 'recorded_at'),
      ...suspect('given_name', 'family_name', 'whole_name'),
      ...voidedConcerns,
    },
  },
  {
    name: 'arrests',
    title: 'Arrests',
    table: 'arrests',
    concerns: { ...matter('suspect_id', 'agency_id', 'arrested_on', 'kind', 'juvenile_handling'), ...voidedConcerns },
  },
  {
    name: 'charges',
    title: 'Charges',
    table: 'charges',
    concerns: {
      ...matter('arrest_id', 'jurisdiction', 'code', 'section', 'title', 'federal_section', 'counts', 'completion'),
      ...matter('nibrs_offense', 'criminal_activities', 'offender_using', 'location'),
      ...child('victim_age'),
      ...voidedConcerns,
    },
  },
);
