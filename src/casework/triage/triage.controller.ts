import { Body, Controller, Get, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Id } from '../../platform/http/id.pipe.js';
import { ChangeMany } from '../../platform/http/change-many.decorator.js';
import { IfMatch } from '../../platform/http/versions.js';
import { ComplaintView, toComplaintView } from '../complaints/complaint.view.js';
import { AssignComplaint, ScreenComplaint, TriageComplaint } from '../complaints/decision.request.js';
import { EndsDraft } from '../records/draft-header.decorator.js';
import { PlaceProposalsService } from './place-proposals.service.js';
import { TriageProposalQuery } from './triage-proposal.request.js';
import { TriageProposalView, toTriageProposalView } from './triage-proposal.view.js';
import { AssignComplaints } from './batch-assignment.request.js';
import { BatchAssignmentService } from './batch-assignment.service.js';
import { BatchOutcomes, toBatchOutcomes } from './batch-outcome.view.js';
import { TriageComplaints } from './batch-triage.request.js';
import { BatchTriageService } from './batch-triage.service.js';
import { TriageService } from './triage.service.js';

/** Screening, triage and assignment of complaints. */
@Controller('complaints')
export class TriageController {
  constructor(
    private readonly triageService: TriageService,
    private readonly batchAssignments: BatchAssignmentService,
    private readonly batchTriages: BatchTriageService,
    private readonly placeProposals: PlaceProposalsService,
  ) {}

  /**
   * Screen a complaint: set its type and mode, and count possible duplicates. The number of other complaints with the
   * same source number is stored.
   * @throws InvalidTransition
   * @throws Expunged
   */
  @Put(':id/screening')
  @Requires('complaints:screen')
  async screenComplaint(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() screening: ScreenComplaint,
  ): Promise<ComplaintView> {
    return toComplaintView(await this.triageService.screen(actor, id, version, screening), actor);
  }

  /**
   * Get the triage that the rules propose: type, mode and priority with the reasons, and a draft of the rationale. The
   * type comes from the CyberTip and the mode from the source, unless they are recorded. The priority follows from
   * what the CyberTip and the records state, and from facts that a person chose. The answer also has the places
   * that the complaint, its tip and an installed table of IP addresses name, and the agencies that serve them. The
   * proposal changes nothing.
   */
  @Get(':id/triage-proposal')
  @Requires('complaints:read')
  async readTriageProposal(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query() query: TriageProposalQuery,
  ): Promise<TriageProposalView> {
    return toTriageProposalView(
      await this.triageService.getProposal(actor, id, query),
      await this.placeProposals.propose(actor, id),
    );
  }

  /**
   * Triage a complaint: set its type, mode and priority, with a rationale. The rules' proposal is stored with it.
   * @throws InvalidTransition
   * @throws Expunged
   */
  @Put(':id/triage')
  @Requires('complaints:triage')
  @EndsDraft('triage')
  async triageComplaint(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() decision: TriageComplaint,
  ): Promise<ComplaintView> {
    return toComplaintView(await this.triageService.triage(actor, id, version, decision), actor);
  }

  /**
   * Triage up to 200 complaints by one decision, such as those of a bundle. The rules are those of a single triage, and
   * each complaint has its own row and proposal. Each has its own outcome: it is triaged, or skipped with the problem
   * that a single triage would answer. A complaint that does not exist and one that is not accessible are skipped alike.
   * A repeat with the same `Idempotency-Key` returns the first response.
   */
  @ChangeMany('triages')
  @Requires('complaints:triage')
  async triageComplaints(@CurrentActor() actor: Actor, @Body() batch: TriageComplaints): Promise<BatchOutcomes> {
    return toBatchOutcomes(await this.batchTriages.triage(actor, batch));
  }

  /**
   * Assign a complaint to an agency, and optionally to an investigator there. A complaint that is already in work keeps
   * its state; any other becomes `assigned`. An agency that is neither its owner nor its current assignee needs an
   * agreement (MOU) in force, and the assignment is recorded as a disclosure.
   * @throws InvalidTransition
   * @throws Expunged
   * @throws NoAgreement
   * @throws ComplaintSealed
   */
  @Put(':id/assignment')
  @Requires('complaints:assign')
  async assignComplaint(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() assignment: AssignComplaint,
  ): Promise<ComplaintView> {
    return toComplaintView(await this.triageService.assign(actor, id, version, assignment), actor);
  }

  /**
   * Assign up to 200 complaints to an agency, and optionally to an investigator there. The rules are those of a single
   * assignment. Each complaint has its own outcome: it is assigned, or skipped with the problem that a single
   * assignment would return. A complaint that does not exist and one that is not accessible are skipped alike. A repeat
   * with the same `Idempotency-Key` returns the first response.
   */
  @ChangeMany('assignments')
  @Requires('complaints:assign')
  async assignComplaints(@CurrentActor() actor: Actor, @Body() batch: AssignComplaints): Promise<BatchOutcomes> {
    return toBatchOutcomes(await this.batchAssignments.assign(actor, batch));
  }
}
