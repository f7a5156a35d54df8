import { Injectable } from '@nestjs/common';
import { usefulPermissions } from '../../access/permissions.js';
import type { RequestToken } from '../../access/session-token.js';
import type { Caller } from '../../platform/actor/caller.js';
import { Database } from '../../platform/database/database.js';
import { NotSignedIn } from '../../platform/http/problems.js';
import { NamesService } from '../../platform/names/names.service.js';
import { Account } from './account.entity.js';
import { toAccountView } from './account.view.js';
import { toSeatView } from './seat.view.js';
import type { CurrentSessionView } from './sign-in.view.js';
import { SignInService } from './sign-in.service.js';

/** Use case of the session of a request, which may still await a step of the sign-in. */
@Injectable()
export class CurrentSessionService {
  constructor(
    private readonly signIns: SignInService,
    private readonly database: Database,
    private readonly names: NamesService,
  ) {}

  async read(caller: Caller, { hash, csrfToken }: RequestToken): Promise<CurrentSessionView> {
    const found = await this.signIns.findCurrentSession(caller, hash);
    return {
      id: found.session_id,
      csrfToken,
      expiresAt: found.expires_at.toISOString(),
      idleUntil: found.idle_until.toISOString(),
      serverNow: new Date(found.epoch * 1000).toISOString(),
      steppedUpUntil: found.is_stepped_up ? (found.stepped_up_until?.toISOString() ?? null) : null,
      pendingStep: found.pending_step,
      factors: [...found.factors],
      ...(found.pending_step === null
        ? await this.readOwner(caller, hash)
        : { account: null, seat: null, permissions: [] }),
    };
  }

  private readOwner(
    caller: Caller,
    session: Buffer,
  ): Promise<Pick<CurrentSessionView, 'account' | 'seat' | 'permissions'>> {
    return this.database.runAs(session, { ...caller, isBackground: true }, (actor) =>
      this.database.read(actor, async (tx) => {
        const account = await tx.findOneBy(Account, { id: actor.accountId });
        // Row security hides it once the session ends, which another request may do meanwhile.
        if (!account) throw new NotSignedIn();
        const owner = {
          account: toAccountView(account),
          seat: toSeatView(actor.seat),
          permissions: usefulPermissions(actor),
        };
        await this.names.fill(tx, owner);
        return owner;
      }),
    );
  }
}
