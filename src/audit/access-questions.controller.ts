import { Controller, Get, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../platform/access/access.js';
import type { Actor } from '../platform/access/actor.js';
import { ExplainQuery, ExplanationView } from './explain.contract.js';
import { ExplainService } from './explain.service.js';
import { LookPage, LooksQuery } from './looks.contract.js';
import { LooksService } from './looks.service.js';

/** Who can see a record, and who has. */
@Controller('access')
export class AccessQuestionsController {
  constructor(
    private readonly looks: LooksService,
    private readonly explanations: ExplainService,
  ) {}

  /**
   * List who has looked at a record, newest first.
   * Supervisors ask about records they can read, auditors about those of their seat and below, which they cannot read. Asking
   * is a look, too.
   * @throws NotFound
   */
  @Get('looks')
  @Requires('access:looks')
  listAccessLog(@CurrentActor() actor: Actor, @Query() query: LooksQuery): Promise<LookPage> {
    return this.looks.at(actor, query);
  }

  /**
   * Explain why an account can or cannot see a record.
   * Supervisors ask about records they can read, administrators and auditors about those of their seat and below, of which
   * they learn the kind and the owning agency. The question is an entry in the trail.
   * @throws NotFound
   */
  @Get('explain')
  @Requires('access:explain')
  explainAccess(@CurrentActor() actor: Actor, @Query() query: ExplainQuery): Promise<ExplanationView> {
    return this.explanations.explain(actor, query);
  }
}
