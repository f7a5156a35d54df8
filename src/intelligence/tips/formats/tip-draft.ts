import {
  addValue,
  maxValueLength,
  labelOf,
  parseYesNo,
  setOnce,
  addAnnotation,
  type Draft,
  type ValueLocation,
  type Writable,
} from './draft.js';
import { DraftList, textList } from './draft-list.js';
import { placeFieldOf, type PlaceField } from './place-fields.js';
import { presenceField, type Opening, type WordMeanings } from './tip-mapping.js';
import type { ChildAccess } from '../../../casework/complaints/complaints.enums.js';
import type { ReportedRole } from '../../../casework/identifiers/identifiers.enums.js';
import type { TipPlace } from '../../../casework/triage/tip-place.js';
import type {
  PriorReport,
  WithheldValue,
  ReportedFile,
  ReportedIdentifier,
  ReportedIncidentType,
  ReportedPerson,
  ReportedText,
  TipFormat,
} from './reported-tip.js';
import { combineAccess } from './child-access.js';
import { InvalidTip } from './invalid-tip.js';
import { foldText, parseDay, parseInstant, parseReportId, parseText, type Scalar } from './parse-values.js';

const maxItems = {
  incidentTypes: 100,
  incidentTimes: 1000,
  annotations: 200,
  narrative: 500,
  persons: 200,
  identifiers: 2000,
  files: 2000,
  withheld: 50_000,
  protectedNames: 1000,
  priorReports: 1000,
  places: 500,
};
const maxPlaceLength = 100;
const maxCompanyTextLength = 4000;

const servedProcessLabels = {
  servedDomestic: 'Legal process of another agency in the United States',
  servedInternational: 'Legal process of an agency in another country',
};

/** Difference between a time of a report and its import, beyond which the year is wrong. */
const maxFutureMs = 366 * 86_400_000;

/** The person or the file that an identifier belongs to, by its index in the report. */
export interface PartOwner {
  readonly kind: 'person' | 'file';
  readonly index: number;
}

/** Platform of a person, to which the user names belong. */
export interface PersonPlatform {
  platform: string | null;
  /** Product of the provider that the person used. */
  service: string | null;
  /** Whether the person is a user of another company, of which the provider knows nothing more. */
  isOfOtherCompany: boolean;
}

export type PartMaker = (tip: TipDraft, opening: Opening, location: ValueLocation, owner: PartOwner | null) => Draft;

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
  /** The platform of the incident, to which user names without a platform of their own belong. */
  platform: string | null = null;
  /** The provider's own text about serving it, and its page about that. */
  readonly company: Record<'companyTemplate' | 'legalUrl', ReportedText | null> = {
    companyTemplate: null,
    legalUrl: null,
  };
  escalation: ReportedText | null = null;
  /** Access of the reported persons to a child, the nearest that is stated. */
  childAccess: ChildAccess | null = null;
  namesConvictedOffender: boolean | null = null;
  readonly incidentTypes = new DraftList<ReportedIncidentType>(
    maxItems.incidentTypes,
    'incident types',
    ({ raw }) => raw,
  );
  readonly incidentTimes = textList(maxItems.incidentTimes, 'times of the incident');
  readonly annotations = textList(maxItems.annotations, 'annotations');
  readonly narrative = new DraftList<ReportedText>(maxItems.narrative, 'texts');
  readonly persons = new DraftList<ReportedPerson>(maxItems.persons, 'persons');
  /** Identifiers that are equal, with their owner and all that is reported about their use, are merged. */
  readonly identifiers = new DraftList<Writable<ReportedIdentifier>>(
    maxItems.identifiers,
    'identifiers',
    keyOfIdentifier,
  );
  readonly files = new DraftList<ReportedFile>(maxItems.files, 'files');
  /** Texts of each file, which may name a child. */
  readonly fileTexts = new DraftList<readonly ReportedText[]>(maxItems.files, 'files');
  readonly priorReports = new DraftList<PriorReport>(maxItems.priorReports, 'prior reports', (prior) =>
    JSON.stringify(prior),
  );
  /** The place of each address, whose parts are one list of values below it. */
  readonly places = new DraftList<Writable<TipPlace>>(maxItems.places, 'places');
  readonly withheld = new DraftList<WithheldValue>(maxItems.withheld, 'withheld values');
  /** Statements of the report about the platform of each person. */
  readonly platforms = new DraftList<PersonPlatform>(maxItems.persons, 'persons');
  /** Names of children in the report, to find in its texts. */
  readonly protectedNames = textList(maxItems.protectedNames, 'names of children');

  constructor(
    readonly format: TipFormat,
    readonly words: WordMeanings,
    private readonly makePart: PartMaker,
    /** Instant of the import; null if unknown. */
    private readonly now: Date | null = null,
  ) {}

  acceptValue(field: string, value: Scalar, location: ValueLocation): boolean {
    const placeField = placeFieldOf(field);
    if (placeField !== null) return this.addToPlace(placeField, value, location);
    switch (field) {
      case 'reportId':
        return this.setReportId(value, location);
      case 'receivedAt':
      case 'submittedAt':
        return setOnce(this.single, field, this.parseTime(value));
      case 'escalation':
        return this.setEscalation(value, location);
      case 'servedDomestic':
      case 'servedInternational':
        return this.addServedProcess(servedProcessLabels[field], value, location);
      case 'provider':
      case 'priority':
        return setOnce(this.single, field, parseText(value, maxValueLength));
      case 'platform':
        return this.setPlatform(value, location);
      case 'companyTemplate':
        return this.setCompany(field, value, location);
      case 'legalUrl':
        this.setCompany(field, value, location);
        return this.addNarrative(value, location);
      case 'incidentType':
        return this.addIncidentType(parseText(value, maxValueLength));
      case 'incidentAt':
        return addValue(this.incidentTimes, this.parseTime(value));
      case 'annotation':
      case presenceField:
        return addAnnotation(this.annotations, this.words, value, location);
      default:
        return this.addNarrative(value, location);
    }
  }

  openPart(opening: Opening, location: ValueLocation): Draft {
    return this.createPart(opening, location, null);
  }

  close(): boolean {
    return true;
  }

  createPart(opening: Opening, location: ValueLocation, owner: PartOwner | null): Draft {
    return this.makePart(this, opening, location, owner);
  }

  /** Returns an instant. One far in the future has a wrong year, and is unreadable like one in a wrong century. */
  parseTime(value: Scalar): string | null {
    const instant = parseInstant(value);
    const isFuture = instant !== null && this.now !== null && Date.parse(instant) - this.now.getTime() > maxFutureMs;
    return isFuture ? null : instant;
  }

  /** Returns a day of birth, which is not in the future. */
  parseBirth(value: Scalar): string | null {
    const day = parseDay(value);
    return day !== null && this.now !== null && Date.parse(day) > this.now.getTime() ? null : day;
  }

  addPriorReport(value: Scalar, role: ReportedRole): boolean {
    const reportId = parseReportId(value);
    if (reportId !== null) this.priorReports.add({ reportId, role });
    return reportId !== null;
  }

  addChildAccess(access: ChildAccess | null): void {
    this.childAccess = combineAccess(this.childAccess, access);
  }

  /** One convicted person is enough, whatever is stated of others. */
  addConviction(isConvicted: boolean | null): void {
    if (this.namesConvictedOffender !== true) this.namesConvictedOffender = isConvicted ?? this.namesConvictedOffender;
  }

  /** Adds a part of a place. The parts of one address have the same path but for the last step. */
  addToPlace({ source, part }: PlaceField, value: Scalar, { path }: ValueLocation): boolean {
    const text = parseText(value, maxPlaceLength);
    if (text === null) return false;
    const sourcePath = path.slice(0, path.lastIndexOf('/'));
    let place = this.places.items.find((one) => one.source === source && one.sourcePath === sourcePath);
    if (place === undefined) {
      place = { source, city: null, county: null, state: null, country: null, sourcePath };
      this.places.add(place);
    }
    return setOnce(place, part, text);
  }

  private setReportId(value: Scalar, { path }: ValueLocation): boolean {
    const number = parseReportId(value);
    if (number === null) throw InvalidTip.at(path, 'must be the number of the report, in digits');
    if (this.reportId !== null && this.reportId !== number)
      throw InvalidTip.at(path, 'is the number of another report');
    this.reportId = number;
    return true;
  }

  private addIncidentType(raw: string | null): boolean {
    if (raw === null) return false;
    this.incidentTypes.add({ raw, type: this.words.incidentTypes.get(foldText(raw)) ?? null });
    return true;
  }

  private setPlatform(value: Scalar, location: ValueLocation): boolean {
    this.platform ??= parseText(value, maxValueLength);
    return this.addNarrative(value, location);
  }

  private setCompany(field: 'companyTemplate' | 'legalUrl', value: Scalar, location: ValueLocation): boolean {
    const text = parseText(value, field === 'legalUrl' ? maxValueLength : maxCompanyTextLength);
    if (text === null || this.company[field] !== null) return false;
    this.company[field] = { label: labelOf(location), text, sourcePath: location.path };
    return true;
  }

  private setEscalation(value: Scalar, location: ValueLocation): boolean {
    if (parseYesNo(this.words, value) === false) return true;
    const text = value === true ? 'yes' : parseText(value, maxValueLength);
    if (text === null || this.escalation !== null) return false;
    this.escalation = { label: labelOf(location), text, sourcePath: location.path };
    return true;
  }

  /** Adds a line that says whether another agency has served legal process, which may be about the same user. */
  private addServedProcess(label: string, value: Scalar, { path }: ValueLocation): boolean {
    const isServed = parseYesNo(this.words, value);
    if (isServed === null) return false;
    const text = isServed ? 'already served. Ask that agency before you serve any.' : 'none served.';
    this.narrative.add({ label, text, sourcePath: path });
    return true;
  }

  private addNarrative(value: Scalar, location: ValueLocation): boolean {
    const text = typeof value === 'boolean' ? String(value) : parseText(value);
    if (text === null) return false;
    this.narrative.add({ label: labelOf(location), text, sourcePath: location.path });
    return true;
  }
}

function keyOfIdentifier(identifier: ReportedIdentifier): string {
  return JSON.stringify({ ...identifier, sourcePath: null });
}
