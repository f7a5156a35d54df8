import { Controller, Get } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Id } from '../../platform/http/id.pipe.js';
import { CaseView, toCaseView } from './case.view.js';
import { CasesService } from './cases.service.js';

/** Complaints with all their records. */
@Controller('complaints')
export class CasesController {
  constructor(private readonly cases: CasesService) {}

  /** Get a case: the complaint, its suspects, arrests, identified children and latest events, and your drafts about it. */
  @Get(':id/case')
  @Requires('cases:read')
  async readCase(@CurrentActor() actor: Actor, @Id() id: string): Promise<CaseView> {
    return toCaseView(await this.cases.open(actor, id), actor);
  }
}
