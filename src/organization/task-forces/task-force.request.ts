import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsEmail, IsIn, Matches, MaxLength } from 'class-validator';
import { IntegerText, IsZone, Name, Nullable, Omittable, Text } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';
import { postalCodeFault, postalCodes, type PostalCode } from './postal-codes.enums.js';
import { coverages, type Coverage } from './task-forces.enums.js';

/** New task force. */
export class CreateTaskForce {
  /**
   * Short code, with which the reference of each complaint begins. It never changes.
   * @example NE
   */
  @Matches(/^[A-Z]{2}(-[A-Z]{2,8})?$/, { message: 'must be a postal code, alone or as in CA-SJ' })
  readonly code!: string;
  /**
   * Name of the task force.
   * @example Nebraska ICAC Task Force
   */
  @Name(200) readonly name!: string;
  /**
   * Two-letter postal code of the State or territory.
   * @example NE
   */
  @IsIn(postalCodes, { message: postalCodeFault }) readonly state!: PostalCode;
  /** @example statewide */
  @IsIn(coverages) readonly coverage!: Coverage;
  /**
   * IANA time zone of the task force. It never changes, because the days of its statistics depend on it.
   * @example America/Chicago
   */
  @IsZone() readonly zone!: string;
  /**
   * Telephone number for other task forces.
   * @example +1 402 555 0100
   */
  @Omittable() @Nullable() @Text({ max: 40 }) readonly contactPhone?: string | null;
  /**
   * Email address for other task forces.
   * @example icac@example.gov
   */
  @Omittable()
  @Nullable()
  @IsEmail({}, { message: 'must be an email address' })
  @MaxLength(200)
  readonly contactEmail?: string | null;
  /** Whether these details are confirmed. The default is false. */
  @Omittable() @IsBoolean() readonly verified?: boolean;
}

/** All fields of a task force that can be changed. Send null for an empty one. */
export class DescribeTaskForce {
  @Name(200) readonly name!: string;
  /** @example statewide */
  @IsIn(coverages) readonly coverage!: Coverage;
  @Nullable() @Text({ max: 40 }) readonly contactPhone!: string | null;
  @Nullable()
  @IsEmail({}, { message: 'must be an email address' })
  @MaxLength(200)
  readonly contactEmail!: string | null;
  /** Whether these details are confirmed. */
  @IsBoolean() readonly verified!: boolean;
}

/** Parameters of the list of task forces. All task forces fit in one page. */
export class TaskForcesQuery extends PageQuery {
  @IntegerText(1, 200)
  @ApiProperty({ description: 'Maximum number of records on the page.', default: 200 })
  override readonly limit: number = 200;
}
