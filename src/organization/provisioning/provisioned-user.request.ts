import { IsIn } from 'class-validator';
import { IsId, Omittable, Text } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';
import { provisionedUserStates, type ProvisionedUserState } from './provisioning.enums.js';

/** Filters of the list of users that identity providers send, oldest first. */
export class ProvisionedUsersQuery extends PageQuery {
  /** Limits the list to this state. */
  @Omittable() @IsIn(provisionedUserStates) readonly state?: ProvisionedUserState;
  /** Limits the list to users of the provider of this agency. */
  @Omittable() @IsId() readonly agencyId?: string;
}

/** Link of a user to an existing account. */
export class LinkUser {
  /** Enabled account at or below the seat of the provider. */
  @IsId() readonly accountId!: string;
}

/** Decision on a user, or its withdrawal. */
export class DecideUser {
  /**
   * Reason, for the audit trail.
   * @example Works in another unit.
   */
  @Text({ max: 500 }) readonly reason!: string;
}
