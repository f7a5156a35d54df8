import { added, longestValue, setOnce, takeAnnotation, type Draft, type Spot, type Writable } from './draft.js';
import { DraftList, textList } from './draft-list.js';
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

const max = {
  incidentTypes: 100,
  incidentTimes: 1000,
  annotations: 200,
  narrative: 500,
  persons: 200,
  identifiers: 2000,
  files: 2000,
  keptApart: 50_000,
  protectedNames: 1000,
};

export interface PersonPlace {
  readonly index: number;
}

export type PartMaker = (tip: TipDraft, opening: Opening, at: Spot, person: PersonPlace | null) => Draft;

/** The report while it is read, with the lists that its parts fill. */
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
  readonly incidentTypes = new DraftList<ReportedIncidentType>(max.incidentTypes, 'incident types', ({ raw }) => raw);
  readonly incidentTimes = textList(max.incidentTimes, 'times of the incident');
  readonly annotations = textList(max.annotations, 'annotations');
  readonly narrative = new DraftList<ReportedText>(max.narrative, 'texts');
  readonly persons = new DraftList<ReportedPerson>(max.persons, 'persons');
  /** Identifiers that are equal, including the time of observation, are merged. */
  readonly identifiers = new DraftList<Writable<ReportedIdentifier>>(max.identifiers, 'identifiers', keyOfIdentifier);
  readonly files = new DraftList<ReportedFile>(max.files, 'files');
  readonly keptApart = new DraftList<KeptApart>(max.keptApart, 'values that are kept sealed');
  /** The reported platform of each person, to which user names belong. */
  readonly platforms = new DraftList<{ platform: string | null }>(max.persons, 'persons');
  /** Names of children in the report, to find in its texts. */
  readonly protectedNames = textList(max.protectedNames, 'names of children');

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

  part(opening: Opening, at: Spot, person: PersonPlace | null): Draft {
    return this.makePart(this, opening, at, person);
  }

  private takeReportId(value: Scalar, { path }: Spot): boolean {
    const number = reportIdOf(value);
    if (number === null) throw UnfitTip.at(path, 'must be the number of the report, in digits');
    if (this.reportId !== null && this.reportId !== number) throw UnfitTip.at(path, 'is the number of another report');
    this.reportId = number;
    return true;
  }

  private takeIncidentType(raw: string | null): boolean {
    if (raw === null) return false;
    this.incidentTypes.add({ raw, type: this.words.incidentTypes.get(folded(raw)) ?? null });
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
    this.narrative.add({ label: key, text, sourcePath: path });
    return true;
  }
}

function keyOfIdentifier(identifier: ReportedIdentifier): string {
  const { kind, raw, person, role, platform, observedAt, port, event } = identifier;
  return JSON.stringify([kind, raw, person, role, platform, observedAt, port, event]);
}
