import { IsEmail, IsUrl } from 'class-validator';
import { BooleanText, Integer, Name, Nullable, Omittable, Text } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';
import { maxProviderLengths as max, maxRetentionDays, webAddress } from './providers.enums.js';

const webAddressFault = { message: 'must be a web address that begins with https:// or http://' };

/** All facts about serving a provider. Send null for one that is not known. */
export class ServingDetailsInput {
  /**
   * Name of the company to which legal process is addressed.
   * @example Example Chat, Inc.
   */
  @Nullable() @Name(max.legalName) readonly legalName!: string | null;
  /**
   * Postal address for legal process.
   * @example 1 Sample Way, Omaha, NE 68102
   */
  @Nullable() @Text({ max: max.postalAddress, multiline: true }) readonly postalAddress!: string | null;
  /**
   * Portal of the provider for law enforcement.
   * @example https://law.chat.example
   */
  @Nullable()
  @IsUrl(webAddress, webAddressFault)
  @Text({ max: max.portalUrl })
  readonly portalUrl!: string | null;
  /**
   * Email address for legal process.
   * @example legal@chat.example
   */
  @Nullable()
  @IsEmail({}, { message: 'must be an email address' })
  @Text({ max: max.email })
  readonly email!: string | null;
  /**
   * Page with the provider's rules for legal process.
   * @example https://chat.example/legal
   */
  @Nullable()
  @IsUrl(webAddress, webAddressFault)
  @Text({ max: max.legalUrl })
  readonly legalUrl!: string | null;
  /**
   * Telephone line for emergencies.
   * @example +1 402 555 0199, at all hours
   */
  @Nullable() @Text({ max: max.emergencyPhone }) readonly emergencyPhone!: string | null;
  /**
   * Number of days for which it keeps the logs of its addresses.
   * @example 90
   */
  @Nullable() @Integer(1, maxRetentionDays) readonly retentionDays!: number | null;
  /**
   * The provider's own instructions, and other facts about serving it.
   * @example Address it to the custodian of records.
   */
  @Nullable() @Text({ max: max.instructions, multiline: true }) readonly instructions!: string | null;
}

/** Name and all facts of an entry, as a person confirms or corrects them. */
export class ConfirmProvider extends ServingDetailsInput {
  /**
   * Name in drafts of legal process. A correction does not change the `platform`, by which tips and identifiers find the entry.
   * @example Instagram
   */
  @Name(max.name) readonly name!: string;
}

/** Entry that a person adds to the directory. It is confirmed with that. */
export class AddProvider extends ServingDetailsInput {
  /**
   * Platform or carrier. All spellings of a platform are one entry.
   * @example Instagram
   */
  @Name(max.name) readonly name!: string;
}

/** Filters of the directory, latest entry first. */
export class ProvidersQuery extends PageQuery {
  /**
   * Only the provider of this platform or carrier, in any spelling, and those with this name, in any case.
   * @example Instagram, Inc.
   */
  @Omittable() @Name(max.name) readonly name?: string;
  /** Only entries that a person confirmed (true), or only others (false). */
  @Omittable() @BooleanText() readonly confirmed?: boolean;
}
