import { maxValueLength, setOnce, parseYesNo, type Draft, type ValueLocation } from './draft.js';
import type { Opening } from './tip-mapping.js';
import type { TipRole } from './reported-tip.js';
import type { PersonIndex, TipDraft } from './tip-draft.js';
import { foldText, parseInstant, parseText, parseInteger, type Scalar } from './parse-values.js';

/** An identifier of a person, such as an address or a user name. */
export class IdentifierDraft implements Draft {
  readonly kind = 'identifier';
  private raw: string | null = null;
  private label: string | null = null;
  private readonly values: {
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
    private readonly location: ValueLocation,
    private readonly person: PersonIndex | null,
  ) {}

  get role(): TipRole {
    return this.opening.role ?? 'suspect';
  }

  acceptValue(field: string, value: Scalar): boolean {
    switch (field) {
      case 'value':
        if (this.raw !== null) return false;
        this.raw = parseText(value, maxValueLength);
        return this.raw !== null;
      case 'kind':
        this.label = parseText(value, maxValueLength);
        return this.label !== null;
      case 'platform':
        return setOnce(this.values, field, parseText(value, maxValueLength));
      case 'event':
        return setOnce(this.values, field, parseText(value, maxValueLength)?.toLowerCase() ?? null);
      case 'observedAt':
        return setOnce(this.values, field, parseInstant(value));
      case 'port':
        return setOnce(this.values, field, parseInteger(value, 0, 65_535));
      case 'isPossibleProxy':
      case 'isVerified':
        return setOnce(this.values, field, parseYesNo(this.tip.words, value));
      default:
        return false;
    }
  }

  openPart(opening: Opening, location: ValueLocation): Draft {
    return this.tip.createPart({ ...opening, role: opening.role ?? this.role }, location, this.person);
  }

  close(): boolean {
    if (this.raw === null) return false;
    const byLabel = this.label === null ? undefined : this.tip.words.identifierKinds.get(foldText(this.label));
    this.tip.identifiers.add({
      ...this.values,
      kind: this.opening.part.kind ?? byLabel ?? 'other',
      role: this.role,
      person: this.person?.index ?? null,
      raw: this.raw,
      label: this.label,
      sourcePath: this.location.path,
    });
    return true;
  }
}
