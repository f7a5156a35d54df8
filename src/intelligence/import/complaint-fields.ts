import { complaintModes, complaintSources, complaintTypes } from '../../casework/complaints/complaints.enums.js';
import type { IdentifierKind, ReportedRole } from '../../casework/identifiers/identifiers.enums.js';
import { postalCodes } from '../../organization/task-forces/postal-codes.enums.js';
import { modeParser, sourceParser, stateParser, typeParser } from './codes.js';
import { instantOrDayParser, instantParser, requiredField, sparseField, textParser } from './field.js';

const identifier = textParser({ max: 500 });

/** Fields of a complaint in a row, with the rules of a single tip. */
export const complaintFields = {
  agency: sparseField(textParser({ max: 200 }), 'agencyId', 'ori', 'agencyOri', 'agencyName'),
  source: requiredField(sourceParser(complaintSources), 'complaintSource'),
  externalReference: sparseField(
    textParser({ max: 60 }),
    'reference',
    'tipNumber',
    'reportNumber',
    'cyberTip',
    'reportId',
    'number',
  ),
  agencyCaseNumber: sparseField(textParser({ max: 60 }), 'agencyCase', 'caseNumber', 'localCaseNumber'),
  type: sparseField(typeParser(complaintTypes), 'complaintType'),
  mode: sparseField(modeParser(complaintModes)),
  receivedAt: requiredField(instantParser, 'received', 'receivedOn', 'dateReceived'),
  incidentAt: sparseField(instantParser, 'incident', 'incidentOn', 'incidentDate'),
  reportedToNcmecAt: sparseField(
    instantOrDayParser,
    'reportedToNcmec',
    'reportedToNcmecOn',
    'submitted',
    'submittedOn',
    'dateSubmitted',
  ),
  state: requiredField(stateParser(postalCodes), 'jurisdictionState'),
  county: sparseField(textParser({ max: 100 }), 'jurisdictionCounty'),
  city: sparseField(textParser({ max: 100 }), 'jurisdictionCity'),
  narrative: requiredField(textParser({ max: 20_000, multiline: true }), 'description', 'summary', 'details'),
  suspectEmail: sparseField(identifier, 'email', 'emailAddress'),
  suspectPhone: sparseField(identifier, 'phone', 'phoneNumber'),
  suspectIp: sparseField(identifier, 'ip', 'ipAddress'),
  suspectHandle: sparseField(identifier, 'handle', 'screenName', 'userName'),
  suspectPlatform: sparseField(textParser({ max: 100 }), 'platform', 'service'),
  suspectUrl: sparseField(identifier, 'url', 'profileUrl'),
  reporterEmail: sparseField(identifier),
  reporterPhone: sparseField(identifier),
  fileHash: sparseField(identifier, 'hash', 'md5', 'sha1', 'sha256'),
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
