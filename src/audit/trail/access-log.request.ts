import { IsId } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';

/** Parameters of the access log. */
export class AccessLogQuery extends PageQuery {
  /** Id of a complaint, with its persons and trail, or of one suspect, arrest or identified victim. */
  @IsId() readonly record!: string;
}
