import { namePerson, type PersonView } from '../../organization/accounts/person.view.js';
import type { ExcludedIdentifier } from './excluded-identifier.entity.js';
import type { IdentifierKind } from './identifiers.enums.js';

/** Value excluded from matching. */
export class ExclusionView {
  readonly id!: string;
  readonly version!: number;
  readonly kind!: IdentifierKind;
  readonly platform!: string | null;
  /**
   * Value as typed.
   * @example 192.0.2.1
   */
  readonly raw!: string;
  /**
   * Uniform spelling, by which identifiers are compared.
   * @example 192.0.2.1
   */
  readonly normalised!: string;
  readonly reason!: string;
  /**
   * Account responsible for the exclusion.
   * @format uuid
   */
  readonly excludedBy!: string;
  readonly excludedByPerson!: PersonView;
  /** Time of the exclusion. */
  readonly excludedAt!: string;
  /** Time at which the exclusion ended. */
  readonly endedAt!: string | null;
  /** Reason for which the value is matched again; null while it is excluded. */
  readonly endReason!: string | null;
}

/** Page of a list of exclusions. */
export class ExclusionPage {
  readonly items!: ExclusionView[];
  readonly nextCursor!: string | null;
}

export function toExclusionView(exclusion: ExcludedIdentifier): ExclusionView {
  const { id, version, kind, platform, raw, normalised, reason, excludedBy, excludedAt, endedAt, endReason } =
    exclusion;
  const times = { excludedAt: excludedAt.toISOString(), endedAt: endedAt?.toISOString() ?? null };
  return {
    id,
    version,
    kind,
    platform,
    raw,
    normalised,
    reason,
    excludedBy,
    excludedByPerson: namePerson(excludedBy),
    ...times,
    endReason,
  };
}
