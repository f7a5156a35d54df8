import { Body, Controller, Delete, Get, HttpCode, Post, Put, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { AllowPendingSession, CurrentActor, CurrentToken, Requires, StepUp } from '../../access/access.decorators.js';
import { Public } from '../../platform/http/public.decorator.js';
import type { Actor } from '../../platform/actor/actor.js';
import { CurrentCaller, type Caller } from '../../platform/actor/caller.js';
import { SessionToken, type RequestToken } from '../../access/session-token.js';
import { Id } from '../../platform/http/id.pipe.js';
import { ResponseLocation } from '../../platform/http/versions.js';
import { LimitAttempts } from '../../platform/limits/limit-attempts.decorator.js';
import { CurrentSessionService } from './current-session.service.js';
import { PasskeyChallengeView } from './factors.view.js';
import { challengeTimeoutMs, FactorsService } from './factors.service.js';
import { OwnSessionsService } from './own-sessions.service.js';
import { Passkeys } from './passkeys.js';
import { SessionResponder } from './session-responder.js';
import { CurrentSessionView, OwnSessions, SessionView } from './sign-in.view.js';
import { ShowSecondFactor, SignIn, SignInByPasskey } from './sign-in.request.js';
import { SignInService } from './sign-in.service.js';
import { StepUpAgain } from './step-up.request.js';

/** Routes of sign-in, re-authentication (step-up) and sign-out. */
@Controller()
export class SignInController {
  constructor(
    private readonly signIns: SignInService,
    private readonly factors: FactorsService,
    private readonly passkeys: Passkeys,
    private readonly ownSessions: OwnSessionsService,
    private readonly currentSession: CurrentSessionService,
    private readonly responder: SessionResponder,
    private readonly tokens: SessionToken,
  ) {}

  /**
   * Sign in. A program receives a token for `Authorization: Bearer`, and a page an HttpOnly cookie. While `pendingStep` is set,
   * the session permits only that step.
   * @throws WrongCredentials
   */
  @Post('sessions')
  @Public()
  @LimitAttempts('email')
  @ResponseLocation(null)
  async signIn(
    @CurrentCaller() caller: Caller,
    @Body() credentials: SignIn,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    return this.responder.send(await this.signIns.signIn(caller, credentials), caller, reply);
  }

  /** Request a passkey challenge for sign-in or re-authentication. It names no account; the passkey identifies it. */
  @Post('passkey-challenges')
  @Public()
  @ResponseLocation(null)
  async requestPasskeyChallenge(@CurrentCaller() caller: Caller): Promise<PasskeyChallengeView> {
    const challenge = await this.factors.createChallenge(caller);
    return {
      challenge: challenge.toString('base64url'),
      rpId: this.passkeys.relyingParty,
      timeout: challengeTimeoutMs,
      userVerification: 'required',
    };
  }

  /**
   * Sign in with a passkey, which counts as two factors.
   * @throws InvalidCredential
   */
  @Post('sessions/passkey')
  @Public()
  @ResponseLocation(null)
  async signInByPasskey(
    @CurrentCaller() caller: Caller,
    @Body() credential: SignInByPasskey,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    return this.responder.send(await this.signIns.signInByPasskey(caller, credential), caller, reply);
  }

  /**
   * Verify the second factor after a password. After a recovery code, the account must enroll a new factor.
   * @throws InvalidCredential
   * @throws StepNotExpected
   */
  @Post('sessions/second-factor')
  @AllowPendingSession()
  @ResponseLocation(null)
  async verifySecondFactor(
    @CurrentCaller() caller: Caller,
    @CurrentToken() { hash }: RequestToken,
    @Body() credential: ShowSecondFactor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    return this.responder.send(await this.signIns.verifySecondFactor(caller, hash, credential), caller, reply);
  }

  /** List the caller's active sessions. */
  @Get('sessions')
  @Requires('account:own')
  async listSessions(@CurrentActor() actor: Actor): Promise<OwnSessions> {
    return { items: await this.ownSessions.list(actor) };
  }

  /** Get the current session, with its account, seat and permissions. This does not extend it. */
  @Get('sessions/current')
  @AllowPendingSession()
  readCurrentSession(
    @CurrentCaller() caller: Caller,
    @CurrentToken() token: RequestToken,
  ): Promise<CurrentSessionView> {
    return this.currentSession.read(caller, token);
  }

  /**
   * Re-authenticate. For five minutes the session permits sensitive actions.
   * @throws InvalidCredential
   */
  @Put('sessions/current/step-up')
  @AllowPendingSession()
  async reauthenticate(
    @CurrentCaller() caller: Caller,
    @CurrentToken() { hash }: RequestToken,
    @Body() credential: StepUpAgain,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    return this.responder.send(await this.signIns.stepUp(caller, hash, credential), caller, reply);
  }

  /** Sign out. The token becomes invalid at once. */
  @Delete('sessions/current')
  @HttpCode(204)
  @AllowPendingSession()
  async signOut(
    @CurrentCaller() caller: Caller,
    @CurrentToken() { hash }: RequestToken,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    this.tokens.clearCookie(reply);
    await this.signIns.signOut(caller, hash);
  }

  /** End another session of the caller. */
  @Delete('sessions/:id')
  @HttpCode(204)
  @Requires('account:own')
  @StepUp()
  endSession(@CurrentActor() actor: Actor, @Id() id: string): Promise<void> {
    return this.ownSessions.end(actor, id);
  }
}
