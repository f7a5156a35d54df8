import { added, longestValue, setOnce, takeAnnotation, type Draft, type Spot, type Writable } from './draft.js';
import { mark, type Opening, type Words } from './mapping.js';
import type {
  KeptApart,
  ReportedFile,
  ReportedIdentifier,
  ReportedIncidentType,
  ReportedPerson,
  ReportedText,
  TipFormat,
} from './reported-tip.js';
import { UnfitTip } from './unfit-tip.js';
import { folded, instantOf, reportIdOf, textOf, type Scalar } from './values.js';

const most = { persons: 200, identifiers: 2000, files: 2000, narrative: 500 };

/** Which of the report's persons a part is of. */
export interface PersonPlace {
  readonly index: number;
}

/** Makes a part of a report, as the mapping opens it. */
export type PartMaker = (tip: TipDraft, opening: Opening, at: Spot, person: PersonPlace | null) => Draft;

/** The report itself, and what all of its parts are added to. */
export class TipDraft implements Draft {
  readonly kind = 'tip';
  readonly role = null;
  reportId: string | null = null;
  readonly single: Record<'receivedAt' | 'submittedAt' | 'provider' | 'priority', string | null> = {
    receivedAt: null,
    submittedAt: null,
    provider: null,
    priority: null,
  };
  escalation: ReportedText | null = null;
  readonly incidentTypes: ReportedIncidentType[] = [];
  readonly incidentTimes: string[] = [];
  readonly annotations: string[] = [];
  readonly narrative: ReportedText[] = [];
  readonly persons: ReportedPerson[] = [];
  readonly identifiers: Writable<ReportedIdentifier>[] = [];
  readonly files: ReportedFile[] = [];
  readonly keptApart: KeptApart[] = [];
  /** The service each person was reported for, which names of users belong to. */
  readonly platforms: { platform: string | null }[] = [];
  /** What children of the report are called, to be looked for in its texts. */
  readonly protectedNames: string[] = [];

  constructor(
    readonly format: TipFormat,
    readonly words: Words,
    private readonly makePart: PartMaker,
  ) {}

  take(field: string, value: Scalar, at: Spot): boolean {
    switch (field) {
      case 'reportId':
        return this.takeReportId(value, at);
      case 'receivedAt':
      case 'submittedAt':
        return setOnce(this.single, field, instantOf(value));
      case 'escalation':
        return this.escalate(value, at);
      case 'provider':
      case 'priority':
        return setOnce(this.single, field, textOf(value, longestValue));
      case 'incidentType':
        return this.takeIncidentType(textOf(value, longestValue));
      case 'incidentAt':
        return added(this.incidentTimes, instantOf(value));
      case 'annotation':
      case mark:
        return takeAnnotation(this.annotations, this.words, value, at);
      default:
        return this.tell(value, at);
    }
  }

  open(opening: Opening, at: Spot): Draft {
    return this.part(opening, at, null);
  }

  close(): boolean {
    return true;
  }

  /** A part of the report, of a person or of nobody in particular. */
  part(opening: Opening, at: Spot, person: PersonPlace | null): Draft {
    return this.makePart(this, opening, at, person);
  }

  addPerson(person: ReportedPerson): void {
    requireRoom(this.persons, most.persons, 'persons');
    this.persons.push(person);
  }

  /** The same, seen at the same time, is one. */
  addIdentifier(identifier: ReportedIdentifier): void {
    const same = this.identifiers.some(
      (known) =>
        known.kind === identifier.kind &&
        known.raw === identifier.raw &&
        known.person === identifier.person &&
        known.role === identifier.role &&
        known.platform === identifier.platform &&
        known.observedAt === identifier.observedAt &&
        known.port === identifier.port &&
        known.event === identifier.event,
    );
    if (same) return;
    requireRoom(this.identifiers, most.identifiers, 'identifiers');
    this.identifiers.push(identifier);
  }

  addFile(file: ReportedFile): void {
    requireRoom(this.files, most.files, 'files');
    this.files.push(file);
  }

  private takeReportId(value: Scalar, { path }: Spot): boolean {
    const number = reportIdOf(value);
    if (number === null) throw UnfitTip.at(path, 'has to be the number of the report, in digits');
    if (this.reportId !== null && this.reportId !== number) throw UnfitTip.at(path, 'is the number of another report');
    this.reportId = number;
    return true;
  }

  private takeIncidentType(raw: string | null): boolean {
    if (raw === null) return false;
    if (this.incidentTypes.some((known) => known.raw === raw)) return true;
    this.incidentTypes.push({ raw, type: this.words.incidentTypes.get(folded(raw)) ?? null });
    return true;
  }

  private escalate(value: Scalar, { path, key }: Spot): boolean {
    const text = textOf(value, longestValue);
    if (text === null || this.escalation !== null) return false;
    this.escalation = { label: key, text, sourcePath: path };
    return true;
  }

  private tell(value: Scalar, { path, key }: Spot): boolean {
    const text = textOf(value);
    if (text === null) return false;
    requireRoom(this.narrative, most.narrative, 'texts');
    this.narrative.push({ label: key, text, sourcePath: path });
    return true;
  }
}

function requireRoom(list: readonly unknown[], room: number, what: string): void {
  if (list.length >= room) throw UnfitTip.at('', `has more than ${room} ${what}`);
}
