import { Body, Controller, Post } from '@nestjs/common';
import { CurrentActor, Requires } from '../platform/access/access.js';
import type { Actor } from '../platform/access/actor.js';
import { LogComplaint, LoggedComplaint, loggedViewOf } from './intake.contract.js';
import { LogComplaintsService } from './log-complaints.service.js';

/** How complaints get in. */
@Controller('complaints')
export class IntakeController {
  constructor(private readonly complaints: LogComplaintsService) {}

  /**
   * Log a complaint, with whom it tells of, what they are known by and which files: all of it, or nothing. The answer says what it
   * has in common with others.
   * The same number from the same source is the same complaint: sent again by its agency, unchanged, it is answered with what
   * it became; another agency of the task force learns only whom to call (409), which is entered in the trail and limited to 100
   * numbers an account and day.
   * @throws AlreadyReceived
   */
  @Post()
  @Requires('complaints:receive')
  async logComplaint(@CurrentActor() actor: Actor, @Body() tip: LogComplaint): Promise<LoggedComplaint> {
    return loggedViewOf(await this.complaints.log(actor, tip), actor);
  }

  /** What a repeat of the same request is answered with. */
  async get(actor: Actor, id: string): Promise<LoggedComplaint> {
    return loggedViewOf(await this.complaints.logged(actor, id), actor);
  }
}
