import { complaintModes, complaintSources, complaintTypes } from '../../casework/complaints/complaints.words.js';
import type { IdentifierKind, ReportedRole } from '../../casework/identifiers/identifiers.words.js';
import { day, instant, matching, may, needed, oneOf, text } from './field.js';

const identifier = text({ max: 500 });

/** Fields of a complaint in a row, with the rules of a single tip. */
export const complaintFields = {
  agency: may(text({ max: 200 }), 'agencyId', 'ori', 'agencyOri', 'agencyName'),
  source: needed(oneOf(complaintSources), 'complaintSource'),
  externalReference: may(text({ max: 60 }), 'reference', 'tipNumber', 'reportNumber', 'cyberTip', 'reportId', 'number'),
  type: may(oneOf(complaintTypes), 'complaintType'),
  mode: may(oneOf(complaintModes)),
  receivedAt: needed(instant, 'received', 'dateReceived'),
  incidentAt: may(instant, 'incident', 'incidentDate'),
  submittedOn: may(day, 'submitted', 'dateSubmitted'),
  state: needed(matching(/^[A-Z]{2}$/, 'must be a two-letter postal code in capitals'), 'jurisdictionState'),
  county: may(text({ max: 100 }), 'jurisdictionCounty'),
  city: may(text({ max: 100 }), 'jurisdictionCity'),
  narrative: needed(text({ max: 20_000, multiline: true }), 'description', 'summary', 'details'),
  suspectEmail: may(identifier, 'email', 'emailAddress'),
  suspectPhone: may(identifier, 'phone', 'phoneNumber'),
  suspectIp: may(identifier, 'ip', 'ipAddress'),
  suspectHandle: may(identifier, 'handle', 'screenName', 'userName'),
  suspectPlatform: may(text({ max: 100 }), 'platform', 'service'),
  suspectUrl: may(identifier, 'url', 'profileUrl'),
  reporterEmail: may(identifier),
  reporterPhone: may(identifier),
  fileHash: may(identifier, 'hash', 'md5', 'sha1', 'sha256'),
} as const;
export type ComplaintField = keyof typeof complaintFields;

/** Fields that are identifiers, with their kind and role. */
export const identifierFields = {
  suspectEmail: { kind: 'email', role: 'suspect' },
  suspectPhone: { kind: 'phone', role: 'suspect' },
  suspectIp: { kind: 'ip', role: 'suspect' },
  suspectHandle: { kind: 'handle', role: 'suspect' },
  suspectUrl: { kind: 'url', role: 'suspect' },
  reporterEmail: { kind: 'email', role: 'reporter' },
  reporterPhone: { kind: 'phone', role: 'reporter' },
  fileHash: { kind: 'hash', role: 'unknown' },
} as const satisfies Partial<Record<ComplaintField, { kind: IdentifierKind; role: ReportedRole }>>;
export type IdentifierField = keyof typeof identifierFields;
