import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../platform/actor/caller.js';
import { SessionToken } from '../../access/session-token.js';
import { AuthDatabase } from '../../platform/database/auth-database.js';
import { newId } from '../../platform/ids/ids.js';
import { NotSignedIn } from '../../platform/http/problems.js';
import { WrongCredentials } from './accounts.errors.js';
import { AuthRecords, type SessionRecord, type Proof, type PendingSession } from './auth-records.js';
import { Notice } from './notice.js';
import { findPasswordFault } from './password-rules.js';
import { Passwords } from './passwords.js';
import { CredentialVerifier } from './credential-verifier.js';
import type { SessionWithToken } from './session-responder.js';
import type { ShowSecondFactor, SignIn, SignInByPasskey } from './sign-in.request.js';
import { StepNotExpected, InvalidCredential } from './sign-in.errors.js';
import type { StepUpAgain } from './step-up.request.js';

/**
 * Use cases of sign-in. The application verifies the credential, and a transaction decides. It is committed even after
 * a rejection, to record the failure.
 */
@Injectable()
export class SignInService {
  constructor(
    private readonly authDatabase: AuthDatabase,
    private readonly records: AuthRecords,
    private readonly passwords: Passwords,
    private readonly verifier: CredentialVerifier,
    private readonly notice: Notice,
    private readonly tokens: SessionToken,
  ) {}

  /** Signs in with a password. The number of queries and hashes is the same for known, unknown and locked accounts. */
  async signIn(caller: Caller, { email, password, notice: version }: SignIn): Promise<SessionWithToken> {
    const notice = this.notice.requireAcknowledgement(version);
    const address = email.trim().toLowerCase();
    const credential = await this.authDatabase.transaction(caller, (tx) => this.records.findCredential(tx, address));
    const stored = credential?.password_hash ?? null;
    const matches = (await this.passwords.matches(password, stored)) && stored !== null;
    const isWeak = matches && findPasswordFault(password, [address, credential?.name ?? '']) !== null;
    const proof: Proof = matches ? { kind: 'password', hash: stored } : { kind: 'nothing' };
    const accountId = credential?.account_id ?? null;
    const { token, hash: newHash } = this.tokens.create();
    const sessionRecord = await this.authDatabase.transaction(caller, (tx) =>
      this.records.signIn(tx, { accountId, proof, isWeak, sessionId: newId(), newHash, notice }),
    );
    if (!sessionRecord) throw new WrongCredentials();
    if (accountId !== null && stored !== null) await this.renewHash(caller, accountId, password, stored);
    return { sessionRecord, token, hash: newHash };
  }

  async signInByPasskey(caller: Caller, { response, notice: version }: SignInByPasskey): Promise<SessionWithToken> {
    const notice = this.notice.requireAcknowledgement(version);
    const { token, hash: newHash } = this.tokens.create();
    const sessionRecord = await this.authDatabase.transaction(caller, async (tx) => {
      const { accountId, proof } = await this.verifier.verifyPasskey(tx, response);
      return this.records.signIn(tx, { accountId, proof, isWeak: false, sessionId: newId(), newHash, notice });
    });
    if (!sessionRecord) throw new InvalidCredential();
    return { sessionRecord, token, hash: newHash };
  }

  verifySecondFactor(caller: Caller, session: Buffer, credential: ShowSecondFactor): Promise<SessionWithToken> {
    this.verifier.requireExactlyOne(credential);
    return this.completeStep(caller, async (tx, newHash) => {
      const pending = requireSession(await this.records.findPendingSession(tx, session));
      if (pending.pending_step !== 'second_factor') throw new StepNotExpected();
      const proof = await this.verifier.verifySecondFactor(tx, pending, credential);
      return this.records.verifySecondFactor(tx, session, newHash, proof);
    });
  }

  async stepUp(caller: Caller, session: Buffer, credential: StepUpAgain): Promise<SessionWithToken> {
    this.verifier.requireExactlyOne(credential);
    const passwordProof = await this.verifyPassword(caller, session, credential);
    return this.completeStep(caller, async (tx, newHash) => {
      const pending = requireSession(await this.records.findPendingSession(tx, session));
      if (pending.pending_step !== null) throw new NotSignedIn();
      const proof = passwordProof ?? (await this.verifier.verifySecondFactor(tx, pending, credential));
      return this.records.stepUp(tx, session, newHash, proof);
    });
  }

  async signOut(caller: Caller, session: Buffer): Promise<void> {
    if (!(await this.authDatabase.transaction(caller, (tx) => this.records.endSession(tx, session))))
      throw new NotSignedIn();
  }

  async findCurrentSession(caller: Caller, session: Buffer): Promise<PendingSession> {
    return requireSession(
      await this.authDatabase.transaction(caller, (tx) => this.records.findPendingSession(tx, session)),
    );
  }

  /** Verifies the password before the transaction, so that the slow hash does not prolong it. */
  private async verifyPassword(caller: Caller, session: Buffer, { password }: StepUpAgain): Promise<Proof | null> {
    if (password === undefined) return null;
    const { password_hash: stored } = await this.findCurrentSession(caller, session);
    const matches = (await this.passwords.matches(password, stored)) && stored !== null;
    return matches ? { kind: 'password', hash: stored } : { kind: 'nothing' };
  }

  private async completeStep(
    caller: Caller,
    decide: (tx: EntityManager, newHash: Buffer) => Promise<SessionRecord | null>,
  ): Promise<SessionWithToken> {
    const { token, hash: newHash } = this.tokens.create();
    const sessionRecord = await this.authDatabase.transaction(caller, (tx) => decide(tx, newHash));
    if (!sessionRecord) throw new InvalidCredential();
    return { sessionRecord, token, hash: newHash };
  }

  private async renewHash(caller: Caller, accountId: string, password: string, stored: string): Promise<void> {
    if (!this.passwords.isDueForRenewal(stored)) return;
    const hash = await this.passwords.hash(password);
    await this.authDatabase.transaction(caller, (tx) => this.records.renewHash(tx, accountId, stored, hash));
  }
}

function requireSession(found: PendingSession | null): PendingSession {
  if (!found) throw new NotSignedIn();
  return found;
}
