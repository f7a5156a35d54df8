import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { QueryByPost } from '../../platform/http/safe-post.decorator.js';
import { ExplainQuery } from './access-explanation.request.js';
import { ExplanationView } from './access-explanation.view.js';
import { AccessExplanationService } from './access-explanation.service.js';
import { FindAuditedRecord } from './audited-record.request.js';
import { FoundRecordView } from './audited-record.view.js';
import { AccessLogPage } from './access-log.view.js';
import { AccessLogQuery } from './access-log.request.js';
import { AccessLogService } from './access-log.service.js';

/** Routes of the access log and of access explanations. */
@Controller()
export class AccessLogController {
  constructor(
    private readonly accessLog: AccessLogService,
    private readonly explanations: AccessExplanationService,
  ) {}

  /**
   * List the access log of a record, newest first.
   * Supervisors may ask about records that they can read. Auditors may ask about records at or below their seat, which
   * they cannot read. The request itself is written to the access log.
   * @throws NotFound
   */
  @Get('access-log')
  @Requires('access-log:read')
  listAccessLog(@CurrentActor() actor: Actor, @Query() query: AccessLogQuery): Promise<AccessLogPage> {
    return this.accessLog.list(actor, query);
  }

  /**
   * Explain the access of an account to a record.
   * Supervisors may ask about records that they can read. Administrators and auditors may ask about records at or below
   * their seat, and receive only the kind and the owning agency. The request is written to the audit trail.
   * @throws NotFound
   */
  @Get('access/explain')
  @Requires('access:explain')
  explainAccess(@CurrentActor() actor: Actor, @Query() query: ExplainQuery): Promise<ExplanationView> {
    return this.explanations.explain(actor, query);
  }

  /**
   * Find the complaint of a reference, or the account of an email.
   * The trail, the access log and explanations of access need its id. Supervisors find complaints that they can read.
   * Administrators and auditors find those at or below their seat. All find accounts of their seat. The trail records what was found,
   * without the text.
   */
  @Post('access/records')
  @QueryByPost()
  @Requires('access:explain')
  findAuditedRecord(@CurrentActor() actor: Actor, @Body() input: FindAuditedRecord): Promise<FoundRecordView> {
    return this.explanations.findRecord(actor, input);
  }
}
