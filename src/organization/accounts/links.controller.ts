import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { Public } from '../../platform/http/public.decorator.js';
import { CurrentCaller, type Caller } from '../../platform/actor/caller.js';
import { LinksService } from './links.service.js';
import { Notice } from './notice.js';
import { CreateFirstAdministrator, Enrol } from './sign-in.request.js';
import { NoticeView } from './sign-in.view.js';

/** Routes before the first sign-in: one-time links and the sign-in notice. */
@Controller()
export class LinksController {
  constructor(
    private readonly links: LinksService,
    private readonly notice: Notice,
  ) {}

  /** Read the notice that a user acknowledges by signing in. */
  @Get('notice')
  @Public()
  readNotice(): NoticeView {
    const { version, text, isRequired, warning } = this.notice;
    return { version, text, isRequired, warning };
  }

  /**
   * Set the first password of an account with an invitation.
   * @throws InvalidLink
   */
  @Post('enrolments')
  @HttpCode(204)
  @Public()
  enrolAccount(@CurrentCaller() caller: Caller, @Body() enrolment: Enrol): Promise<void> {
    return this.links.enrol(caller, enrolment);
  }

  /**
   * Create the first administrator with the one-time link that the first start prints.
   * @throws InvalidLink
   */
  @Post('first-administrator')
  @HttpCode(204)
  @Public()
  createFirstAdministrator(
    @CurrentCaller() caller: Caller,
    @Body() administrator: CreateFirstAdministrator,
  ): Promise<void> {
    return this.links.createFirstAdministrator(caller, administrator);
  }
}
