import { Body, Controller, Get, Put } from '@nestjs/common';
import { CurrentActor, Requires } from '../platform/access/access.js';
import type { Actor } from '../platform/access/actor.js';
import { Id } from '../platform/http/ids.js';
import { IfMatch } from '../platform/http/versions.js';
import { ComplaintView, viewOf } from './complaints.contract.js';
import {
  allDispositions,
  CloseComplaint,
  ClosureProposalView,
  DispositionList,
  GiveReason,
  proposalViewOf,
} from './decisions.contract.js';
import { ClosingService } from './closing.service.js';

/** How a complaint ends and begins anew. */
@Controller()
export class ClosingController {
  constructor(private readonly closing: ClosingService) {}

  /** Read every disposition, and what each is to be counted as. */
  @Get('dispositions')
  @Requires('task-forces:read')
  listDispositions(): DispositionList {
    return allDispositions;
  }

  /** Read how it was proposed that a complaint should end, while nobody has answered. */
  @Get('complaints/:id/closure-proposal')
  @Requires('complaints:read')
  async readClosureProposal(@CurrentActor() actor: Actor, @Id() id: string): Promise<ClosureProposalView> {
    return proposalViewOf(await this.closing.proposal(actor, id));
  }

  /**
   * Propose how a complaint should end. It takes the place of what was proposed before.
   * @throws IllegalMove
   * @throws Expunged
   */
  @Put('complaints/:id/closure-proposal')
  @Requires('complaints:work')
  async proposeClosure(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() proposal: CloseComplaint,
  ): Promise<ComplaintView> {
    return viewOf(await this.closing.propose(actor, id, version, proposal), actor);
  }

  /**
   * Hand a proposal back, as a supervisor of the owner, or take back one’s own.
   * @throws NothingProposed
   */
  @Put('complaints/:id/closure-return')
  @Requires('complaints:work')
  async rejectClosureProposal(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() { reason }: GiveReason,
  ): Promise<ComplaintView> {
    return viewOf(await this.closing.handBack(actor, id, version, reason), actor);
  }

  /**
   * Close a complaint with its disposition. Nobody closes what they were named to work since it was last opened, or as they
   * proposed.
   * @throws IllegalMove
   * @throws OpenMatters
   * @throws OwnProposal
   */
  @Put('complaints/:id/disposition')
  @Requires('complaints:dispose')
  async closeComplaint(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() disposition: CloseComplaint,
  ): Promise<ComplaintView> {
    return viewOf(await this.closing.close(actor, id, version, disposition), actor);
  }

  /**
   * Open a closed complaint again. Its clocks begin anew.
   * @throws IllegalMove
   * @throws Expunged
   */
  @Put('complaints/:id/reopening')
  @Requires('complaints:dispose')
  async reopenComplaint(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() { reason }: GiveReason,
  ): Promise<ComplaintView> {
    return viewOf(await this.closing.reopen(actor, id, version, reason), actor);
  }
}
