import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { SessionToken } from '../../access/session-token.js';
import { Config } from '../../platform/config/config.js';
import type { InvitationView } from './account.view.js';

const invitationHours = 72;
const inviteAll = `
  SELECT auth.invite(account, hash, make_interval(hours => $3)) AS expires_at
    FROM unnest($1::uuid[], $2::bytea[]) WITH ORDINALITY invited (account, hash, position) ORDER BY position`;

/**
 * Factory of one-time links for owners of accounts. The token is in the fragment of the URL, and the database stores
 * the hash of its hash.
 */
@Injectable()
export class OneTimeLinks {
  constructor(
    private readonly tokens: SessionToken,
    private readonly config: Config,
  ) {}

  /** Creates the link of an account. Returns null if its owner has set a password. */
  async invite(tx: EntityManager, accountId: string): Promise<InvitationView | null> {
    const [invitation = null] = await this.inviteAll(tx, [accountId]);
    return invitation;
  }

  async inviteAll(tx: EntityManager, accountIds: readonly string[]): Promise<(InvitationView | null)[]> {
    const links = accountIds.map(() => this.createLink());
    const rows = await tx.query<{ expires_at: Date | null }[]>(inviteAll, [
      accountIds,
      links.map(({ hash }) => hash),
      invitationHours,
    ]);
    return links.map(({ link }, at) => {
      const expiresAt = rows[at]?.expires_at;
      return expiresAt ? { link, expiresAt: expiresAt.toISOString() } : null;
    });
  }

  /** Approves a factor reset and creates its link. Returns null if the reset is not open. */
  async approveReset(tx: EntityManager, resetId: string): Promise<InvitationView | null> {
    const { hash, link } = this.createLink();
    const [row] = await tx.query<{ expires_at: Date | null }[]>(
      'SELECT auth.approve_factor_reset($1, $2) AS expires_at',
      [resetId, hash],
    );
    return row?.expires_at ? { link, expiresAt: row.expires_at.toISOString() } : null;
  }

  private createLink(): { readonly hash: Buffer; readonly link: string } {
    const { token, hash } = this.tokens.create();
    return { hash, link: `${this.config.publicUrl}/welcome#invite=${token}` };
  }
}
