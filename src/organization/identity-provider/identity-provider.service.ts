import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { SessionToken } from '../../access/session-token.js';
import type { Caller } from '../../platform/actor/caller.js';
import { AuthDatabase } from '../../platform/database/auth-database.js';
import { NotFound, NotSignedIn, ReauthenticationRequired } from '../../platform/http/problems.js';
import { newId } from '../../platform/ids/ids.js';
import { AuthRecords, type SessionRecord } from '../accounts/auth-records.js';
import { Notice } from '../accounts/notice.js';
import type { SessionWithToken } from '../accounts/session-responder.js';
import { AccountAlreadyLinked, AccountNotLinked, SignInNotConfirmed } from './identity-provider.errors.js';
import type { Protocol } from './identity-provider.enums.js';
import type {
  IdentityProviderAnswer,
  RequestIdentityLink,
  RequestIdentityProvider,
} from './identity-provider.request.js';
import type { IdentityProviderRequestView } from './identity-provider.view.js';
import { IdentityRecords, type StoredIdentityLink } from './identity-records.js';
import type { ExternalIdentity } from './provider-client.js';
import { ProviderClients } from './provider-clients.js';

/**
 * Use cases of sign-in through an identity provider, and of the links of one's own account. The provider is called
 * between two transactions, so that no connection waits for it. An assertion makes no account.
 */
@Injectable()
export class IdentityProviderService {
  constructor(
    private readonly providers: ProviderClients,
    private readonly authDatabase: AuthDatabase,
    private readonly authRecords: AuthRecords,
    private readonly records: IdentityRecords,
    private readonly notice: Notice,
    private readonly tokens: SessionToken,
  ) {}

  requestSignIn(
    caller: Caller,
    browser: Buffer,
    { protocol, notice }: RequestIdentityProvider,
  ): Promise<IdentityProviderRequestView> {
    return this.begin(caller, protocol, { browser, session: null, notice: this.notice.requireAcknowledgement(notice) });
  }

  async requestLink(
    caller: Caller,
    browser: Buffer,
    session: Buffer,
    { protocol }: RequestIdentityLink,
  ): Promise<IdentityProviderRequestView> {
    await this.authDatabase.transaction(caller, (tx) => this.requireChangeAllowed(tx, session));
    return this.begin(caller, protocol, { browser, session, notice: null });
  }

  /** Signs in the account that is linked to the identity. Postgres decides the next step, as for a password. */
  async signIn(caller: Caller, browser: Buffer | null, answer: IdentityProviderAnswer): Promise<SessionWithToken> {
    const { identity, notice } = await this.verify(caller, browser, null, answer);
    const { token, hash: newHash } = this.tokens.create();
    const sessionRecord = await this.authDatabase.transaction(caller, async (tx) => {
      const link = await this.records.findLink(tx, identity);
      const kind = identity.hasSecondFactor ? 'identity_provider_mfa' : 'identity_provider';
      return this.authRecords.signIn(tx, {
        accountId: link?.account_id ?? null,
        proof: link ? { kind, id: link.id } : { kind },
        isWeak: false,
        sessionId: newId(),
        newHash,
        notice,
      });
    });
    if (!sessionRecord) throw new AccountNotLinked();
    return { sessionRecord, token, hash: newHash };
  }

  async link(
    caller: Caller,
    browser: Buffer | null,
    session: Buffer,
    answer: IdentityProviderAnswer,
  ): Promise<SessionWithToken> {
    const { identity } = await this.verify(caller, browser, session, answer);
    return this.changeLinks(caller, session, async (tx, newHash) => {
      const linked = await this.records.addLink(tx, session, newHash, newId(), identity);
      if (!linked) throw new AccountAlreadyLinked();
      return linked;
    });
  }

  unlink(caller: Caller, session: Buffer, id: string): Promise<SessionWithToken> {
    return this.changeLinks(caller, session, async (tx, newHash) => {
      const unlinked = await this.records.removeLink(tx, session, newHash, id);
      if (!unlinked) throw new NotFound();
      return unlinked;
    });
  }

  list(caller: Caller, session: Buffer): Promise<StoredIdentityLink[]> {
    return this.authDatabase.transaction(caller, async (tx) => {
      const pending = await this.authRecords.findPendingSession(tx, session);
      if (pending?.pending_step !== null) throw new NotSignedIn();
      return this.records.listLinks(tx, session);
    });
  }

  private async begin(
    caller: Caller,
    protocol: Protocol,
    context: { readonly browser: Buffer; readonly session: Buffer | null; readonly notice: string | null },
  ): Promise<IdentityProviderRequestView> {
    const { url, ...request } = await this.providers.createRequest(protocol);
    await this.authDatabase.transaction(caller, (tx) =>
      this.records.makeRequest(tx, { ...request, ...context, protocol }),
    );
    return { url };
  }

  private async verify(
    caller: Caller,
    browser: Buffer | null,
    session: Buffer | null,
    answer: IdentityProviderAnswer,
  ): Promise<{ readonly identity: ExternalIdentity; readonly notice: string | null }> {
    const protocol = answer.samlResponse === undefined ? 'oidc' : 'saml';
    const request =
      browser &&
      (await this.authDatabase.transaction(caller, async (tx) => {
        if (session) await this.requireChangeAllowed(tx, session);
        return this.records.consumeRequest(tx, answer.state, protocol, browser, session);
      }));
    if (!request) throw new SignInNotConfirmed();
    const { nonce, code_verifier: codeVerifier, notice } = request;
    return {
      identity: await this.providers.verifyAnswer(protocol, answer, { state: answer.state, nonce, codeVerifier }),
      notice,
    };
  }

  /** Rejects a session that may not change links. Postgres enforces the same rule. */
  private async requireChangeAllowed(tx: EntityManager, session: Buffer): Promise<void> {
    const pending = await this.authRecords.findPendingSession(tx, session);
    if (pending?.pending_step !== null) throw new NotSignedIn();
    if (!pending.is_stepped_up) throw new ReauthenticationRequired();
  }

  private async changeLinks(
    caller: Caller,
    session: Buffer,
    change: (tx: EntityManager, newHash: Buffer) => Promise<SessionRecord>,
  ): Promise<SessionWithToken> {
    const { token, hash: newHash } = this.tokens.create();
    const sessionRecord = await this.authDatabase.transaction(caller, async (tx) => {
      await this.requireChangeAllowed(tx, session);
      return change(tx, newHash);
    });
    return { sessionRecord, token, hash: newHash };
  }
}
