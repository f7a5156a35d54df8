import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { Strategy } from 'passport-custom';
import { Database } from '../database/database.js';
import type { GuardedRequest } from './access.js';
import type { Actor } from './actor.js';
import { callerOf } from './caller.js';
import { lookedAt } from './permissions.js';
import { SessionToken } from './session-token.js';

const safeMethods = ['GET', 'HEAD'];

/**
 * Whoever holds a living session's token, as a bearer or in the console's cookie, or a machine key. The database is asked with
 * the token's hash, once, by the statement that begins the request's transaction.
 */
@Injectable()
export class SessionStrategy extends PassportStrategy(Strategy, 'session') {
  constructor(
    private readonly database: Database,
    private readonly tokens: SessionToken,
  ) {
    super();
  }

  async validate(request: GuardedRequest): Promise<Actor | false> {
    const carried = this.tokens.carriedBy(request);
    if (!carried) return false;
    const isLook = (lookedAt as readonly (string | undefined)[]).includes(request.access);
    const isReadOnly = safeMethods.includes(request.method) && !isLook;
    return (await this.database.begin(carried.hash, { ...callerOf(request), isReadOnly })) ?? false;
  }
}
