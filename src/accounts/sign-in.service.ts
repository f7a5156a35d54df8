import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../platform/access/caller.js';
import { SessionToken } from '../platform/access/session-token.js';
import { Door } from '../platform/database/door.js';
import { newId } from '../platform/http/ids.js';
import { NotSignedIn } from '../platform/http/problems.js';
import { WrongCredentials } from './accounts.errors.js';
import { DoorRecords, type Entry, type Proof, type Visitor } from './door-records.js';
import { Notice } from './notice.js';
import { passwordFault } from './password-rules.js';
import { Passwords } from './passwords.js';
import { Proofs } from './proofs.js';
import type { Opened } from './session-answers.js';
import type { ShowSecondFactor, SignIn, SignInByPasskey } from './sign-in.contract.js';
import { NothingDue, NotShown } from './sign-in.errors.js';
import type { StepUpAgain } from './step-up.contract.js';

/**
 * Who gets in. What somebody showed is checked first, and then settled in a transaction that is committed also when it comes
 * to nothing: a failure that is not written down would be none.
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

  /** Known or not, locked or not, it asks the database as often, and checks one hash. */
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
    // Wrong, locked, disabled, or changed since it was checked.
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
    if (!entry) throw new NotShown();
    return { entry, token, hash: fresh };
  }

  /** After a password: the session gets another token, and opens what it is for. */
  showSecondFactor(caller: Caller, session: Buffer, shown: ShowSecondFactor): Promise<Opened> {
    this.proofs.requireOne(shown);
    return this.proven(caller, async (tx, fresh) => {
      const visitor = there(await this.records.visit(tx, session));
      if (visitor.due !== 'second_factor') throw new NothingDue();
      const proof = await this.proofs.ofFactor(tx, visitor, shown);
      return this.records.passSecondFactor(tx, session, fresh, proof);
    });
  }

  /** Right after it the session may, for five minutes, what is only done by who has just shown who they are. */
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

  /** The hash is checked before the transaction, which nothing slow is to hold up. */
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
    if (!entry) throw new NotShown();
    return { entry, token, hash: fresh };
  }

  /** A password is hashed anew when its owner shows it, as passwords are hashed now. */
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
