import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { NotFound } from '../../platform/http/problems.js';
import type { OwnSessionView } from './sign-in.view.js';

interface OwnSession {
  readonly id: string;
  readonly opened_at: Date;
  readonly seen_at: Date;
  readonly expires_at: Date;
  readonly address: string | null;
  readonly is_this_one: boolean;
}

const ownSessions = 'SELECT id, opened_at, seen_at, expires_at, address, is_this_one FROM auth.own_sessions()';
const endOwnSession = 'SELECT auth.end_own_session($1) AS ended';

/** Use cases of the caller's own sessions. Postgres identifies their owner. */
@Injectable()
export class OwnSessionsService {
  constructor(private readonly database: Database) {}

  async list(actor: Actor): Promise<OwnSessionView[]> {
    const sessions = await this.database.read(actor, (tx) => tx.query<OwnSession[]>(ownSessions));
    return sessions.map(({ id, opened_at, seen_at, expires_at, address, is_this_one }) => ({
      id,
      openedAt: opened_at.toISOString(),
      seenAt: seen_at.toISOString(),
      expiresAt: expires_at.toISOString(),
      address,
      isThisOne: is_this_one,
    }));
  }

  /** Ends a session. Throws 404 for a foreign or ended session and for the current one, which signs out instead. */
  end(actor: Actor, id: string): Promise<void> {
    return this.database.change(actor, { action: 'session.ended', subject: id }, async (tx) => {
      const [row] = await tx.query<{ ended: boolean }[]>(endOwnSession, [id]);
      if (!row?.ended) throw new NotFound();
    });
  }
}
