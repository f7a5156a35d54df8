import { PageQuery } from '../../platform/http/paging.js';

/** Page of a complaint's trail to read. */
export class TrailQuery extends PageQuery {}
