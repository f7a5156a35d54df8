import type { Mention } from './name-scanner.js';
import type { MentionMatch } from './vault.enums.js';

/** Matching child, identified by pseudonym. */
export class FoundIdentity {
  /** Id of the child's record. */
  readonly victimId!: string;
  /**
   * The child's pseudonym, used everywhere.
   * @example MV1
   */
  readonly pseudonym!: string;
  /** Id of the child's complaint. */
  readonly complaintId!: string;
  /**
   * Number of the complaint, for people.
   * @example NE-000123
   */
  readonly reference!: string;
}

/** Matching children within the caller's seat. */
export class FoundIdentities {
  readonly items!: FoundIdentity[];
  /** Whether there are more results. Add search terms to narrow them. */
  readonly hasMore!: boolean;
}

/** A known child's name in the text. */
export class NameMention {
  /** Position of its first character in the stored text, in UTF-16 units. */
  readonly start!: number;
  /** End position, exclusive. */
  readonly end!: number;
  readonly match!: MentionMatch;
}

/** Names in a text, of children in cases that the account works. */
export class ScannedText {
  readonly mentions!: NameMention[];
}

export function toScannedText(mentions: readonly Mention[]): ScannedText {
  return { mentions: [...mentions] };
}
