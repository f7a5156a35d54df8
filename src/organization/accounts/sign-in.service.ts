import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../platform/actor/caller.js';
import { SessionToken } from '../../access/session-token.js';
import { Door } from '../../platform/database/door.js';
import { newId } from '../../platform/ids/ids.js';
import { NotSignedIn } from '../../platform/http/problems.js';
import { WrongCredentials } from './accounts.errors.js';
import { DoorRecords, type Entry, type Proof, type Visitor } from './door-records.js';
import { Notice } from './notice.js';
import { passwordFault } from './password-rules.js';
import { Passwords } from './passwords.js';
import { Proofs } from './proofs.js';
import type { Opened } from './session-answers.js';
import type { ShowSecondFactor, SignIn, SignInByPasskey } from './sign-in.contract.js';
import { StepNotExpected, InvalidCredential } from './sign-in.errors.js';
import type { StepUpAgain } from './step-up.contract.js';

/**
 * Use cases of sign-in. The application verifies the credential, and a transaction then decides. It is committed even
 * after a rejection, because the failure must be recorded.
 */
@Injectable()
export class SignInService {
  constructor(
    private readonly door: Door,
    private readonly records: DoorRecords,
    private readonly passwords: Passwords,
    private readonly proofs: Proofs,
    private readonly notice: Notice,
    private readonly tokens: SessionToken,
  ) {}

  /** Signs in with a password. The number of queries and hashes is the same for known, unknown and locked accounts. */
  async signIn(caller: Caller, { email, password, notice: version }: SignIn): Promise<Opened> {
    const notice = this.notice.acknowledged(version);
    const address = email.trim().toLowerCase();
    const credential = await this.door.pass(caller, (tx) => this.records.credentialOf(tx, address));
    const stored = credential?.password_hash ?? null;
    const matches = (await this.passwords.matches(password, stored)) && stored !== null;
    const isWeak = matches && passwordFault(password, [address, credential?.name ?? '']) !== null;
    const proof: Proof = matches ? { kind: 'password', shown: stored } : { kind: 'nothing' };
    const accountId = credential?.account_id ?? null;
    const { token, hash: fresh } = this.tokens.make();
    const entry = await this.door.pass(caller, (tx) =>
      this.records.signIn(tx, { accountId, proof, isWeak, sessionId: newId(), fresh, notice }),
    );
    // The credential is wrong, the account is locked or disabled, or the password has changed since the check.
    if (!entry) throw new WrongCredentials();
    if (accountId !== null && stored !== null) await this.renewHash(caller, accountId, password, stored);
    return { entry, token, hash: fresh };
  }

  async signInByPasskey(caller: Caller, { response, notice: version }: SignInByPasskey): Promise<Opened> {
    const notice = this.notice.acknowledged(version);
    const { token, hash: fresh } = this.tokens.make();
    const entry = await this.door.pass(caller, async (tx) => {
      const { accountId, proof } = await this.proofs.ofPasskey(tx, response);
      return this.records.signIn(tx, { accountId, proof, isWeak: false, sessionId: newId(), fresh, notice });
    });
    if (!entry) throw new InvalidCredential();
    return { entry, token, hash: fresh };
  }

  /** Verifies the second factor after a password. The session receives a new token and becomes complete. */
  showSecondFactor(caller: Caller, session: Buffer, shown: ShowSecondFactor): Promise<Opened> {
    this.proofs.requireOne(shown);
    return this.proven(caller, async (tx, fresh) => {
      const visitor = there(await this.records.visit(tx, session));
      if (visitor.due !== 'second_factor') throw new StepNotExpected();
      const proof = await this.proofs.ofFactor(tx, visitor, shown);
      return this.records.passSecondFactor(tx, session, fresh, proof);
    });
  }

  /** Re-authenticates the session, which permits sensitive actions for five minutes. */
  async stepUp(caller: Caller, session: Buffer, shown: StepUpAgain): Promise<Opened> {
    this.proofs.requireOne(shown);
    const byPassword = await this.passwordProof(caller, session, shown);
    return this.proven(caller, async (tx, fresh) => {
      const visitor = there(await this.records.visit(tx, session));
      if (visitor.due !== null) throw new NotSignedIn();
      const proof = byPassword ?? (await this.proofs.ofFactor(tx, visitor, shown));
      return this.records.stepUp(tx, session, fresh, proof);
    });
  }

  async signOut(caller: Caller, session: Buffer): Promise<void> {
    if (!(await this.door.pass(caller, (tx) => this.records.leave(tx, session)))) throw new NotSignedIn();
  }

  async current(caller: Caller, session: Buffer): Promise<Visitor> {
    return there(await this.door.pass(caller, (tx) => this.records.visit(tx, session)));
  }

  /** Verifies the password before the transaction, so that the slow hash does not prolong it. */
  private async passwordProof(caller: Caller, session: Buffer, { password }: StepUpAgain): Promise<Proof | null> {
    if (password === undefined) return null;
    const { password_hash: stored } = await this.current(caller, session);
    const matches = (await this.passwords.matches(password, stored)) && stored !== null;
    return matches ? { kind: 'password', shown: stored } : { kind: 'nothing' };
  }

  private async proven(
    caller: Caller,
    settle: (tx: EntityManager, fresh: Buffer) => Promise<Entry | null>,
  ): Promise<Opened> {
    const { token, hash: fresh } = this.tokens.make();
    const entry = await this.door.pass(caller, (tx) => settle(tx, fresh));
    if (!entry) throw new InvalidCredential();
    return { entry, token, hash: fresh };
  }

  /** Replaces an outdated hash after a successful password check. */
  private async renewHash(caller: Caller, accountId: string, password: string, stored: string): Promise<void> {
    if (!this.passwords.isDueForRenewal(stored)) return;
    const hash = await this.passwords.hash(password);
    await this.door.pass(caller, (tx) => this.records.renewHash(tx, accountId, stored, hash));
  }
}

function there(found: Visitor | null): Visitor {
  if (!found) throw new NotSignedIn();
  return found;
}
