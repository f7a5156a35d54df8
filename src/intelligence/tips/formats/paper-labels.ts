import { foldText } from './parse-values.js';

/** Part of a report on paper, opened by its heading. */
export type PaperPart = 'suspect' | 'recipient' | 'file' | 'source' | 'incident' | 'other';

/** Meaning of a label, in the words of the ICAC Data System's export. `null` is known, and a person decides where it belongs. */
export type PaperField =
  | 'reportId'
  | 'dateReceived'
  | 'espName'
  | 'incidentType'
  | 'incidentDateTime'
  | 'firstName'
  | 'middleName'
  | 'lastName'
  | 'dateOfBirth'
  | 'approximateAge'
  | 'screenName'
  | 'email'
  | 'phone'
  | 'espUserId'
  | 'url'
  | 'ip'
  | 'port'
  | 'dateTime'
  | 'filename'
  | 'hash';

const labels: Readonly<Record<string, PaperField | null>> = {
  'CyberTipline Report Number': 'reportId',
  'CyberTipline Report': 'reportId',
  'Report Number': 'reportId',
  'Report ID': 'reportId',
  'Received by NCMEC on': 'dateReceived',
  'Received by NCMEC': 'dateReceived',
  'Date Received': 'dateReceived',
  'Reporting ESP': 'espName',
  'Reporting Electronic Service Provider': 'espName',
  'Reporting Electronic Service Provider (ESP)': 'espName',
  Submitter: 'espName',
  'Incident Type': 'incidentType',
  'Incident Time': 'incidentDateTime',
  'Incident Date/Time': 'incidentDateTime',
  'Incident Date and Time': 'incidentDateTime',
  'First Name': 'firstName',
  'Middle Name': 'middleName',
  'Last Name': 'lastName',
  'Date of Birth': 'dateOfBirth',
  'Approximate Age': 'approximateAge',
  'Screen/User Name': 'screenName',
  'Screen Name': 'screenName',
  Username: 'screenName',
  'User Name': 'screenName',
  'Email Address': 'email',
  Email: 'email',
  Phone: 'phone',
  'Phone Number': 'phone',
  'Mobile Phone': 'phone',
  'Home Phone': 'phone',
  'ESP User ID': 'espUserId',
  'User ID': 'espUserId',
  URL: 'url',
  'Profile URL': 'url',
  'IP Address': 'ip',
  Port: 'port',
  'Date/Time': 'dateTime',
  Filename: 'filename',
  'File Name': 'filename',
  MD5: 'hash',
  'SHA-1': 'hash',
  SHA1: 'hash',
  'SHA-256': 'hash',
  SHA256: 'hash',
  Name: null,
  Address: null,
  'Display Name': null,
  'Device ID': null,
  'Priority Level': null,
  'Additional Information': null,
  'Original Filename': null,
  'Did Reporting ESP view entire contents of uploaded file?': null,
};

const headings: Readonly<Record<string, PaperPart>> = {
  Suspect: 'suspect',
  'Suspect Information': 'suspect',
  'Intended Recipient': 'recipient',
  Recipient: 'recipient',
  'Uploaded File': 'file',
  'Uploaded File Information': 'file',
  'Source Information': 'source',
  'Incident Information': 'incident',
  'Executive Summary': 'other',
  Victim: 'other',
  'Child Victim': 'other',
  'Victim Information': 'other',
  Submitter: 'other',
  'Reporting Person': 'other',
  'Reporting Electronic Service Provider (ESP)': 'other',
  'Company Information': 'other',
  'Contact Person': 'other',
  'Law Enforcement Contact Information': 'other',
  'Additional Information': 'other',
};

const fieldByLabel = new Map(Object.entries(labels).map(([label, field]) => [foldText(label), field]));
const partByHeading = new Map(Object.entries(headings).map(([heading, part]) => [foldText(heading), part]));
const labelledPattern = /^([^:]{1,60}[:?]):?(.*)$/;
const numberPattern = /^CyberTipline Report(?: Number)?(?: #| # | )(\d{4,19})$/i;
const ordinalPattern = /\s*(?:#?\d{1,4}(?: of \d{1,4})?|\(\d{1,4}\))$/;
const headedPattern = /^([^:]{1,60}):\s*\S/;
const sectionPattern = /^Section ([A-Z])\b/i;

export interface LabelledText {
  readonly label: string;
  readonly text: string;
  readonly field: PaperField | null;
}

/** Returns the label at the start of a text, its meaning and what follows; undefined without a known label. */
export function findLabel(cell: string): LabelledText | undefined {
  const number = numberPattern.exec(cell)?.[1];
  if (number !== undefined) return { label: 'CyberTipline Report', text: number, field: 'reportId' };
  const [, found = '', rest = ''] = labelledPattern.exec(cell) ?? [];
  const text = rest.trim();
  const label = found.replace(/:$/, '').trim();
  const field = fieldByLabel.get(foldText(label));
  return field === undefined ? undefined : { label, text, field };
}

/** Returns the part that a heading opens, also with its number or in the plural: `Suspect 2 of 3`, `Victims`. */
export function findHeading(line: string): PaperPart | undefined {
  const name = foldText(line.replace(/:$/, '')).replace(ordinalPattern, '');
  return partByHeading.get(name) ?? partByHeading.get(name.replace(/s$/, ''));
}

/** Whether a line begins with a heading, and a text follows it: `Child Victim: MV1`. */
export function beginsWithHeading(line: string): boolean {
  const name = headedPattern.exec(line)?.[1];
  return name !== undefined && findLabel(line) === undefined && findHeading(name) !== undefined;
}

export function findSection(line: string): string | undefined {
  return sectionPattern.exec(line)?.[1]?.toUpperCase();
}
