import { Body, Controller, Get, Put } from '@nestjs/common';
import { CurrentActor, Requires } from '../platform/access/access.js';
import type { Actor } from '../platform/access/actor.js';
import { Id } from '../platform/http/ids.js';
import { IfMatch } from '../platform/http/versions.js';
import { ComplaintView, viewOf } from './complaints.contract.js';
import {
  AssignComplaint,
  PriorityProposalView,
  priorityViewOf,
  ScreenComplaint,
  TriageComplaint,
} from './decisions.contract.js';
import { TriageService } from './triage.service.js';

/** From the first reading of a complaint to whoever works it. */
@Controller('complaints')
export class TriageController {
  constructor(private readonly triaging: TriageService) {}

  /**
   * Say what a complaint is on first reading. How many of its number are there already is looked up and kept.
   * @throws IllegalMove
   * @throws Expunged
   */
  @Put(':id/screening')
  @Requires('complaints:triage')
  async screenComplaint(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() screening: ScreenComplaint,
  ): Promise<ComplaintView> {
    return viewOf(await this.triaging.screen(actor, id, version, screening), actor);
  }

  /** Read which priority the rules propose, and why. It decides nothing. */
  @Get(':id/priority-proposal')
  @Requires('complaints:read')
  async readPriorityProposal(@CurrentActor() actor: Actor, @Id() id: string): Promise<PriorityProposalView> {
    return priorityViewOf(await this.triaging.proposal(actor, id));
  }

  /**
   * Triage a complaint: say what it is, how urgent, and why. What the rules proposed is kept beside it.
   * @throws IllegalMove
   * @throws Expunged
   */
  @Put(':id/triage')
  @Requires('complaints:triage')
  async triageComplaint(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() decision: TriageComplaint,
  ): Promise<ComplaintView> {
    return viewOf(await this.triaging.triage(actor, id, version, decision), actor);
  }

  /**
   * Assign a complaint to an agency, and to an investigator there. One that is investigated already stays where it is.
   * An agency that neither owns nor works it has to have an agreement in force, and what it is told is entered as disclosed.
   * @throws IllegalMove
   * @throws Expunged
   * @throws NoAgreement
   * @throws SealedComplaint
   */
  @Put(':id/assignment')
  @Requires('complaints:assign')
  async assignComplaint(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() assignment: AssignComplaint,
  ): Promise<ComplaintView> {
    return viewOf(await this.triaging.assign(actor, id, version, assignment), actor);
  }
}
