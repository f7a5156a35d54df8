import { Body, Controller, Delete, Get, HttpCode, Post, Put, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { AtTheDoor, CurrentActor, CurrentToken, Requires, StepUp } from '../../access/access.decorators.js';
import { Public } from '../../platform/http/public.decorator.js';
import type { Actor } from '../../platform/actor/actor.js';
import { CallerOf, type Caller } from '../../platform/actor/caller.js';
import { SessionToken, type CarriedToken } from '../../access/session-token.js';
import { Id } from '../../platform/http/id.pipe.js';
import { LocatedAt } from '../../platform/http/versions.js';
import { AttemptOn } from '../../platform/limits/attempts.js';
import { PasskeyChallengeView } from './factors.contract.js';
import { challengeTimeout, FactorsService } from './factors.service.js';
import { OwnSessionsService } from './own-sessions.service.js';
import { Passkeys } from './passkeys.js';
import { SessionAnswers } from './session-answers.js';
import {
  CurrentSessionView,
  OwnSessions,
  SessionView,
  ShowSecondFactor,
  SignIn,
  SignInByPasskey,
} from './sign-in.contract.js';
import { SignInService } from './sign-in.service.js';
import { StepUpAgain } from './step-up.contract.js';

/** Routes of sign-in, re-authentication (step-up) and sign-out. */
@Controller()
export class SignInController {
  constructor(
    private readonly entrance: SignInService,
    private readonly factors: FactorsService,
    private readonly passkeys: Passkeys,
    private readonly own: OwnSessionsService,
    private readonly answers: SessionAnswers,
    private readonly tokens: SessionToken,
  ) {}

  /**
   * Sign in. A program receives a token for `Authorization: Bearer`, and a page an HttpOnly cookie. While `due` is set,
   * the session permits only that step.
   * @throws WrongCredentials
   */
  @Post('sessions')
  @Public()
  @AttemptOn('email')
  @LocatedAt(null)
  async signIn(
    @CallerOf() caller: Caller,
    @Body() credentials: SignIn,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    return this.answers.give(await this.entrance.signIn(caller, credentials), caller, reply);
  }

  /** Request a passkey challenge for sign-in or re-authentication. It names no account; the passkey identifies it. */
  @Post('passkey-challenges')
  @Public()
  @LocatedAt(null)
  async requestPasskeyChallenge(@CallerOf() caller: Caller): Promise<PasskeyChallengeView> {
    const challenge = await this.factors.challenge(caller);
    return {
      challenge: challenge.toString('base64url'),
      rpId: this.passkeys.relyingParty,
      timeout: challengeTimeout,
      userVerification: 'required',
    };
  }

  /**
   * Sign in with a passkey, which counts as two factors.
   * @throws InvalidCredential
   */
  @Post('sessions/passkey')
  @Public()
  @LocatedAt(null)
  async signInByPasskey(
    @CallerOf() caller: Caller,
    @Body() shown: SignInByPasskey,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    return this.answers.give(await this.entrance.signInByPasskey(caller, shown), caller, reply);
  }

  /**
   * Verify the second factor after a password. After a recovery code, the account must enrol a new factor.
   * @throws InvalidCredential
   * @throws StepNotExpected
   */
  @Post('sessions/second-factor')
  @AtTheDoor()
  @LocatedAt(null)
  async verifySecondFactor(
    @CallerOf() caller: Caller,
    @CurrentToken() { hash }: CarriedToken,
    @Body() shown: ShowSecondFactor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    return this.answers.give(await this.entrance.showSecondFactor(caller, hash, shown), caller, reply);
  }

  /** List the caller's active sessions. */
  @Get('sessions')
  @Requires('account:own')
  async listSessions(@CurrentActor() actor: Actor): Promise<OwnSessions> {
    return { items: await this.own.list(actor) };
  }

  /** Get the current session. */
  @Get('sessions/current')
  @AtTheDoor()
  async readCurrentSession(
    @CallerOf() caller: Caller,
    @CurrentToken() { hash, csrfToken }: CarriedToken,
  ): Promise<CurrentSessionView> {
    const found = await this.entrance.current(caller, hash);
    return {
      id: found.session_id,
      csrfToken,
      expiresAt: found.expires_at.toISOString(),
      idleUntil: found.idle_until.toISOString(),
      steppedUpUntil: found.is_stepped_up ? (found.stepped_up_until?.toISOString() ?? null) : null,
      due: found.due,
      factors: [...found.factors],
    };
  }

  /**
   * Re-authenticate. For five minutes the session permits sensitive actions.
   * @throws InvalidCredential
   */
  @Put('sessions/current/step-up')
  @AtTheDoor()
  async reauthenticate(
    @CallerOf() caller: Caller,
    @CurrentToken() { hash }: CarriedToken,
    @Body() shown: StepUpAgain,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    return this.answers.give(await this.entrance.stepUp(caller, hash, shown), caller, reply);
  }

  /** Sign out. The token becomes invalid at once. */
  @Delete('sessions/current')
  @HttpCode(204)
  @AtTheDoor()
  async signOut(
    @CallerOf() caller: Caller,
    @CurrentToken() { hash }: CarriedToken,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    this.tokens.takeFrom(reply);
    await this.entrance.signOut(caller, hash);
  }

  /** End another session of the caller. */
  @Delete('sessions/:id')
  @HttpCode(204)
  @Requires('account:own')
  @StepUp()
  endSession(@CurrentActor() actor: Actor, @Id() id: string): Promise<void> {
    return this.own.end(actor, id);
  }
}
