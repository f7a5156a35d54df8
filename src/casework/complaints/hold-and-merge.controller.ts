import { Body, Controller, Put } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { PostAction } from '../../platform/http/post-action.decorator.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch } from '../../platform/http/versions.js';
import { HoldAndMergeService } from './hold-and-merge.service.js';
import { ComplaintView, toComplaintView } from './complaint.view.js';
import { GiveReason, HoldComplaint, MergeComplaint } from './decision.request.js';

/** Holds and merges of complaints, and their reversal. The right to assign complaints includes them. */
@Controller('complaints')
export class HoldsAndMergesController {
  constructor(private readonly holdAndMerge: HoldAndMergeService) {}

  /**
   * Put a complaint on hold until a day on which the hold is to be reviewed. The provider's preservation period keeps running.
   * @throws InvalidTransition
   * @throws Expunged
   */
  @Put(':id/hold')
  @Requires('complaints:assign')
  async holdComplaint(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() hold: HoldComplaint,
  ): Promise<ComplaintView> {
    return toComplaintView(await this.holdAndMerge.hold(actor, id, version, hold), actor);
  }

  /**
   * Resume a complaint that is on hold. The duration of the hold is added to the due time.
   * @throws InvalidTransition
   */
  @PostAction(':id/resume')
  @Requires('complaints:assign')
  async resumeComplaint(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() { reason }: GiveReason,
  ): Promise<ComplaintView> {
    return toComplaintView(await this.holdAndMerge.resume(actor, id, version, reason), actor);
  }

  /**
   * Merge a complaint into another open one about the same matter. The merged complaint keeps its record and its id,
   * and `mergedInto` has the id of the other one.
   * @throws InvalidTransition
   * @throws ComplaintSealed
   * @throws ComplaintMerged
   * @throws Expunged
   * @throws MergeTargetNotOpen
   */
  @Put(':id/merge')
  @Requires('complaints:assign')
  async mergeComplaint(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() merge: MergeComplaint,
  ): Promise<ComplaintView> {
    return toComplaintView(await this.holdAndMerge.merge(actor, id, version, merge), actor);
  }

  /**
   * Undo a merge. The complaint returns to the state it had before.
   * @throws InvalidTransition
   */
  @PostAction(':id/unmerge')
  @Requires('complaints:assign')
  async unmergeComplaint(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() { reason }: GiveReason,
  ): Promise<ComplaintView> {
    return toComplaintView(await this.holdAndMerge.unmerge(actor, id, version, reason), actor);
  }
}
