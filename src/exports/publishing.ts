import type { Actor } from '../platform/access/actor.js';
import type { PublishedReport } from '../reports/publications/publications.words.js';
import type { PublicPlace } from '../reports/publications/public-cell.js';
import type { Register } from '../reports/publications/register.js';
import type { Report } from './exported.js';

/**
 * A report that is published. It is made with the register of everything published before, in the transaction that enters it, whose actor
 * is not the one of the request.
 */
export class Publishing {
  constructor(
    readonly as: PublishedReport,
    readonly make: (register: Register, actor: Actor) => Promise<Report>,
  ) {}
}

/** The register, and the place in it whose figures a report has. */
export interface Published {
  readonly register: Register;
  readonly place: PublicPlace;
}
