import { longestValue, setOnce, yesNoOf, type Draft, type Spot } from './draft.js';
import type { Opening } from './mapping.js';
import type { TipRole } from './reported-tip.js';
import type { PersonPlace, TipDraft } from './tip-draft.js';
import { folded, instantOf, textOf, wholeOf, type Scalar } from './values.js';

/** An identifier of a person, such as an address or a user name. */
export class IdentifierDraft implements Draft {
  readonly kind = 'identifier';
  private raw: string | null = null;
  private label: string | null = null;
  private readonly said: {
    platform: string | null;
    observedAt: string | null;
    event: string | null;
    port: number | null;
    isVerified: boolean | null;
    isPossibleProxy: boolean | null;
  } = { platform: null, observedAt: null, event: null, port: null, isVerified: null, isPossibleProxy: null };

  constructor(
    private readonly tip: TipDraft,
    private readonly opening: Opening,
    private readonly at: Spot,
    private readonly person: PersonPlace | null,
  ) {}

  get role(): TipRole {
    return this.opening.role ?? 'suspect';
  }

  take(field: string, value: Scalar): boolean {
    switch (field) {
      case 'value':
        if (this.raw !== null) return false;
        this.raw = textOf(value, longestValue);
        return this.raw !== null;
      case 'kind':
        this.label = textOf(value, longestValue);
        return this.label !== null;
      case 'platform':
        return setOnce(this.said, field, textOf(value, longestValue));
      case 'event':
        return setOnce(this.said, field, textOf(value, longestValue)?.toLowerCase() ?? null);
      case 'observedAt':
        return setOnce(this.said, field, instantOf(value));
      case 'port':
        return setOnce(this.said, field, wholeOf(value, 0, 65_535));
      case 'isPossibleProxy':
      case 'isVerified':
        return setOnce(this.said, field, yesNoOf(this.tip.words, value));
      default:
        return false;
    }
  }

  open(opening: Opening, at: Spot): Draft {
    return this.tip.part({ ...opening, role: opening.role ?? this.role }, at, this.person);
  }

  close(): boolean {
    if (this.raw === null) return false;
    const byLabel = this.label === null ? undefined : this.tip.words.identifierKinds.get(folded(this.label));
    this.tip.identifiers.add({
      ...this.said,
      kind: this.opening.part.kind ?? byLabel ?? 'other',
      role: this.role,
      person: this.person?.index ?? null,
      raw: this.raw,
      label: this.label,
      sourcePath: this.at.path,
    });
    return true;
  }
}
