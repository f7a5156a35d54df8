import type { PdfLine } from '../../../platform/files/pdf-text.js';
import {
  beginsWithHeading,
  findHeading,
  findLabel,
  findSection,
  type PaperField,
  type PaperPart,
} from './paper-labels.js';
import { parseInteger, parseDay, parseInstant, parseReportId } from './parse-values.js';

/** A text of a report on paper, and its pointer into the proposed report. */
export interface PaperValue {
  readonly page: number;
  /** Letter of the section; null before the first. */
  readonly section: string | null;
  /** As printed; null for a line without a known label. */
  readonly label: string | null;
  readonly text: string;
  /** JSON pointer into the report; null if a person decides where it belongs. */
  readonly pointer: string | null;
}

export interface PaperReport {
  readonly reportId: string | null;
  /** In the form of the ICAC Data System's export. */
  readonly report: Readonly<Record<string, unknown>>;
  readonly values: readonly PaperValue[];
}

type PersonField = Exclude<
  PaperField,
  | 'reportId'
  | 'dateReceived'
  | 'espName'
  | 'incidentType'
  | 'incidentDateTime'
  | 'filename'
  | 'hash'
  | 'ip'
  | 'port'
  | 'dateTime'
>;
/** Keys from the root of the report to a value. */
type Path = (string | number)[];
interface PaperHash {
  readonly type: string;
  readonly value: string;
}
type Container = Record<string, unknown> | unknown[];

const people = ['reportedInformation', 'reportedPeople', 'reportedPersons'];
const recipients = ['reportedInformation', 'intendedRecipients', 'intendedRecipients'];
const files = ['reportedInformation', 'uploadedFiles', 'uploadedFiles'];
const summary = ['reportedInformation', 'incidentSummary'];

/**
 * Reads the labels of a report on paper. A value has a path only under a heading that says whose it is: the label
 * alone does not tell a suspect's address from a child's or a provider's.
 */
export function readPaperReport(lines: readonly PdfLine[]): PaperReport {
  const reading = new PaperReading();
  for (const line of lines) reading.readLine(line);
  return reading.end();
}

class PaperReading {
  private readonly report: Record<string, unknown> = { reportedInformation: {} };
  private readonly values: PaperValue[] = [];
  private section: string | null = null;
  private part: PaperPart = 'other';
  /** The person, file or captured address that the next values belong to. */
  private person: Path | null = null;
  private file: Path | null = null;
  private capture: Path | null = null;
  /** A label whose value is on the next line. */
  private pending: { readonly label: string; readonly field: PaperField | null } | null = null;

  readLine({ page, cells }: PdfLine): void {
    const line = cells.join(' ');
    const section = findSection(line);
    const heading = section === undefined ? findHeading(line) : 'other';
    if (heading !== undefined && !(this.pending && section === undefined && heading === 'other')) {
      this.flush(page);
      this.section = section ?? this.section;
      this.open(heading);
      return;
    }
    // Prose may begin so too. The values below belong to nobody until the next heading.
    if (beginsWithHeading(line)) {
      this.flush(page);
      this.open('other');
    }
    for (const cell of cells) this.readCell(page, cell);
  }

  end(): PaperReport {
    this.flush(this.values.at(-1)?.page ?? 1);
    const { reportId } = this.report;
    return { reportId: typeof reportId === 'string' ? reportId : null, report: this.report, values: this.values };
  }

  private readCell(page: number, cell: string): void {
    const found = findLabel(cell);
    if (found) {
      this.flush(page);
      if (found.text === '') this.pending = found;
      else this.take(page, found.label, found.text, found.field);
    } else if (this.pending) {
      const { label, field } = this.pending;
      this.pending = null;
      this.take(page, label, cell, field);
    } else this.add(page, null, cell, null);
  }

  private flush(page: number): void {
    const { pending } = this;
    this.pending = null;
    if (pending) this.add(page, pending.label, '', null);
  }

  private open(part: PaperPart): void {
    this.capture = null;
    if (part === 'source') {
      this.part = this.part === 'file' || this.part === 'suspect' ? this.part : 'other';
      return;
    }
    this.part = part;
    this.file = null;
    this.person = null;
  }

  private take(page: number, label: string, text: string, field: PaperField | null): void {
    this.add(page, label, text, field === null ? null : this.setField(field, label, text));
  }

  private add(page: number, label: string | null, text: string, path: Path | null): void {
    const pointer = path === null ? null : `#/${path.join('/')}`;
    this.values.push({ page, section: this.section, label, text, pointer });
  }

  private setField(field: PaperField, label: string, text: string): Path | null {
    switch (field) {
      case 'reportId':
        return this.setOnce(['reportId'], parseReportId(text));
      case 'dateReceived':
        return this.setOnce(['dateReceived'], parsePaperTime(text));
      case 'espName':
        return this.setOnce(['reportedInformation', 'reportingEsp', 'espName'], text);
      case 'incidentType':
        return this.setOnce([...summary, 'incidentType'], text);
      case 'incidentDateTime':
        return this.setOnce([...summary, 'incidentDateTime'], parsePaperTime(text));
      case 'filename':
        return this.setFileName(text);
      case 'hash':
        return this.addHash(label, text);
      case 'ip':
        return this.addAddress(text);
      case 'port':
        return this.capture && this.setOnce([...this.capture, 'port'], parseInteger(text, 0, 65_535));
      case 'dateTime':
        return this.capture && this.setOnce([...this.capture, 'dateTime'], parsePaperTime(text));
      case 'approximateAge':
      case 'dateOfBirth':
      case 'email':
      case 'espUserId':
      case 'firstName':
      case 'lastName':
      case 'middleName':
      case 'phone':
      case 'screenName':
      case 'url':
        return this.setPersonField(field, text);
    }
  }

  private setPersonField(field: PersonField, text: string): Path | null {
    if (this.part !== 'suspect' && this.part !== 'recipient') return null;
    const { person: last } = this;
    const person = last === null || this.isNameOfNext(last, field, text) ? this.openPerson(this.part) : last;
    switch (field) {
      case 'email':
        return this.append([...person, 'emails', 'emails'], { value: text });
      case 'phone':
        return this.append([...person, 'phones', 'phones'], { value: text });
      case 'screenName':
        return this.append([...person, 'screenName'], { value: text });
      case 'url':
        return this.append([...person, ...captures], { captureType: 'URL', value: text });
      case 'dateOfBirth':
        return this.setOnce([...person, field], parsePaperDay(text));
      case 'approximateAge':
        return this.setOnce([...person, field], parseInteger(text, 0, 130));
      case 'espUserId':
      case 'firstName':
      case 'middleName':
      case 'lastName':
        return this.setOnce([...person, field], text);
    }
  }

  /** Whether a person has another first or last name already. Then the next person begins. */
  private isNameOfNext(person: Path, field: PersonField, name: string): boolean {
    const known = field === 'firstName' || field === 'lastName' ? this.get([...person, field]) : undefined;
    return known !== undefined && known !== name;
  }

  private openPerson(part: 'suspect' | 'recipient'): Path {
    this.capture = null;
    return (this.person = this.append(part === 'suspect' ? people : recipients, {}));
  }

  /** Sets the name of a file. A second name begins the next file. */
  private setFileName(name: string): Path | null {
    if (this.part !== 'file') return null;
    const file = this.file === null || this.get([...this.file, 'filename']) !== undefined ? this.openFile() : this.file;
    return this.setOnce([...file, 'filename'], name);
  }

  /** Adds a hash to a file. A second hash of a kind begins the next file. */
  private addHash(type: string, value: string): Path | null {
    if (this.part !== 'file') return null;
    const hashes = this.file === null ? [] : ((this.get([...this.file, 'verificationHash']) ?? []) as PaperHash[]);
    const index = hashes.findIndex((one) => foldHashType(one.type) === foldHashType(type));
    const isRepeated = hashes[index]?.value.toLowerCase() === value.toLowerCase();
    if (this.file !== null && isRepeated) return [...this.file, 'verificationHash', index];
    const file = this.file === null || index >= 0 ? this.openFile() : this.file;
    return this.append([...file, 'verificationHash'], { type, value } satisfies PaperHash);
  }

  private openFile(): Path {
    this.capture = null;
    return (this.file = this.append(files, {}));
  }

  private addAddress(text: string): Path | null {
    const [, address, event, time] = addressPattern.exec(text) ?? [];
    const at = time === undefined ? undefined : parsePaperTime(time);
    this.capture = null;
    if (address === undefined || at === null) return null;
    let owner = this.file;
    if (this.part === 'suspect' || this.part === 'recipient') {
      owner = this.person ?? this.openPerson(this.part);
    }
    if (owner === null) return null;
    this.capture = this.append([...owner, ...captures], {
      ...{ captureType: 'IP Address', value: address },
      ...(event === undefined ? {} : { eventName: event }),
      ...(at === undefined ? {} : { dateTime: at }),
    });
    return this.capture;
  }

  private setOnce(path: Path, value: unknown): Path | null {
    if (value === null || this.get(path) !== undefined) return null;
    const key = path.at(-1);
    (this.reach(path.slice(0, -1)) as Record<string, unknown>)[String(key)] = value;
    return path;
  }

  private append(path: Path, value: unknown): Path {
    const parent = this.reach(path.slice(0, -1)) as Record<string, unknown>;
    const list = (parent[String(path.at(-1))] ??= []) as unknown[];
    return [...path, list.push(value) - 1];
  }

  private get(path: Path): unknown {
    return (this.reach(path.slice(0, -1)) as Record<string, unknown>)[String(path.at(-1))];
  }

  private reach(path: Path): Container {
    return path.reduce<Container>((at, key) => {
      const container = at as Record<string | number, unknown>;
      return (container[key] ??= {}) as Container;
    }, this.report);
  }
}

const captures = ['sourceInformation', 'sourceCaptures'];
const addressPattern = /^([\da-fA-F.:]{2,45})(?:\s+\(([^()]{1,60})\))?(?:\s+(\d.*))?$/;
const yearLast = /^(\d{2})[-/](\d{2})[-/](\d{4})(.*)$/;
const timePattern = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2}) ?(?:UTC|GMT|Z)$/i;

/** Returns a kind of hash without its punctuation: `SHA-1` and `SHA1` are equal. */
function foldHashType(type: string): string {
  return type.toLowerCase().replaceAll(/[^a-z\d]/g, '');
}

/** Returns an instant in UTC. Reports write the month first; a time that does not say UTC has no meaning. */
function parsePaperTime(text: string): string | null {
  const [, day, time] = timePattern.exec(toYearFirst(text)) ?? [];
  return day === undefined || time === undefined ? null : parseInstant(`${day}T${time}Z`);
}

function parsePaperDay(text: string): string | null {
  const day = toYearFirst(text);
  return day.length === 10 ? parseDay(day) : null;
}

function toYearFirst(text: string): string {
  const [, month, day, year, rest] = yearLast.exec(text.trim()) ?? [];
  return year === undefined ? text.trim() : `${year}-${month}-${day}${rest}`;
}
