import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { SessionToken } from '../platform/access/session-token.js';
import { Config } from '../platform/config/config.js';
import type { InvitationView } from './accounts.contract.js';

const invitationHours = 72;
const inviteAll = `
  SELECT auth.invite(account, hash, make_interval(hours => $3)) AS expires_at
    FROM unnest($1::uuid[], $2::bytea[]) WITH ORDINALITY invited (account, hash, place) ORDER BY place`;

/** One-time links for owners of accounts. The token stands behind the #, and the database keeps the hash of its hash. */
@Injectable()
export class OneTimeLinks {
  constructor(
    private readonly tokens: SessionToken,
    private readonly config: Config,
  ) {}

  /** A link by which its owner sets the first password of an account. A link given before is void. */
  async invite(tx: EntityManager, accountId: string): Promise<InvitationView> {
    const [invitation] = await this.inviteAll(tx, [accountId]);
    if (!invitation) throw new Error(`No invitation was created for account ${accountId}`);
    return invitation;
  }

  /** One for each, in their order. */
  async inviteAll(tx: EntityManager, accountIds: readonly string[]): Promise<InvitationView[]> {
    const made = accountIds.map(() => this.make());
    const rows = await tx.query<{ expires_at: Date }[]>(inviteAll, [
      accountIds,
      made.map(({ hash }) => hash),
      invitationHours,
    ]);
    return made.flatMap(({ link }, at) => {
      const row = rows[at];
      return row ? [{ link, expiresAt: row.expires_at.toISOString() }] : [];
    });
  }

  /** The same by a factor reset that is approved with it; null where that is not open. */
  async reset(tx: EntityManager, resetId: string): Promise<InvitationView | null> {
    const { hash, link } = this.make();
    const [row] = await tx.query<{ expires_at: Date | null }[]>(
      'SELECT auth.approve_factor_reset($1, $2) AS expires_at',
      [resetId, hash],
    );
    return row?.expires_at ? { link, expiresAt: row.expires_at.toISOString() } : null;
  }

  private make(): { readonly hash: Buffer; readonly link: string } {
    const { token, hash } = this.tokens.make();
    return { hash, link: `${this.config.publicUrl}/welcome#invite=${token}` };
  }
}
