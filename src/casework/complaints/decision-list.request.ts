import { PageQuery } from '../../platform/http/paging.js';

/** Page of a complaint's decisions to read. */
export class DecisionsQuery extends PageQuery {}
