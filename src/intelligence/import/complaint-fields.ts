import {
  complaintModes,
  complaintSources,
  complaintTypes,
  dispositionCodes,
  ncmecClasses,
} from '../../casework/complaints/complaints.enums.js';
import type { IdentifierKind, ReportedRole } from '../../casework/identifiers/identifiers.enums.js';
import { postalCodes } from '../../organization/task-forces/postal-codes.enums.js';
import { dispositionParser, modeParser, ncmecClassParser, sourceParser, stateParser, typeParser } from './codes.js';
import {
  dayParser,
  incidentParser,
  instantOrDayParser,
  instantParser,
  lenientField,
  optionalField,
  referenceParser,
  requiredField,
  sparseField,
  textParser,
  type Field,
} from './field.js';
import { agencyField } from './resolve-agency.js';

/** Names of a column with the number that the source gave, among them those of a CyberTip (CT). */
export const externalReferenceNames = [
  'reference',
  'tipNumber',
  'reportNumber',
  'reportId',
  'ct',
  'ctNumber',
  'ctNo',
  'ctr',
  'cyberTip',
  'cyberTipNumber',
  'cyberTipNo',
  'cyberTipId',
  'cyberTiplineReport',
] as const;

const identifier = referenceParser({ max: 500 });

/** Parser of one user name. None has a comma or a semicolon, and a list of them would match nobody. */
const handle: Field['parse'] = (cell, zone) =>
  /[,;]/.test(cell)
    ? { fault: 'holds several user names, or a name of a person: enter one, and record the others after the import' }
    : identifier(cell, zone);

/**
 * Fields of a complaint in a row, with the rules of a single tip. A wrong agency or number would record another complaint, so
 * such a cell is a fault.
 */
export const complaintFields = {
  agency: { ...agencyField, isSparse: true },
  source: requiredField(sourceParser(complaintSources), 'complaintSource'),
  externalReference: sparseField(referenceParser({ max: 60 }), ...externalReferenceNames, 'number'),
  agencyCaseNumber: lenientField(referenceParser({ max: 60 }), 'agencyCase', 'caseNumber', 'localCaseNumber'),
  type: lenientField(typeParser(complaintTypes), 'complaintType'),
  mode: lenientField(modeParser(complaintModes)),
  receivedAt: requiredField(instantParser, 'received', 'recd', 'receivedOn', 'dateReceived'),
  incidentAt: lenientField(incidentParser, 'incident', 'incidentOn', 'incidentDate'),
  reportedToNcmecAt: lenientField(
    instantOrDayParser,
    'reportedToNcmec',
    'reportedToNcmecOn',
    'submitted',
    'submittedOn',
    'dateSubmitted',
  ),
  ncmecClass: lenientField(ncmecClassParser(ncmecClasses), 'classOfNcmec', 'ncmecClassification', 'tipClass'),
  state: requiredField(stateParser(postalCodes), 'jurisdictionState'),
  county: lenientField(textParser({ max: 100 }), 'jurisdictionCounty'),
  city: lenientField(textParser({ max: 100 }), 'jurisdictionCity'),
  narrative: requiredField(textParser({ max: 20_000, multiline: true }), 'description', 'summary', 'details'),
  // An unread disposition would leave a closed complaint open, so these two are not lenient.
  disposition: optionalField(dispositionParser(dispositionCodes), 'dispositionCode', 'outcome'),
  closedOn: optionalField(dayParser, 'closed', 'dateClosed', 'closedDate', 'dispositionDate', 'dispositionOn'),
  // A column named Email, Phone or URL does not say whose it is: the reporter's, or a page where it happened.
  suspectEmail: lenientField(identifier, 'suspectEmailAddress'),
  suspectPhone: lenientField(identifier, 'suspectPhoneNumber', 'suspectTelephone'),
  suspectIp: lenientField(identifier, 'ip', 'ipAddress'),
  suspectHandle: lenientField(handle, 'handle', 'screenName', 'userName'),
  suspectPlatform: lenientField(textParser({ max: 100 }), 'platform', 'service'),
  suspectUrl: lenientField(identifier, 'profileUrl'),
  reporterEmail: lenientField(identifier, 'reporterEmailAddress'),
  reporterPhone: lenientField(identifier, 'reporterPhoneNumber', 'reporterTelephone'),
  fileHash: lenientField(identifier, 'hash', 'md5', 'sha1', 'sha256'),
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
