import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../platform/actor/caller.js';
import { SessionToken } from '../../access/session-token.js';
import { AuthDatabase } from '../../platform/database/auth-database.js';
import { newId } from '../../platform/ids/ids.js';
import { InvalidInput, NotFound, NotSignedIn, ReauthenticationRequired } from '../../platform/http/problems.js';
import { AuthRecords, type SessionRecord, type PendingSession } from './auth-records.js';
import { FactorRecords, type StoredFactor } from './factor-records.js';
import type { AddPasskey } from './factors.request.js';
import type { PasskeyCreationView } from './factors.view.js';
import { parseChallenge, keyAlgorithms, Passkeys, toUserHandle } from './passkeys.js';
import { makeRecoveryCodes, hashRecoveryCode } from './recovery-codes.js';
import type { SessionWithToken } from './session-responder.js';
import { LastFactor, PasskeyRejected } from './sign-in.errors.js';
import { Totps, type NewTotp } from './totps.js';

/** Time limit of an authenticator, in milliseconds. */
export const challengeTimeoutMs = 300_000;

/**
 * Use cases of the caller's own factors. A change needs a step-up or a session that awaits enrollment, ends the
 * account's other sessions and renews this one's token.
 */
@Injectable()
export class FactorsService {
  constructor(
    private readonly authDatabase: AuthDatabase,
    private readonly authRecords: AuthRecords,
    private readonly records: FactorRecords,
    private readonly totps: Totps,
    private readonly passkeys: Passkeys,
    private readonly tokens: SessionToken,
  ) {}

  list(caller: Caller, session: Buffer): Promise<StoredFactor[]> {
    return this.authDatabase.transaction(caller, async (tx) => {
      const pending = await this.authRecords.findPendingSession(tx, session);
      if (!pending || (pending.pending_step !== null && pending.pending_step !== 'enrolment')) throw new NotSignedIn();
      return this.records.listFactors(tx, session);
    });
  }

  beginTotp(caller: Caller, session: Buffer): Promise<NewTotp & { readonly id: string }> {
    return this.authDatabase.transaction(caller, async (tx) => {
      const { email } = await this.requireChangeAllowed(tx, session, true);
      const id = newId();
      const created = this.totps.make(id, email);
      await this.records.beginTotp(tx, session, id, created.encrypted);
      return { id, ...created };
    });
  }

  confirmTotp(caller: Caller, session: Buffer, code: string): Promise<SessionWithToken> {
    return this.changeFactor(caller, async (tx, newHash) => {
      await this.requireChangeAllowed(tx, session, true);
      const pendingTotp = await this.records.findPendingTotp(tx, session);
      if (!pendingTotp) throw new NotFound();
      const step = this.totps.verifyCode(code, pendingTotp.id, pendingTotp.secret, pendingTotp.epoch, 0);
      if (step === null) throw InvalidInput.forPath('/code', 'is not the current code');
      return this.records.confirmTotp(tx, session, newHash, pendingTotp.id, step);
    });
  }

  removeTotp(caller: Caller, session: Buffer): Promise<SessionWithToken> {
    return this.changeFactor(caller, async (tx, newHash) => {
      await this.requireChangeAllowed(tx, session, false);
      await this.requireFactor(tx, session, ({ kind }) => kind === 'totp');
      return this.records.removeTotp(tx, session, newHash);
    });
  }

  /** Creates a challenge for any account. The signing passkey identifies the account. */
  async createChallenge(caller: Caller): Promise<Buffer> {
    const challenge = randomBytes(32);
    await this.authDatabase.transaction(caller, (tx) => this.records.makeChallenge(tx, challenge));
    return challenge;
  }

  beginPasskey(caller: Caller, session: Buffer): Promise<PasskeyCreationView> {
    return this.authDatabase.transaction(caller, async (tx) => {
      const { account_id: accountId, email, name } = await this.requireChangeAllowed(tx, session, true);
      const challenge = randomBytes(32);
      const known = await this.records.makeRegistrationChallenge(tx, session, challenge);
      return {
        challenge: challenge.toString('base64url'),
        rp: { id: this.passkeys.relyingParty, name: 'Task Force Tracker' },
        user: { id: toUserHandle(accountId), name: email, displayName: name },
        pubKeyCredParams: keyAlgorithms.map((alg) => ({ type: 'public-key', alg })),
        excludeCredentials: known.map((id) => ({ type: 'public-key', id: id.toString('base64url') })),
        authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
        timeout: challengeTimeoutMs,
        attestation: 'none',
      };
    });
  }

  async addPasskey(caller: Caller, session: Buffer, { name, response }: AddPasskey): Promise<SessionWithToken> {
    const challenge = parseChallenge(response.clientDataJSON);
    const isKnownChallenge = await this.authDatabase.transaction(caller, async (tx) => {
      const { account_id: accountId } = await this.requireChangeAllowed(tx, session, true);
      return challenge !== null && (await this.records.consumeChallenge(tx, challenge, accountId));
    });
    const created = challenge && isKnownChallenge ? await this.passkeys.verifyAttestation(response, challenge) : null;
    if (!created) throw new PasskeyRejected();
    const passkey = { id: newId(), name, ...created };
    return this.changeFactor(caller, async (tx, newHash) => {
      const sessionRecord = await this.records.addPasskey(tx, session, newHash, passkey);
      if (!sessionRecord) throw new PasskeyRejected();
      return sessionRecord;
    });
  }

  removePasskey(caller: Caller, session: Buffer, id: string): Promise<SessionWithToken> {
    return this.changeFactor(caller, async (tx, newHash) => {
      await this.requireChangeAllowed(tx, session, false);
      await this.requireFactor(tx, session, (factor) => factor.kind === 'passkey' && factor.id === id);
      return this.records.removePasskey(tx, session, newHash, id);
    });
  }

  async renewRecoveryCodes(caller: Caller, session: Buffer): Promise<SessionWithToken & { readonly codes: string[] }> {
    const codes = makeRecoveryCodes();
    const hashes = codes.map(hashRecoveryCode).filter((hash) => hash !== null);
    const issued = await this.changeFactor(caller, async (tx, newHash) => {
      await this.requireChangeAllowed(tx, session, false);
      return this.records.renewRecoveryCodes(tx, session, newHash, hashes);
    });
    return { ...issued, codes };
  }

  /** Rejects a session that may not change factors. Postgres enforces the same rule. */
  private async requireChangeAllowed(
    tx: EntityManager,
    session: Buffer,
    mayBeEnrolling: boolean,
  ): Promise<PendingSession> {
    const pending = await this.authRecords.findPendingSession(tx, session);
    if (!pending) throw new NotSignedIn();
    if (pending.pending_step === 'enrolment' && mayBeEnrolling) return pending;
    if (pending.pending_step !== null) throw new NotSignedIn();
    if (!pending.is_stepped_up) throw new ReauthenticationRequired();
    return pending;
  }

  private async requireFactor(
    tx: EntityManager,
    session: Buffer,
    matches: (factor: StoredFactor) => boolean,
  ): Promise<void> {
    if (!(await this.records.listFactors(tx, session)).some(matches)) throw new NotFound();
  }

  private async changeFactor(
    caller: Caller,
    change: (tx: EntityManager, newHash: Buffer) => Promise<SessionRecord | null>,
  ): Promise<SessionWithToken> {
    const { token, hash: newHash } = this.tokens.create();
    const sessionRecord = await this.authDatabase.transaction(caller, async (tx) => {
      const changed = await change(tx, newHash);
      if (!changed) throw new LastFactor();
      return changed;
    });
    return { sessionRecord, token, hash: newHash };
  }
}
