import { Body, Controller, Delete, HttpCode, Post, Put, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CurrentActor, Public, Requires } from '../platform/access/access.js';
import type { Actor } from '../platform/access/actor.js';
import { CallerOf, type Caller } from '../platform/access/caller.js';
import { csrfTokenOf, SessionToken } from '../platform/access/session-token.js';
import { LocatedAt } from '../platform/http/versions.js';
import { ChangePassword, CreateFirstAdministrator, Enrol, SessionView, SignIn, viewOf } from './accounts.contract.js';
import { SignInService } from './sign-in.service.js';

/** Getting in and out, and the passwords for it. */
@Controller()
export class SignInController {
  constructor(
    private readonly entrance: SignInService,
    private readonly tokens: SessionToken,
  ) {}

  /**
   * Sign in. The token goes into `Authorization: Bearer`; the same token comes as an HttpOnly cookie for the console.
   * @throws WrongCredentials
   */
  @Post('sessions')
  @Public()
  @LocatedAt(null)
  async signIn(
    @CallerOf() caller: Caller,
    @Body() credentials: SignIn,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    const { id, token, expiresAt, account } = await this.entrance.signIn(caller, credentials);
    this.tokens.giveTo(reply, token, expiresAt);
    const { id: accountId, role, seat } = account;
    const actor = { accountId, sessionId: id, role, seat, scopes: null, isSteppedUp: false };
    return {
      id,
      token,
      csrfToken: csrfTokenOf(token),
      expiresAt: expiresAt.toISOString(),
      account: viewOf(account, actor),
    };
  }

  /** Sign out: the token is worth nothing from here on. */
  @Delete('sessions/current')
  @HttpCode(204)
  @Requires('account:own')
  async signOut(@CurrentActor() actor: Actor, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    this.tokens.takeFrom(reply);
    await this.entrance.signOut(actor);
  }

  /** Change one's own password. All other sessions of the account end. */
  @Put('accounts/me/password')
  @HttpCode(204)
  @Requires('account:own')
  changePassword(@CurrentActor() actor: Actor, @Body() change: ChangePassword): Promise<void> {
    return this.entrance.changePassword(actor, change);
  }

  /**
   * Follow an invitation: set the first password of an account.
   * @throws LinkNotValid
   */
  @Post('enrolments')
  @HttpCode(204)
  @Public()
  enrol(@CallerOf() caller: Caller, @Body() enrolment: Enrol): Promise<void> {
    return this.entrance.enrol(caller, enrolment);
  }

  /**
   * Create the first administrator, by the one-time link that the first start prints.
   * @throws LinkNotValid
   */
  @Post('first-administrator')
  @HttpCode(204)
  @Public()
  createFirstAdministrator(@CallerOf() caller: Caller, @Body() administrator: CreateFirstAdministrator): Promise<void> {
    return this.entrance.createFirstAdministrator(caller, administrator);
  }
}
