import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/access/actor.js';
import type { Caller } from '../platform/access/caller.js';
import { hashOf, SessionToken } from '../platform/access/session-token.js';
import { Database } from '../platform/database/database.js';
import { Door } from '../platform/database/door.js';
import { required } from '../platform/database/rows.js';
import { newId } from '../platform/http/ids.js';
import { InvalidInput } from '../platform/http/problems.js';
import { Account } from './account.entity.js';
import type { ChangePassword, CreateFirstAdministrator, Enrol, SignIn } from './accounts.contract.js';
import { LinkNotValid, WrongCredentials } from './accounts.errors.js';
import { passwordFault } from './password-rules.js';
import { Passwords } from './passwords.js';

/** A session that has just begun, with the token that only its owner keeps. */
export interface OpenedSession {
  readonly id: string;
  readonly token: string;
  readonly expiresAt: Date;
  readonly account: Account;
}

/** The start itself: no request, and from nowhere. */
const nobody: Caller = { requestId: '', address: '' };

/** Who gets in, and by what password. */
@Injectable()
export class SignInService {
  constructor(
    private readonly database: Database,
    private readonly door: Door,
    private readonly passwords: Passwords,
    private readonly tokens: SessionToken,
  ) {}

  async signIn(caller: Caller, { email, password }: SignIn): Promise<OpenedSession> {
    const credential = await this.credentialOf(caller, email);
    if (!(await this.passwords.matches(password, credential?.password_hash ?? null)) || !credential) {
      throw new WrongCredentials();
    }
    const id = newId();
    const { token, hash } = this.tokens.make();
    const expiresAt = await this.door.pass(caller, async (tx) => {
      const [opened] = await tx.query<{ expires_at: Date | null }[]>(
        'SELECT auth.open_session($1, $2, $3, $4) AS expires_at',
        [credential.account_id, credential.password_hash, id, hash],
      );
      return opened?.expires_at;
    });
    // Disabled, or given another password, since this one was checked.
    if (!expiresAt) throw new WrongCredentials();
    const account = await this.database.within(hash, caller, (actor) =>
      this.database.read(actor, (tx) => required(tx, Account, actor.accountId)),
    );
    return { id, token, expiresAt, account };
  }

  signOut(actor: Actor): Promise<void> {
    return this.database.change(actor, { action: 'session.ended', subject: actor.sessionId }, async (tx) => {
      await tx.query('SELECT auth.end_session()');
    });
  }

  async changePassword(actor: Actor, { current, password }: ChangePassword): Promise<void> {
    const { account, stored } = await this.database.read(actor, async (tx) => {
      const [own] = await tx.query<{ stored: string | null }[]>('SELECT auth.own_password_hash() AS stored');
      return { account: await required(tx, Account, actor.accountId), stored: own?.stored ?? null };
    });
    requireStrong(password, [account.email, account.name]);
    const hash = await this.database.apart(actor, async () => {
      const isOwner = await this.passwords.matches(current, stored);
      return isOwner ? this.passwords.hash(password) : null;
    });
    if (hash === null) throw InvalidInput.at('/current', 'is not the present password');
    await this.database.change(actor, { action: 'password.set', subject: actor.accountId }, (tx) =>
      tx.query('SELECT auth.change_password($1)', [hash]),
    );
  }

  /** Sets the first password of an invited account. */
  async enrol(caller: Caller, { token, password }: Enrol): Promise<void> {
    requireStrong(password, []);
    const hash = await this.passwords.hash(password);
    await this.door.pass(caller, async (tx) => {
      const [row] = await tx.query<{ enrolled: boolean }[]>('SELECT auth.enrol($1, $2) AS enrolled', [
        hashOf(token),
        hash,
      ]);
      if (!row?.enrolled) throw new LinkNotValid();
    });
  }

  async createFirstAdministrator(
    caller: Caller,
    { token, email, name, password }: CreateFirstAdministrator,
  ): Promise<void> {
    requireStrong(password, [email, name]);
    const hash = await this.passwords.hash(password);
    await this.door.pass(caller, async (tx) => {
      const [row] = await tx.query<{ created: boolean }[]>(
        'SELECT auth.create_first_administrator($1, $2, $3, $4, $5) AS created',
        [hashOf(token), newId(), email, name, hash],
      );
      if (!row?.created) throw new LinkNotValid();
    });
  }

  /** The token of a link that creates the first administrator; null once there is any account. */
  inviteFirstAdministrator(): Promise<string | null> {
    const { token, hash } = this.tokens.make();
    return this.door.pass(nobody, async (tx) => {
      const [row] = await tx.query<{ invited: boolean }[]>('SELECT auth.invite_first_administrator($1) AS invited', [
        hash,
      ]);
      return row?.invited ? token : null;
    });
  }

  private credentialOf(
    caller: Caller,
    email: string,
  ): Promise<{ account_id: string; password_hash: string } | undefined> {
    return this.door.pass(caller, async (tx) => {
      const [credential] = await tx.query<{ account_id: string; password_hash: string }[]>(
        'SELECT account_id, password_hash FROM auth.credential_of($1)',
        [email.trim().toLowerCase()],
      );
      return credential;
    });
  }
}

function requireStrong(password: string, about: readonly string[]): void {
  const fault = passwordFault(password, about);
  if (fault !== null) throw InvalidInput.at('/password', fault);
}
