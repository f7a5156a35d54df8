import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { InvalidInput } from '../../platform/http/problems.js';
import type { Proof, Visitor } from './door-records.js';
import { FactorRecords } from './factor-records.js';
import type { PasskeyAssertion } from './factors.contract.js';
import { challengeIn, Passkeys } from './passkeys.js';
import { recoveryCodeHash } from './recovery-codes.js';
import type { ShowSecondFactor } from './sign-in.contract.js';
import type { StepUpAgain } from './step-up.contract.js';
import { Totps } from './totps.js';

/** Verifier of submitted credentials. Postgres makes the final decision. */
@Injectable()
export class Proofs {
  constructor(
    private readonly records: FactorRecords,
    private readonly totps: Totps,
    private readonly passkeys: Passkeys,
  ) {}

  /** Throws 422 unless exactly one credential is present. */
  requireOne({ code, response, password }: StepUpAgain): void {
    const shown = [code, response, password].filter((one) => one !== undefined);
    if (shown.length !== 1) throw InvalidInput.at('', 'must hold exactly one credential');
  }

  async ofFactor(tx: EntityManager, visitor: Visitor, { code, response }: ShowSecondFactor): Promise<Proof> {
    if (response !== undefined) {
      const { accountId, proof } = await this.ofPasskey(tx, response);
      return accountId === visitor.account_id ? proof : { kind: 'passkey' };
    }
    return code === undefined ? { kind: 'nothing' } : this.ofCode(tx, visitor, code);
  }

  /** Verifies a passkey. The challenge is consumed even if the response is invalid. */
  async ofPasskey(
    tx: EntityManager,
    response: PasskeyAssertion,
  ): Promise<{ readonly accountId: string | null; readonly proof: Proof }> {
    const challenge = challengeIn(response.clientDataJSON);
    const isOurs = challenge !== null && (await this.records.takeChallenge(tx, challenge, null));
    const passkey = await this.records.passkeyOf(tx, Buffer.from(response.id, 'base64url'));
    const number = isOurs && passkey ? await this.passkeys.counterIn(response, challenge, passkey) : null;
    const accountId = passkey?.account_id ?? null;
    return {
      accountId,
      proof: passkey && number !== null ? { kind: 'passkey', id: passkey.id, number } : { kind: 'passkey' },
    };
  }

  private async ofCode(tx: EntityManager, visitor: Visitor, code: string): Promise<Proof> {
    const recovery = recoveryCodeHash(code);
    if (recovery) return { kind: 'recovery_code', shown: recovery.toString('hex') };
    const { totp_id: id, totp_secret: sealed, totp_step: last, epoch } = visitor;
    if (id === null || sealed === null) return { kind: 'nothing' };
    const step = this.totps.stepOf(code, id, sealed, epoch, last ?? 0);
    if (step === null) return { kind: 'nothing' };
    const anew = this.totps.sealedAnew(id, sealed);
    if (anew) await this.records.resealTotp(tx, id, sealed, anew);
    return { kind: 'totp', id, number: step };
  }
}
