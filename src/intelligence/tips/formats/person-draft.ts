import type { ChildAccess } from '../../../casework/complaints/complaints.enums.js';
import type { ReportedRole } from '../../../casework/identifiers/identifiers.enums.js';
import {
  labelOf,
  maxValueLength,
  parseYesNo,
  setOnce,
  type Draft,
  type ValueLocation,
  type Writable,
} from './draft.js';
import { parseRelation } from './child-access.js';
import { DraftList } from './draft-list.js';
import { placeFieldOf } from './place-fields.js';
import type { Opening } from './tip-mapping.js';
import { protectedRoles, type ReportedPerson, type ReportedText } from './reported-tip.js';
import type { PartOwner, PersonPlatform, TipDraft } from './tip-draft.js';
import { parseText, parseInteger, type Scalar } from './parse-values.js';

const maxDetails = 500;

/** A person in the report. For a child or a reporter, everything except the role is withheld. */
export class PersonDraft implements Draft, PartOwner {
  readonly kind = 'person';
  readonly index: number;
  private readonly details = new DraftList<ReportedText>(maxDetails, 'details of one person');
  private readonly person: Writable<ReportedPerson>;
  private serviceLocation: ValueLocation | null = null;
  private readonly platform: PersonPlatform = { platform: null, service: null, isOfOtherCompany: false };

  constructor(
    private readonly tip: TipDraft,
    readonly role: ReportedRole,
    { path }: ValueLocation,
  ) {
    this.index = tip.persons.items.length;
    this.person = {
      role,
      sourcePath: path,
      givenName: null,
      middleName: null,
      familyName: null,
      preferredName: null,
      bornOn: null,
      approximateAge: null,
      gender: null,
      details: this.details.items,
    };
    tip.persons.add(this.person);
    tip.platforms.add(this.platform);
  }

  acceptValue(field: string, value: Scalar, location: ValueLocation): boolean {
    if (field === 'platform') return setOnce(this.platform, field, parseText(value, maxValueLength));
    if (field === 'service') {
      this.serviceLocation ??= location;
      return setOnce(this.platform, field, parseText(value, maxValueLength));
    }
    if (field === 'thirdPartyUser' && parseYesNo(this.tip.words, value) === true) this.platform.isOfOtherCompany = true;
    if (field === 'priorReport') return this.tip.addPriorReport(value, this.role);
    if (protectedRoles.includes(this.role)) return this.withhold(field, value, location);
    const placeField = placeFieldOf(field);
    if (placeField !== null) this.tip.addToPlace(placeField, value, location);
    switch (field) {
      case 'givenName':
      case 'middleName':
      case 'familyName':
      case 'preferredName':
      case 'gender':
        return setOnce(this.person, field, parseText(value, maxValueLength));
      case 'bornOn':
        return setOnce(this.person, field, this.tip.parseBirth(value));
      case 'approximateAge':
        return setOnce(this.person, field, parseInteger(value, 0, 120));
      case 'childRelation':
        this.tip.addChildAccess(parseRelation(String(value)));
        return this.addDetail(value, location);
      case 'childAccess':
        this.tip.addChildAccess(toAccess(parseYesNo(this.tip.words, value)));
        return this.addDetail(value, location);
      case 'convictedOffender':
        this.tip.addConviction(parseYesNo(this.tip.words, value));
        return this.addDetail(value, location);
      default:
        return this.addDetail(value, location);
    }
  }

  openPart(opening: Opening, location: ValueLocation): Draft {
    return this.tip.createPart({ ...opening, role: opening.role ?? this.role }, location, this);
  }

  close(): boolean {
    const { isOfOtherCompany, platform, service } = this.platform;
    const isPlatform = !isOfOtherCompany && (platform === null || platform === service);
    if (!isPlatform && service !== null && this.serviceLocation !== null)
      this.keepService(service, this.serviceLocation);
    return true;
  }

  /** Keeps a service that is no platform of this person as a text. */
  private keepService(service: string, location: ValueLocation): void {
    if (protectedRoles.includes(this.role)) this.withhold('service', service, location);
    else this.addDetail(service, location);
  }

  private withhold(field: string, value: Scalar, { path }: ValueLocation): boolean {
    this.tip.withheld.add({ sourcePath: path, why: 'identity', value });
    const isName = ['givenName', 'middleName', 'familyName', 'preferredName'].includes(field);
    if (isName && this.role !== 'reporter' && typeof value === 'string') this.tip.protectedNames.add(value);
    return true;
  }

  private addDetail(value: Scalar, location: ValueLocation): boolean {
    const text = typeof value === 'boolean' ? String(value) : parseText(value);
    if (text === null) return false;
    this.details.add({ label: labelOf(location), text, sourcePath: location.path });
    return true;
  }
}

/** Returns the access that a bare yes or no states. Any other word states none that is known. */
function toAccess(hasAccess: boolean | null): ChildAccess | null {
  if (hasAccess === null) return null;
  return hasAccess ? 'other' : 'none';
}
