import { longestValue, setOnce, type Draft, type Spot, type Writable } from './draft.js';
import { DraftList } from './draft-list.js';
import type { Opening } from './mapping.js';
import { protectedRoles, type ReportedPerson, type ReportedText, type TipRole } from './reported-tip.js';
import type { PersonPlace, TipDraft } from './tip-draft.js';
import { dayOf, textOf, wholeOf, type Scalar } from './values.js';

const maxDetails = 500;

/** A person in the report. For a child or a reporter, everything except the role is withheld. */
export class PersonDraft implements Draft, PersonPlace {
  readonly kind = 'person';
  readonly index: number;
  private readonly details = new DraftList<ReportedText>(maxDetails, 'details of one person');
  private readonly person: Writable<ReportedPerson>;
  private readonly platform: { platform: string | null } = { platform: null };

  constructor(
    private readonly tip: TipDraft,
    readonly role: TipRole,
    { path }: Spot,
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

  take(field: string, value: Scalar, at: Spot): boolean {
    if (field === 'platform') return setOnce(this.platform, field, textOf(value, longestValue));
    if (protectedRoles.includes(this.role)) return this.keepApart(field, value, at);
    switch (field) {
      case 'givenName':
      case 'middleName':
      case 'familyName':
      case 'preferredName':
      case 'gender':
        return setOnce(this.person, field, textOf(value, longestValue));
      case 'bornOn':
        return setOnce(this.person, field, dayOf(value));
      case 'approximateAge':
        return setOnce(this.person, field, wholeOf(value, 0, 120));
      default:
        return this.tell(value, at);
    }
  }

  open(opening: Opening, at: Spot): Draft {
    return this.tip.part({ ...opening, role: opening.role ?? this.role }, at, this);
  }

  close(): boolean {
    return true;
  }

  private keepApart(field: string, value: Scalar, { path }: Spot): boolean {
    this.tip.keptApart.add({ sourcePath: path, why: 'identity', value });
    const isName = ['givenName', 'familyName', 'preferredName'].includes(field);
    if (isName && this.role !== 'reporter' && typeof value === 'string') this.tip.protectedNames.add(value);
    return true;
  }

  private tell(value: Scalar, { path, key }: Spot): boolean {
    const text = typeof value === 'boolean' ? String(value) : textOf(value);
    if (text === null) return false;
    this.details.add({ label: key, text, sourcePath: path });
    return true;
  }
}
