import { Body, Controller, Delete, Get, Post, Put, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { AllowPendingSession, CurrentToken } from '../../access/access.decorators.js';
import { CurrentCaller, type Caller } from '../../platform/actor/caller.js';
import type { RequestToken } from '../../access/session-token.js';
import { Id } from '../../platform/http/id.pipe.js';
import { ResponseLocation } from '../../platform/http/versions.js';
import type { StoredFactor } from './factor-records.js';
import { AddPasskey, ConfirmTotp } from './factors.request.js';
import { FactorsView, PasskeyCreationView, TotpView } from './factors.view.js';
import { FactorsService } from './factors.service.js';
import { OwnPasswordService } from './own-password.service.js';
import { RecoveryCodesView } from './recovery-codes.view.js';
import { SessionResponder } from './session-responder.js';
import { ChangePassword } from './sign-in.request.js';
import { SessionView } from './sign-in.view.js';

/**
 * Routes of the caller's own password and factors. Each change renews the session token and ends the other sessions of
 * the account.
 */
@Controller('accounts/me')
export class FactorsController {
  constructor(
    private readonly factors: FactorsService,
    private readonly password: OwnPasswordService,
    private readonly responder: SessionResponder,
  ) {}

  /** Change the caller's own password. */
  @Put('password')
  @AllowPendingSession()
  async changePassword(
    @CurrentCaller() caller: Caller,
    @CurrentToken() { hash }: RequestToken,
    @Body() change: ChangePassword,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    return this.responder.send(await this.password.change(caller, hash, change), caller, reply);
  }

  /** List the caller's own factors. */
  @Get('factors')
  @AllowPendingSession()
  async listFactors(@CurrentCaller() caller: Caller, @CurrentToken() { hash }: RequestToken): Promise<FactorsView> {
    return toFactorsView(await this.factors.list(caller, hash));
  }

  /**
   * Create the secret of an authenticator app. It becomes active after a first code.
   * @throws ReauthenticationRequired
   */
  @Post('totp')
  @AllowPendingSession()
  @ResponseLocation(null)
  async beginTotpEnrolment(@CurrentCaller() caller: Caller, @CurrentToken() { hash }: RequestToken): Promise<TotpView> {
    const { id, secret, uri } = await this.factors.beginTotp(caller, hash);
    return { id, secret, uri };
  }

  /**
   * Confirm the new authenticator app with its first code. It replaces the previous app.
   * @throws ReauthenticationRequired
   * @throws NotFound
   */
  @Put('totp/confirmation')
  @AllowPendingSession()
  async confirmTotp(
    @CurrentCaller() caller: Caller,
    @CurrentToken() { hash }: RequestToken,
    @Body() { code }: ConfirmTotp,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    return this.responder.send(await this.factors.confirmTotp(caller, hash, code), caller, reply);
  }

  /**
   * Remove the caller's authenticator app.
   * @throws ReauthenticationRequired
   * @throws NotFound
   * @throws LastFactor
   */
  @Delete('totp')
  @AllowPendingSession()
  async removeTotp(
    @CurrentCaller() caller: Caller,
    @CurrentToken() { hash }: RequestToken,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    return this.responder.send(await this.factors.removeTotp(caller, hash), caller, reply);
  }

  /**
   * Request the options for a new passkey.
   * @throws ReauthenticationRequired
   */
  @Post('passkey-challenges')
  @AllowPendingSession()
  @ResponseLocation(null)
  beginPasskeyEnrolment(
    @CurrentCaller() caller: Caller,
    @CurrentToken() { hash }: RequestToken,
  ): Promise<PasskeyCreationView> {
    return this.factors.beginPasskey(caller, hash);
  }

  /**
   * Add a passkey.
   * @throws ReauthenticationRequired
   * @throws PasskeyRejected
   * @throws LimitReached
   */
  @Post('passkeys')
  @AllowPendingSession()
  @ResponseLocation(null)
  async addPasskey(
    @CurrentCaller() caller: Caller,
    @CurrentToken() { hash }: RequestToken,
    @Body() passkey: AddPasskey,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    return this.responder.send(await this.factors.addPasskey(caller, hash, passkey), caller, reply);
  }

  /**
   * Remove a passkey.
   * @throws ReauthenticationRequired
   * @throws NotFound
   * @throws LastFactor
   */
  @Delete('passkeys/:id')
  @AllowPendingSession()
  async removePasskey(
    @CurrentCaller() caller: Caller,
    @CurrentToken() { hash }: RequestToken,
    @Id() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    return this.responder.send(await this.factors.removePasskey(caller, hash, id), caller, reply);
  }

  /**
   * Create new recovery codes. The new codes replace the previous ones. Sign-in must be complete.
   * @throws ReauthenticationRequired
   */
  @Post('recovery-codes')
  @AllowPendingSession()
  @ResponseLocation(null)
  async renewRecoveryCodes(
    @CurrentCaller() caller: Caller,
    @CurrentToken() { hash }: RequestToken,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecoveryCodesView> {
    const { codes, ...issued } = await this.factors.renewRecoveryCodes(caller, hash);
    return { codes, session: await this.responder.send(issued, caller, reply) };
  }
}

function toFactorsView(factors: readonly StoredFactor[]): FactorsView {
  const toFactorView = ({ id, since, last_used_at }: StoredFactor) => ({
    id: id ?? '',
    addedAt: since?.toISOString() ?? '',
    lastUsedAt: last_used_at?.toISOString() ?? null,
  });
  const totp = factors.find(({ kind }) => kind === 'totp');
  return {
    passkeys: factors
      .filter(({ kind }) => kind === 'passkey')
      .map((passkey) => ({ ...toFactorView(passkey), name: passkey.name ?? '', isSynced: passkey.is_synced ?? false })),
    totp: totp ? toFactorView(totp) : null,
    recoveryCodesLeft: factors.find(({ kind }) => kind === 'recovery_codes')?.codes_left ?? 0,
  };
}
