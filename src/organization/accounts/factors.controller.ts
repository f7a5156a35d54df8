import { Body, Controller, Delete, Get, Post, Put, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { AtTheDoor, CurrentToken } from '../../access/access.decorators.js';
import { CallerOf, type Caller } from '../../platform/actor/caller.js';
import type { CarriedToken } from '../../access/session-token.js';
import { Id } from '../../platform/http/id.pipe.js';
import { LocatedAt } from '../../platform/http/versions.js';
import type { KeptFactor } from './factor-records.js';
import { AddPasskey, ConfirmTotp, FactorsView, PasskeyCreationView, TotpView } from './factors.contract.js';
import { FactorsService } from './factors.service.js';
import { OwnPasswordService } from './own-password.service.js';
import { RecoveryCodesView } from './recovery-codes.contract.js';
import { SessionAnswers } from './session-answers.js';
import { ChangePassword, SessionView } from './sign-in.contract.js';

/**
 * Routes of the caller's own password and factors. Each change renews the session token and ends the other sessions of
 * the account.
 */
@Controller('accounts/me')
export class FactorsController {
  constructor(
    private readonly factors: FactorsService,
    private readonly password: OwnPasswordService,
    private readonly answers: SessionAnswers,
  ) {}

  /** Change the caller's own password. */
  @Put('password')
  @AtTheDoor()
  async changePassword(
    @CallerOf() caller: Caller,
    @CurrentToken() { hash }: CarriedToken,
    @Body() change: ChangePassword,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    return this.answers.give(await this.password.change(caller, hash, change), caller, reply);
  }

  /** List the caller's own factors. */
  @Get('factors')
  @AtTheDoor()
  async listFactors(@CallerOf() caller: Caller, @CurrentToken() { hash }: CarriedToken): Promise<FactorsView> {
    return factorsViewOf(await this.factors.list(caller, hash));
  }

  /**
   * Create the secret of an authenticator app. It becomes active after a first code.
   * @throws ReauthenticationRequired
   */
  @Post('totp')
  @AtTheDoor()
  @LocatedAt(null)
  async beginTotpEnrolment(@CallerOf() caller: Caller, @CurrentToken() { hash }: CarriedToken): Promise<TotpView> {
    const { id, secret, uri } = await this.factors.beginTotp(caller, hash);
    return { id, secret, uri };
  }

  /**
   * Confirm the new authenticator app with its first code. It replaces the previous app.
   * @throws ReauthenticationRequired
   * @throws NotFound
   */
  @Put('totp/confirmation')
  @AtTheDoor()
  async confirmTotp(
    @CallerOf() caller: Caller,
    @CurrentToken() { hash }: CarriedToken,
    @Body() { code }: ConfirmTotp,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    return this.answers.give(await this.factors.confirmTotp(caller, hash, code), caller, reply);
  }

  /**
   * Remove the caller's authenticator app.
   * @throws ReauthenticationRequired
   * @throws NotFound
   * @throws LastFactor
   */
  @Delete('totp')
  @AtTheDoor()
  async removeTotp(
    @CallerOf() caller: Caller,
    @CurrentToken() { hash }: CarriedToken,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    return this.answers.give(await this.factors.removeTotp(caller, hash), caller, reply);
  }

  /**
   * Request the options for a new passkey.
   * @throws ReauthenticationRequired
   */
  @Post('passkey-challenges')
  @AtTheDoor()
  @LocatedAt(null)
  beginPasskeyEnrolment(
    @CallerOf() caller: Caller,
    @CurrentToken() { hash }: CarriedToken,
  ): Promise<PasskeyCreationView> {
    return this.factors.beginPasskey(caller, hash);
  }

  /**
   * Add a passkey.
   * @throws ReauthenticationRequired
   * @throws PasskeyRejected
   */
  @Post('passkeys')
  @AtTheDoor()
  @LocatedAt(null)
  async addPasskey(
    @CallerOf() caller: Caller,
    @CurrentToken() { hash }: CarriedToken,
    @Body() passkey: AddPasskey,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    return this.answers.give(await this.factors.addPasskey(caller, hash, passkey), caller, reply);
  }

  /**
   * Remove a passkey.
   * @throws ReauthenticationRequired
   * @throws NotFound
   * @throws LastFactor
   */
  @Delete('passkeys/:id')
  @AtTheDoor()
  async removePasskey(
    @CallerOf() caller: Caller,
    @CurrentToken() { hash }: CarriedToken,
    @Id() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    return this.answers.give(await this.factors.removePasskey(caller, hash, id), caller, reply);
  }

  /**
   * Create new recovery codes. They replace the previous codes.
   * @throws ReauthenticationRequired
   */
  @Post('recovery-codes')
  @AtTheDoor()
  @LocatedAt(null)
  async renewRecoveryCodes(
    @CallerOf() caller: Caller,
    @CurrentToken() { hash }: CarriedToken,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecoveryCodesView> {
    const { codes, ...opened } = await this.factors.renewRecoveryCodes(caller, hash);
    return { codes, session: await this.answers.give(opened, caller, reply) };
  }
}

function factorsViewOf(kept: readonly KeptFactor[]): FactorsView {
  const told = ({ id, since, last_used_at }: KeptFactor) => ({
    id: id ?? '',
    addedAt: since?.toISOString() ?? '',
    lastUsedAt: last_used_at?.toISOString() ?? null,
  });
  const totp = kept.find(({ kind }) => kind === 'totp');
  return {
    passkeys: kept
      .filter(({ kind }) => kind === 'passkey')
      .map((passkey) => ({ ...told(passkey), name: passkey.name ?? '', isSynced: passkey.is_synced ?? false })),
    totp: totp ? told(totp) : null,
    recoveryCodesLeft: kept.find(({ kind }) => kind === 'recovery_codes')?.codes_left ?? 0,
  };
}
