import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { InvalidInput } from '../../platform/http/problems.js';
import type { Proof, PendingSession } from './auth-records.js';
import { FactorRecords } from './factor-records.js';
import type { PasskeyAssertion } from './factors.request.js';
import { parseChallenge, Passkeys } from './passkeys.js';
import { hashRecoveryCode } from './recovery-codes.js';
import type { ShowSecondFactor } from './sign-in.request.js';
import type { StepUpAgain } from './step-up.request.js';
import { Totps } from './totps.js';

/** Verifier of submitted credentials. Postgres makes the final decision. */
@Injectable()
export class CredentialVerifier {
  constructor(
    private readonly records: FactorRecords,
    private readonly totps: Totps,
    private readonly passkeys: Passkeys,
  ) {}

  requireExactlyOne({ code, response, password }: StepUpAgain): void {
    const credentials = [code, response, password].filter((one) => one !== undefined);
    if (credentials.length !== 1) throw InvalidInput.forPath('', 'must hold exactly one credential');
  }

  async verifySecondFactor(
    tx: EntityManager,
    pending: PendingSession,
    { code, response }: ShowSecondFactor,
  ): Promise<Proof> {
    if (response !== undefined) {
      const { accountId, proof } = await this.verifyPasskey(tx, response);
      return accountId === pending.account_id ? proof : { kind: 'passkey' };
    }
    return code === undefined ? { kind: 'nothing' } : this.verifyCode(tx, pending, code);
  }

  /** Verifies a passkey. The challenge is consumed even if the response is invalid. */
  async verifyPasskey(
    tx: EntityManager,
    response: PasskeyAssertion,
  ): Promise<{ readonly accountId: string | null; readonly proof: Proof }> {
    const challenge = parseChallenge(response.clientDataJSON);
    const isKnownChallenge = challenge !== null && (await this.records.consumeChallenge(tx, challenge, null));
    const passkey = await this.records.findPasskey(tx, Buffer.from(response.id, 'base64url'));
    const number =
      isKnownChallenge && passkey ? await this.passkeys.verifyAssertion(response, challenge, passkey) : null;
    const accountId = passkey?.account_id ?? null;
    return {
      accountId,
      proof: passkey && number !== null ? { kind: 'passkey', id: passkey.id, number } : { kind: 'passkey' },
    };
  }

  private async verifyCode(tx: EntityManager, pending: PendingSession, code: string): Promise<Proof> {
    const recovery = hashRecoveryCode(code);
    if (recovery) return { kind: 'recovery_code', hash: recovery.toString('hex') };
    const { totp_id: id, totp_secret: encrypted, totp_step: last, epoch } = pending;
    if (id === null || encrypted === null) return { kind: 'nothing' };
    const step = this.totps.verifyCode(code, id, encrypted, epoch, last ?? 0);
    if (step === null) return { kind: 'nothing' };
    const reencrypted = this.totps.reencryptIfOutdated(id, encrypted);
    if (reencrypted) await this.records.reencryptTotp(tx, id, encrypted, reencrypted);
    return { kind: 'totp', id, number: step };
  }
}
