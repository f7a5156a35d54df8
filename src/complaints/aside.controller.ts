import { Body, Controller, Put } from '@nestjs/common';
import { CurrentActor, Requires } from '../platform/access/access.js';
import type { Actor } from '../platform/access/actor.js';
import { Id } from '../platform/http/ids.js';
import { IfMatch } from '../platform/http/versions.js';
import { AsideService } from './aside.service.js';
import { ComplaintView, viewOf } from './complaints.contract.js';
import { GiveReason, HoldComplaint, MergeComplaint } from './decisions.contract.js';

/** What puts a complaint aside, and what brings it back to where it was. */
@Controller('complaints')
export class AsideController {
  constructor(private readonly aside: AsideService) {}

  /**
   * Put a complaint on hold, until a day on which somebody looks again. What a provider preserves for it runs out all the same.
   * @throws IllegalMove
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
    return viewOf(await this.aside.hold(actor, id, version, hold), actor);
  }

  /**
   * Take up again what is on hold. It is due later by the time that it was held.
   * @throws IllegalMove
   */
  @Put(':id/resumption')
  @Requires('complaints:assign')
  async resumeComplaint(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() { reason }: GiveReason,
  ): Promise<ComplaintView> {
    return viewOf(await this.aside.resume(actor, id, version, reason), actor);
  }

  /**
   * Merge a complaint into another that it is the same matter as and that goes on. It keeps its record and its id, and says
   * where it went.
   * @throws IllegalMove
   * @throws SealedComplaint
   * @throws MergedAway
   * @throws Expunged
   * @throws TakesNothingIn
   */
  @Put(':id/merge')
  @Requires('complaints:assign')
  async mergeComplaint(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() merge: MergeComplaint,
  ): Promise<ComplaintView> {
    return viewOf(await this.aside.merge(actor, id, version, merge), actor);
  }

  /**
   * Undo a merge: the complaint is again what it was.
   * @throws IllegalMove
   */
  @Put(':id/unmerging')
  @Requires('complaints:assign')
  async unmergeComplaint(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() { reason }: GiveReason,
  ): Promise<ComplaintView> {
    return viewOf(await this.aside.unmerge(actor, id, version, reason), actor);
  }
}
