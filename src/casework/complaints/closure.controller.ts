import { Body, Controller, Get, Put } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { PostAction } from '../../platform/http/post-action.decorator.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch } from '../../platform/http/versions.js';
import { EndsDraft } from '../records/draft-header.decorator.js';
import { ComplaintView, toComplaintView } from './complaint.view.js';
import { allDispositions, ClosureProposalView, DispositionList, toClosureProposalView } from './decision.view.js';
import { CloseComplaint, GiveReason } from './decision.request.js';
import { ClosureService } from './closure.service.js';

/** Closing and reopening of complaints. */
@Controller()
export class ClosuresController {
  constructor(private readonly closures: ClosureService) {}

  /** List every disposition and its meaning in the statistics. */
  @Get('dispositions')
  @Requires('task-forces:read')
  listDispositions(): DispositionList {
    return allDispositions;
  }

  /** Get the pending proposal to close a complaint. */
  @Get('complaints/:id/closure-proposal')
  @Requires('complaints:read')
  async readClosureProposal(@CurrentActor() actor: Actor, @Id() id: string): Promise<ClosureProposalView> {
    return toClosureProposalView(await this.closures.getProposal(actor, id));
  }

  /**
   * Propose a disposition for a complaint. The new proposal replaces a pending one.
   * @throws InvalidTransition
   * @throws Expunged
   */
  @Put('complaints/:id/closure-proposal')
  @Requires('complaints:work')
  @EndsDraft('closure')
  async proposeClosure(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() proposal: CloseComplaint,
  ): Promise<ComplaintView> {
    return toComplaintView(await this.closures.propose(actor, id, version, proposal), actor);
  }

  /**
   * Reject a proposal to close as a supervisor of the owning agency, or withdraw your own.
   * @throws NoProposal
   */
  @Put('complaints/:id/closure-proposal/rejection')
  @Requires('complaints:work')
  async rejectClosureProposal(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() { reason }: GiveReason,
  ): Promise<ComplaintView> {
    return toComplaintView(await this.closures.rejectProposal(actor, id, version, reason), actor);
  }

  /**
   * Close a complaint with its disposition. An account cannot close a complaint it was named to investigate since the
   * last opening. It also cannot accept its own proposal.
   * @throws InvalidTransition
   * @throws OpenMatters
   * @throws OwnProposal
   */
  @Put('complaints/:id/disposition')
  @Requires('complaints:dispose')
  @EndsDraft('closure')
  async closeComplaint(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() disposition: CloseComplaint,
  ): Promise<ComplaintView> {
    return toComplaintView(await this.closures.close(actor, id, version, disposition), actor);
  }

  /**
   * Reopen a closed complaint. The measured times of its work start again.
   * @throws InvalidTransition
   * @throws Expunged
   */
  @PostAction('complaints/:id/reopen')
  @Requires('complaints:dispose')
  async reopenComplaint(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() { reason }: GiveReason,
  ): Promise<ComplaintView> {
    return toComplaintView(await this.closures.reopen(actor, id, version, reason), actor);
  }
}
