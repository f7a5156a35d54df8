import { ApiProperty, IntersectionType } from '@nestjs/swagger';
import { PageQuery } from '../../platform/http/paging.js';
import { IsId, IntegerText, Omittable } from '../../platform/validation/input.js';
import { maxBundleDays } from './bundles.enums.js';

/** Period of a bundle. */
export class BundleQuery {
  @Omittable()
  @IntegerText(1, maxBundleDays)
  @ApiProperty({
    description: 'Days of receipt in one bundle. It begins with the day of its first complaint.',
    default: 7,
  })
  readonly days: number = 7;
}

/** Bundles to propose. */
export class BundlesQuery extends BundleQuery {
  /** Only bundles with this complaint. */
  @Omittable() @IsId() readonly complaintId?: string;
}

/** Page of the complaints of a bundle. */
export class BundledComplaintsQuery extends IntersectionType(BundleQuery, PageQuery) {}
