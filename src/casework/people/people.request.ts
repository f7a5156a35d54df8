import { IsIn } from 'class-validator';
import { roles, type Role } from '../../platform/actor/actor.js';
import { PageQuery } from '../../platform/http/paging.js';
import { IsId, IsDay, Omittable, Text } from '../../platform/validation/input.js';

/** Filters of the list of people. */
export class PeopleQuery extends PageQuery {
  /**
   * Part of the name, in any case.
   * @example reyes
   */
  @Omittable() @Text({ max: 100 }) readonly q?: string;
  /** Only people of this agency. */
  @Omittable() @IsId() readonly agencyId?: string;
  /** Only people with this role. */
  @Omittable() @IsIn(roles) readonly role?: Role;
  /**
   * Only people whose training is valid on this day, or unknown to you. An agency's seat knows the training of its own
   * people alone. For supervisors and administrators.
   * @example 2026-03-02
   */
  @Omittable() @IsDay() readonly trainedOn?: string;
}
