import { IsIn } from 'class-validator';
import { PageQuery } from '../../platform/http/paging.js';
import { IsId, Name, Omittable, Text } from '../../platform/validation/input.js';
import { maxTemplateLength, processTemplateKinds, type ProcessTemplateKind } from './process-templates.enums.js';

/** Name and text of a template. */
export class RewriteProcessTemplate {
  /**
   * Name by which a person chooses it, unique in the task force.
   * @example Administrative subpoena to a carrier
   */
  @Name(200) readonly name!: string;
  /**
   * Plain text with placeholders such as `{{ip_address}}`, `{{port}}` and `{{used_at}}`. An unknown one is rejected.
   * @example To {{provider_legal_name}}: all records of {{ip_address}}, port {{port}}, at {{used_at}}.
   */
  @Text({ max: maxTemplateLength, multiline: true }) readonly text!: string;
}

/** New template. */
export class WriteProcessTemplate extends RewriteProcessTemplate {
  /** @example subpoena */
  @IsIn(processTemplateKinds) readonly kind!: ProcessTemplateKind;
}

/** Filters of the list, latest template first. */
export class ProcessTemplatesQuery extends PageQuery {
  /** Only templates of this kind. */
  @Omittable() @IsIn(processTemplateKinds) readonly kind?: ProcessTemplateKind;
}

/** The records with which a template is filled. */
export class ProcessTextQuery {
  /** Complaint that the document is for. */
  @IsId() readonly complaintId!: string;
  /** Identifier of the complaint that the document is about, such as one use of an address. */
  @Omittable() @IsId() readonly identifierId?: string;
  /**
   * Provider to serve. If omitted: the platform of the identifier, or the carrier of an address, as a person confirmed it or
   * else by the installed table. Without an identifier it is the provider of the tip's latest version. Each needs an entry.
   */
  @Omittable() @IsId() readonly providerId?: string;
}
