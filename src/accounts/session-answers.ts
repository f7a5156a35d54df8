import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Caller } from '../platform/access/caller.js';
import { csrfTokenOf, SessionToken } from '../platform/access/session-token.js';
import { Database } from '../platform/database/database.js';
import { required } from '../platform/database/rows.js';
import { Account } from './account.entity.js';
import { viewOf } from './accounts.contract.js';
import type { Entry } from './door-records.js';
import { SessionView, type SinceView } from './sign-in.contract.js';

/** A session somebody has got to, with the token that only they keep. */
export interface Opened {
  readonly entry: Entry;
  readonly token: string;
  readonly hash: Buffer;
}

/**
 * Hands a session to whoever asked for it, in a cookie that no script can read, and to a program in the answer as well. Browsers
 * say that it is a page, and no page can say otherwise.
 */
@Injectable()
export class SessionAnswers {
  constructor(
    private readonly database: Database,
    private readonly tokens: SessionToken,
  ) {}

  async give({ entry, token, hash }: Opened, caller: Caller, reply: FastifyReply): Promise<SessionView> {
    const isPage = reply.request.headers['sec-fetch-site'] !== undefined;
    this.tokens.giveTo(reply, token, entry.expires_at);
    const account =
      entry.due === null
        ? await this.database.within(hash, caller, (actor) =>
            this.database.read(actor, (tx) => required(tx, Account, actor.accountId)),
          )
        : null;
    return {
      id: entry.session_id,
      token: isPage ? null : token,
      csrfToken: csrfTokenOf(token),
      expiresAt: entry.expires_at.toISOString(),
      due: entry.due,
      factors: [...entry.factors],
      since: sinceOf(entry),
      account: account && viewOf(account),
    };
  }
}

function sinceOf({ refused, ...entry }: Entry): SinceView | null {
  if (refused === null) return null;
  const { last_signed_in_at: before, last_address: address, credentials_changed_at: changed } = entry;
  return {
    signedInAt: before?.toISOString() ?? null,
    address,
    failures: refused,
    credentialsChangedAt: before && changed && changed > before ? changed.toISOString() : null,
  };
}
