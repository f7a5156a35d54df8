import { Injectable } from '@nestjs/common';
import type { Caller } from '../../platform/actor/caller.js';
import { SessionToken } from '../../access/session-token.js';
import { hashOf } from '../../platform/actor/token-hash.js';
import { AuthDatabase } from '../../platform/database/auth-database.js';
import { newId } from '../../platform/ids/ids.js';
import { InvalidLink } from './accounts.errors.js';
import { requireStrongPassword } from './password-rules.js';
import { Passwords } from './passwords.js';
import type { CreateFirstAdministrator, Enrol } from './sign-in.request.js';

/** Owner of a link. All fields are null for the link of the first administrator. */
interface LinkOwner {
  readonly account_id: string | null;
  readonly email: string | null;
  readonly name: string | null;
}

const systemCaller: Caller = { requestId: '', address: '' };

/** Use cases of one-time links: a first password, or the first administrator. */
@Injectable()
export class LinksService {
  constructor(
    private readonly authDatabase: AuthDatabase,
    private readonly passwords: Passwords,
    private readonly tokens: SessionToken,
  ) {}

  async enrol(caller: Caller, { token, password }: Enrol): Promise<void> {
    const { account_id: accountId, email, name } = await this.findLink(caller, token);
    if (accountId === null) throw new InvalidLink();
    requireStrongPassword(password, [email ?? '', name ?? '']);
    const hash = await this.passwords.hash(password);
    await this.authDatabase.transaction(caller, async (tx) => {
      const [row] = await tx.query<{ enrolled: boolean }[]>('SELECT auth.enrol($1, $2) AS enrolled', [
        hashOf(token),
        hash,
      ]);
      if (!row?.enrolled) throw new InvalidLink();
    });
  }

  async createFirstAdministrator(caller: Caller, administrator: CreateFirstAdministrator): Promise<void> {
    const { token, email, name, password } = administrator;
    const link = await this.findLink(caller, token);
    if (link.account_id !== null) throw new InvalidLink();
    requireStrongPassword(password, [email, name]);
    const hash = await this.passwords.hash(password);
    await this.authDatabase.transaction(caller, async (tx) => {
      const [row] = await tx.query<{ created: boolean }[]>(
        'SELECT auth.create_first_administrator($1, $2, $3, $4, $5) AS created',
        [hashOf(token), newId(), email, name, hash],
      );
      if (!row?.created) throw new InvalidLink();
    });
  }

  /** Returns the token of the link for the first administrator; null once an account exists. */
  inviteFirstAdministrator(): Promise<string | null> {
    const { token, hash } = this.tokens.create();
    return this.authDatabase.transaction(systemCaller, async (tx) => {
      const [row] = await tx.query<{ invited: boolean }[]>('SELECT auth.invite_first_administrator($1) AS invited', [
        hash,
      ]);
      return row?.invited ? token : null;
    });
  }

  /** Looks up a link before any hashing, so that an invalid link costs no hash. */
  private findLink(caller: Caller, token: string): Promise<LinkOwner> {
    return this.authDatabase.transaction(caller, async (tx) => {
      const [link] = await tx.query<LinkOwner[]>('SELECT account_id, email, name FROM auth.link_of($1)', [
        hashOf(token),
      ]);
      if (!link) throw new InvalidLink();
      return link;
    });
  }
}
