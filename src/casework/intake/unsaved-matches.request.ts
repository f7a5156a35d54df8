import { IsIn } from 'class-validator';
import { IsId, ListOf, Nullable, Omittable, Text } from '../../platform/validation/input.js';
import { complaintSources, type ComplaintSource } from '../complaints/complaints.enums.js';
import { LooseIdentifier } from '../identifiers/identifier.request.js';
import { FileInput, KnownPerson } from '../identifiers/reported.request.js';

/** Parts of a report that is not saved, as far as they are written. */
export class UnsavedReport {
  /**
   * Text of the report.
   * @example He wrote from night.owl@example.com.
   */
  @Omittable() @Text({ max: 20_000, multiline: true }) readonly text?: string;
  @Omittable() @ListOf(() => KnownPerson, 50) readonly persons?: KnownPerson[];
  @Omittable() @ListOf(() => LooseIdentifier, 200) readonly identifiers?: LooseIdentifier[];
  @Omittable() @ListOf(() => FileInput, 200) readonly files?: FileInput[];
  /**
   * Source of the report.
   * @example ncmec_cybertip
   */
  @Omittable() @Nullable() @IsIn(complaintSources) readonly source?: ComplaintSource | null;
  /**
   * Number from the source.
   * @example 107324881
   */
  @Omittable() @Nullable() @Text({ max: 60 }) readonly externalReference?: string | null;
  /** Saved complaint that the report belongs to. It and all complaints merged with it are left out. */
  @Omittable() @Nullable() @IsId() readonly exceptComplaintId?: string | null;
}
