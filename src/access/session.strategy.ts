import { Injectable } from '@nestjs/common';
import passport from 'passport';
import { Database, type FirstRecord } from '../platform/database/database.js';
import type { GuardedRequest } from './access.decorators.js';
import type { Actor } from '../platform/actor/actor.js';
import { callerOf } from '../platform/actor/caller.js';
import { isAuditedRead } from './permissions.js';
import { SessionToken } from './session-token.js';
import { isId } from '../platform/ids/ids.js';

const safeMethods = ['GET', 'HEAD'];

/**
 * Passport strategy for session tokens and machine keys. One statement passes the hash to the database and begins the
 * request's transaction.
 */
@Injectable()
export class SessionStrategy extends passport.Strategy {
  constructor(
    private readonly database: Database,
    private readonly tokens: SessionToken,
  ) {
    super();
  }

  /** Runs on an object that passport creates for the request, with `success`, `fail` and `error`. */
  override authenticate(request: unknown): void {
    this.validate(request as GuardedRequest).then(
      (actor) => {
        if (actor) this.success(actor);
        else this.fail();
      },
      (fault: unknown) => {
        this.error(fault);
      },
    );
  }

  async validate(request: GuardedRequest): Promise<Actor | false> {
    const carried = this.tokens.readToken(request);
    if (!carried) return false;
    const isReadOnly = safeMethods.includes(request.method) && !isAuditedRead(request.access);
    const first = isReadOnly ? firstRecordOf(request) : null;
    return (await this.database.begin(carried.hash, { ...callerOf(request), isReadOnly }, first)) ?? false;
  }
}

function firstRecordOf({ firstRead: entity, params }: GuardedRequest): FirstRecord | null {
  const { id } = params as Readonly<Record<string, unknown>>;
  return entity && isId(id) ? { entity, id: id.toLowerCase() } : null;
}
