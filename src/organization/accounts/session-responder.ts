import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Caller } from '../../platform/actor/caller.js';
import { DeviceToken } from '../../platform/actor/device-token.js';
import { csrfTokenOf, SessionToken } from '../../access/session-token.js';
import { Database } from '../../platform/database/database.js';
import { AuthDatabase } from '../../platform/database/auth-database.js';
import { findByIdOrFail } from '../../platform/database/rows.js';
import { NamesService } from '../../platform/names/names.service.js';
import { Account } from './account.entity.js';
import { toAccountView, type AccountView } from './account.view.js';
import type { AccountAct } from './accounts.enums.js';
import type { SessionRecord } from './auth-records.js';
import { SessionView, type SinceLastSignInView } from './sign-in.view.js';

const maxActs = 50;
const selectActs = 'SELECT account_id, account_name, act, actor_name, at FROM auth.account_acts_since($1, $2)';

interface AccountActRow {
  readonly account_id: string;
  readonly account_name: string;
  readonly act: AccountAct;
  readonly actor_name: string;
  readonly at: Date;
}

const registerDevice = 'SELECT auth.remember_device($1, $2) AS until';

export interface SessionWithToken {
  readonly sessionRecord: SessionRecord;
  readonly token: string;
  readonly hash: Buffer;
}

/**
 * Delivery of a session to the client, in an HttpOnly cookie. Only a client that is not a page, by Sec-Fetch-Site, also
 * receives the token.
 */
@Injectable()
export class SessionResponder {
  constructor(
    private readonly database: Database,
    private readonly tokens: SessionToken,
    private readonly authDatabase: AuthDatabase,
    private readonly devices: DeviceToken,
    private readonly names: NamesService,
  ) {}

  async send(
    { sessionRecord, token, hash }: SessionWithToken,
    caller: Caller,
    reply: FastifyReply,
  ): Promise<SessionView> {
    const isPage = reply.request.headers['sec-fetch-site'] !== undefined;
    if (sessionRecord.refused !== null) await this.registerDevice(hash, caller, reply);
    this.tokens.setCookie(reply, token, sessionRecord.expires_at);
    const { account, acts } =
      sessionRecord.pending_step === null
        ? await this.loadAccountAndActs(hash, caller, sessionRecord)
        : { account: null, acts: [] };
    return {
      id: sessionRecord.session_id,
      token: isPage ? null : token,
      csrfToken: csrfTokenOf(token),
      expiresAt: sessionRecord.expires_at.toISOString(),
      pendingStep: sessionRecord.pending_step,
      factors: [...sessionRecord.factors],
      sinceLastSignIn: toSinceLastSignInView(sessionRecord, acts),
      account,
    };
  }

  private loadAccountAndActs(
    session: Buffer,
    caller: Caller,
    { refused, last_signed_in_at: lastSignedInAt }: SessionRecord,
  ): Promise<{ readonly account: AccountView; readonly acts: readonly AccountActRow[] }> {
    return this.database.runAs(session, caller, (actor) =>
      this.database.read(actor, async (tx) => {
        const account = toAccountView(await findByIdOrFail(tx, Account, actor.accountId));
        await this.names.fill(tx, account);
        const acts = refused === null ? [] : await tx.query<AccountActRow[]>(selectActs, [lastSignedInAt, maxActs]);
        return { account, acts };
      }),
    );
  }

  /** Registers the device for the account that has just signed in, so that failures elsewhere do not lock it. */
  private async registerDevice(session: Buffer, caller: Caller, reply: FastifyReply): Promise<void> {
    const { token, hash } = this.devices.create();
    const [row] = await this.authDatabase.transaction(caller, (tx) =>
      tx.query<{ until: Date | null }[]>(registerDevice, [session, hash]),
    );
    if (row?.until) this.devices.setCookie(reply, token, row.until);
  }
}

function toSinceLastSignInView(
  { refused, ...sessionRecord }: SessionRecord,
  acts: readonly AccountActRow[],
): SinceLastSignInView | null {
  if (refused === null) return null;
  const { last_signed_in_at: lastSignedInAt, last_address: address, credentials_changed_at: changed } = sessionRecord;
  return {
    signedInAt: lastSignedInAt?.toISOString() ?? null,
    address,
    failures: refused,
    credentialsChangedAt: lastSignedInAt && changed && changed > lastSignedInAt ? changed.toISOString() : null,
    accountActs: acts.map(({ account_id: accountId, account_name: accountName, act, actor_name: actorName, at }) => ({
      accountId,
      accountName,
      act,
      actorName,
      actedAt: at.toISOString(),
    })),
  };
}
