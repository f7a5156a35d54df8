import { Injectable } from '@nestjs/common';
import passport from 'passport';
import { Database } from '../database/database.js';
import type { GuardedRequest } from './access.js';
import type { Actor } from './actor.js';
import { callerOf } from './caller.js';
import { lookedAt } from './permissions.js';
import { SessionToken } from './session-token.js';

const safeMethods = ['GET', 'HEAD'];

/**
 * Accepts a valid session's token, as a bearer or in the console's cookie, or a machine key. The database is asked with the token's
 * hash, once, by the statement that begins the request's transaction.
 */
@Injectable()
export class SessionStrategy extends passport.Strategy {
  constructor(
    private readonly database: Database,
    private readonly tokens: SessionToken,
  ) {
    super();
  }

  /** Called by passport on an object made for the request, to which it has added `success`, `fail` and `error`. */
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
    const carried = this.tokens.carriedBy(request);
    if (!carried) return false;
    const isLook = (lookedAt as readonly (string | undefined)[]).includes(request.access);
    const isReadOnly = safeMethods.includes(request.method) && !isLook;
    return (await this.database.begin(carried.hash, { ...callerOf(request), isReadOnly })) ?? false;
  }
}
