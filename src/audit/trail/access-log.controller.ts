import { Controller, Get, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { ExplainQuery } from './access-explanation.request.js';
import { ExplanationView } from './access-explanation.view.js';
import { AccessExplanationService } from './access-explanation.service.js';
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
}
