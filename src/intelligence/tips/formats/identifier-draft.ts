import type { ReportedRole } from '../../../casework/identifiers/identifiers.enums.js';
import { isPlaceholder } from '../../../platform/validation/placeholders.js';
import { maxValueLength, setOnce, parseYesNo, type Draft, type ValueLocation } from './draft.js';
import type { Opening } from './tip-mapping.js';
import type { PartOwner, TipDraft } from './tip-draft.js';
import { foldText, parseText, parseInteger, type Scalar } from './parse-values.js';

/** Length of a stored identifier. A part of a longer one would be another value. */
export const maxRawLength = 500;

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
    verifiedAt: string | null;
    isPossibleProxy: boolean | null;
  } = {
    platform: null,
    observedAt: null,
    event: null,
    port: null,
    isVerified: null,
    verifiedAt: null,
    isPossibleProxy: null,
  };
  /** Whether the report states a country that is no calling code. The number is then not one of North America. */
  private isOfUnreadCountry = false;
  private readonly dialing: { callingCode: string | null; extension: string | null } = {
    callingCode: null,
    extension: null,
  };

  constructor(
    private readonly tip: TipDraft,
    private readonly opening: Opening,
    private readonly location: ValueLocation,
    private readonly owner: PartOwner | null,
  ) {}

  get role(): ReportedRole {
    return this.opening.role ?? 'suspect';
  }

  acceptValue(field: string, value: Scalar): boolean {
    switch (field) {
      case 'value':
        if (this.raw !== null) return false;
        this.raw = isFraction(value) ? null : parseText(value, maxRawLength);
        return this.raw !== null;
      case 'kind':
        this.label = parseText(value, maxValueLength);
        return this.label !== null;
      case 'platform':
        return setOnce(this.values, field, parseText(value, maxValueLength));
      case 'event':
        return setOnce(this.values, field, parseText(value, maxValueLength)?.toLowerCase() ?? null);
      case 'callingCode':
        this.isOfUnreadCountry = parseDigits(value, callingCodePattern) === null;
        return setOnce(this.dialing, field, parseDigits(value, callingCodePattern));
      case 'extension':
        return setOnce(this.dialing, field, parseDigits(value, extensionPattern));
      case 'observedAt':
      case 'verifiedAt':
        return setOnce(this.values, field, this.tip.parseTime(value));
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
    return this.tip.createPart({ ...opening, role: opening.role ?? this.role }, location, this.owner);
  }

  close(): boolean {
    const byLabel = this.label === null ? undefined : this.tip.words.identifierKinds.get(foldText(this.label));
    const stated = this.opening.part.kind ?? byLabel ?? 'other';
    const isForeign = this.isOfUnreadCountry && this.raw?.startsWith('+') !== true;
    const kind = stated === 'phone' && isForeign ? 'other' : stated;
    if (this.raw === null || (kind !== 'handle' && hasNoValue(this.raw))) return false;
    this.tip.identifiers.add({
      ...this.values,
      kind,
      role: this.role,
      person: this.indexOf('person'),
      file: this.indexOf('file'),
      raw: this.composeRaw(this.raw),
      label: this.label,
      sourcePath: this.location.path,
    });
    return true;
  }

  private indexOf(kind: PartOwner['kind']): number | null {
    return this.owner?.kind === kind ? this.owner.index : null;
  }

  /** Returns a telephone number with the calling code and the extension that its report states beside it. */
  private composeRaw(raw: string): string {
    const { callingCode, extension } = this.dialing;
    const number = callingCode === null || raw.startsWith('+') ? raw : `+${callingCode} ${raw}`;
    return extension === null ? number : `${number} x${extension}`;
  }
}

/** Whether a value is a number with a fraction, which is no identifier. */
function isFraction(value: Scalar): boolean {
  return typeof value === 'number' && !Number.isInteger(value);
}

const significant = /[\p{L}\p{N}]/u;

/** Whether a text says that there is no value, such as `N/A` or a device number of zeros. Strangers have the same. */
function hasNoValue(raw: string): boolean {
  return isPlaceholder(raw) || !significant.test(raw.replaceAll('0', ''));
}

const callingCodePattern = /^(?:\+|00)?(\d{1,6})$/;
const extensionPattern = /^(\d{1,6})$/;

/** Returns the digits of a calling code such as `+63`, or of an extension with its zeros; null for another text. */
function parseDigits(value: Scalar, pattern: RegExp): string | null {
  return pattern.exec(parseText(value, maxValueLength) ?? '')?.[1] ?? null;
}
