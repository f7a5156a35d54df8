import {
  child,
  declarePacketSections,
  matter,
  selectIsJuvenile,
  suspect,
  voidedConcerns,
  words,
} from '../records/packet-declarations.js';
import { identifierKindLabels } from './identifiers.enums.js';

const identifierConcerns = {
  ...matter('suspect_id', 'person_id', 'file_id', 'role', 'kind', 'platform', 'algorithm', 'observed_at', 'port'),
  ...matter('carrier_id'),
  ...matter('event', 'is_possible_proxy', 'is_verified', 'verified_at', 'device_kind', 'source_path', 'recorded_at'),
  ...voidedConcerns,
};

declarePacketSections(
  {
    name: 'persons',
    title: 'Reported persons',
    table: 'reported_persons',
    concerns: {
      ...matter('role', 'source_path', 'recorded_at'),
      ...child('given_name', 'family_name', 'other_name', 'born_on', 'approximate_age'),
      ...words('description'),
      ...voidedConcerns,
    },
  },
  {
    name: 'files',
    title: 'Reported files',
    table: 'reported_files',
    concerns: {
      ...matter('size_bytes', 'is_viewed_by_provider', 'is_publicly_available', 'classification', 'source_path'),
      ...matter('source_file_id', 'uploaded_at', 'is_exif_viewed_by_provider', 'relevance', 'recorded_at'),
      ...words('name', 'submitted_name', 'location', 'tags'),
      ...voidedConcerns,
    },
  },
  {
    name: 'identifiers-of-suspects',
    title: 'Identifiers of suspects',
    table: 'identifiers',
    only: `r.role = 'suspect'`,
    juvenile: selectIsJuvenile,
    labels: { kind: identifierKindLabels },
    concerns: { ...identifierConcerns, ...suspect('raw', 'normalised') },
  },
  {
    name: 'identifiers-of-others',
    title: 'Other identifiers',
    table: 'identifiers',
    only: `r.role <> 'suspect'`,
    labels: { kind: identifierKindLabels },
    concerns: { ...identifierConcerns, ...child('raw', 'normalised') },
  },
);
