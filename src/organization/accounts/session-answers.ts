import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Caller } from '../../platform/actor/caller.js';
import { DeviceToken } from '../../platform/actor/device-token.js';
import { csrfTokenOf, SessionToken } from '../../access/session-token.js';
import { Database } from '../../platform/database/database.js';
import { Door } from '../../platform/database/door.js';
import { required } from '../../platform/database/rows.js';
import { Account } from './account.entity.js';
import { viewOf } from './accounts.contract.js';
import type { AccountAct } from './accounts.words.js';
import type { Entry } from './door-records.js';
import { SessionView, type SinceView } from './sign-in.contract.js';

const maxActs = 50;
const actsSince = 'SELECT account_id, account_name, act, actor_name, at FROM auth.account_acts_since($1, $2)';

interface FoundAct {
  readonly account_id: string;
  readonly account_name: string;
  readonly act: AccountAct;
  readonly actor_name: string;
  readonly at: Date;
}

const knowDevice = 'SELECT auth.know_device($1, $2) AS until';

/** Session after an authentication step, with the token that only the client holds. */
export interface Opened {
  readonly entry: Entry;
  readonly token: string;
  readonly hash: Buffer;
}

/**
 * Delivery of a session to the client, in an HttpOnly cookie. A client that is not a page also receives the token in
 * the body. Browsers mark requests of pages with Sec-Fetch-Site, which a page cannot forge.
 */
@Injectable()
export class SessionAnswers {
  constructor(
    private readonly database: Database,
    private readonly tokens: SessionToken,
    private readonly door: Door,
    private readonly devices: DeviceToken,
  ) {}

  async give({ entry, token, hash }: Opened, caller: Caller, reply: FastifyReply): Promise<SessionView> {
    const isPage = reply.request.headers['sec-fetch-site'] !== undefined;
    if (entry.refused !== null) await this.knowDevice(hash, caller, reply);
    this.tokens.giveTo(reply, token, entry.expires_at);
    const { account, acts } =
      entry.due === null ? await this.tellingOf(hash, caller, entry) : { account: null, acts: [] };
    return {
      id: entry.session_id,
      token: isPage ? null : token,
      csrfToken: csrfTokenOf(token),
      expiresAt: entry.expires_at.toISOString(),
      due: entry.due,
      factors: [...entry.factors],
      since: sinceOf(entry, acts),
      account: account && viewOf(account),
    };
  }

  /** Returns the account of the session, and the actions of others on accounts since its owner last signed in. */
  private tellingOf(
    session: Buffer,
    caller: Caller,
    { refused, last_signed_in_at: before }: Entry,
  ): Promise<{ readonly account: Account; readonly acts: readonly FoundAct[] }> {
    return this.database.within(session, caller, (actor) =>
      this.database.read(actor, async (tx) => ({
        account: await required(tx, Account, actor.accountId),
        acts: refused === null ? [] : await tx.query<FoundAct[]>(actsSince, [before, maxActs]),
      })),
    );
  }

  /** Registers the device for the account that has just signed in, so that failures elsewhere do not lock it. */
  private async knowDevice(session: Buffer, caller: Caller, reply: FastifyReply): Promise<void> {
    const { token, hash } = this.devices.make();
    const [row] = await this.door.pass(caller, (tx) => tx.query<{ until: Date | null }[]>(knowDevice, [session, hash]));
    if (row?.until) this.devices.giveTo(reply, token, row.until);
  }
}

function sinceOf({ refused, ...entry }: Entry, acts: readonly FoundAct[]): SinceView | null {
  if (refused === null) return null;
  const { last_signed_in_at: before, last_address: address, credentials_changed_at: changed } = entry;
  return {
    signedInAt: before?.toISOString() ?? null,
    address,
    failures: refused,
    credentialsChangedAt: before && changed && changed > before ? changed.toISOString() : null,
    accountActs: acts.map(({ account_id: accountId, account_name: accountName, act, actor_name: actorName, at }) => ({
      accountId,
      accountName,
      act,
      actorName,
      at: at.toISOString(),
    })),
  };
}
