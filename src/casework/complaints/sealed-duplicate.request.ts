import { PageQuery } from '../../platform/http/paging.js';

/** Page of the list to read. */
export class SealedDuplicatesQuery extends PageQuery {}
