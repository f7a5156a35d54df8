import type { Actor } from '../../platform/actor/actor.js';
import type { PublishedReport } from '../reports/publications/publications.enums.js';
import type { PublicPlace } from '../reports/publications/public-cell.js';
import type { Register } from '../reports/publications/register.js';
import type { Report } from './export-document.js';

/**
 * Report to publish, made with the register of publications in the transaction that records it. The actor of that transaction is not the
 * one of the request.
 */
export class PublicationDraft {
  constructor(
    readonly report: PublishedReport,
    readonly make: (register: Register, actor: Actor) => Promise<Report>,
  ) {}
}

export interface Published {
  readonly register: Register;
  readonly place: PublicPlace;
}
