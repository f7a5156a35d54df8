import { declareName } from '../../platform/names/name-declarations.js';

/** Agency with its name. */
export class AgencyName {
  readonly id!: string;
  /**
   * Name of the agency; null for an agency of another task force.
   * @example Omaha Police Department
   */
  readonly name!: string | null;
}

/** Returns the view of an agency, whose name the answer gets if the reader may see it. */
export const nameAgency = declareName<AgencyName>('agency', {
  select: 'SELECT id, name FROM app.agencies WHERE id = ANY ($ids)',
  unknown: { name: null },
});
