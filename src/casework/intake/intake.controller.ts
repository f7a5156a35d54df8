import { Body, Controller, Post } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { EndsDraft } from '../records/draft-header.decorator.js';
import { LogComplaint } from './intake.request.js';
import { LoggedComplaint, toLoggedComplaint } from './intake.view.js';
import { LogComplaintsService } from './log-complaints.service.js';

/** Intake of complaints. */
@Controller('complaints')
export class IntakeController {
  constructor(private readonly complaints: LogComplaintsService) {}

  /**
   * Log a complaint with its persons, identifiers and files, atomically. The response contains its matches with other
   * complaints. A complaint with the same source and number is the same complaint. If its agency sends it again
   * unchanged, the response is the existing complaint. Another agency of the task force gets 409 with only the owner's
   * contact. Each such response is written to the trail and limited to 100 numbers per account and day.
   * @throws AlreadyReceived
   */
  @Post()
  @Requires('complaints:receive')
  @EndsDraft('complaint')
  async logComplaint(@CurrentActor() actor: Actor, @Body() tip: LogComplaint): Promise<LoggedComplaint> {
    return toLoggedComplaint(await this.complaints.log(actor, tip), actor);
  }

  /** Returns the response to a repeat of the same request. */
  async get(actor: Actor, id: string): Promise<LoggedComplaint> {
    return toLoggedComplaint(await this.complaints.get(actor, id), actor);
  }
}
