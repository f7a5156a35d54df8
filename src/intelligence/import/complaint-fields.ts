import { complaintModes, complaintSources, complaintTypes } from '../../casework/complaints/complaints.enums.js';
import type { IdentifierKind, ReportedRole } from '../../casework/identifiers/identifiers.enums.js';
import { postalCodes } from '../../organization/task-forces/postal-codes.enums.js';
import { modeParser, sourceParser, stateParser, typeParser } from './codes.js';
import { instantOrDayParser, instantParser, optionalField, requiredField, textParser } from './field.js';

const identifier = textParser({ max: 500 });

/** Fields of a complaint in a row, with the rules of a single tip. */
export const complaintFields = {
  agency: optionalField(textParser({ max: 200 }), 'agencyId', 'ori', 'agencyOri', 'agencyName'),
  source: requiredField(sourceParser(complaintSources), 'complaintSource'),
  externalReference: optionalField(
    textParser({ max: 60 }),
    'reference',
    'tipNumber',
    'reportNumber',
    'cyberTip',
    'reportId',
    'number',
  ),
  type: optionalField(typeParser(complaintTypes), 'complaintType'),
  mode: optionalField(modeParser(complaintModes)),
  receivedAt: requiredField(instantParser, 'received', 'dateReceived'),
  incidentAt: optionalField(instantParser, 'incident', 'incidentDate'),
  reportedToNcmecAt: optionalField(
    instantOrDayParser,
    'reportedToNcmec',
    'reportedToNcmecOn',
    'submitted',
    'submittedOn',
    'dateSubmitted',
  ),
  state: requiredField(stateParser(postalCodes), 'jurisdictionState'),
  county: optionalField(textParser({ max: 100 }), 'jurisdictionCounty'),
  city: optionalField(textParser({ max: 100 }), 'jurisdictionCity'),
  narrative: requiredField(textParser({ max: 20_000, multiline: true }), 'description', 'summary', 'details'),
  suspectEmail: optionalField(identifier, 'email', 'emailAddress'),
  suspectPhone: optionalField(identifier, 'phone', 'phoneNumber'),
  suspectIp: optionalField(identifier, 'ip', 'ipAddress'),
  suspectHandle: optionalField(identifier, 'handle', 'screenName', 'userName'),
  suspectPlatform: optionalField(textParser({ max: 100 }), 'platform', 'service'),
  suspectUrl: optionalField(identifier, 'url', 'profileUrl'),
  reporterEmail: optionalField(identifier),
  reporterPhone: optionalField(identifier),
  fileHash: optionalField(identifier, 'hash', 'md5', 'sha1', 'sha256'),
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
