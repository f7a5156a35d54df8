import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { Strategy } from 'passport-custom';
import { Database } from '../database/database.js';
import { NotYours } from '../http/problems.js';
import type { Actor } from './actor.js';
import { SessionToken } from './session-token.js';

const safeMethods = ['GET', 'HEAD'];

/**
 * Whoever holds a living session's token, as a bearer or in the console's cookie. The database is asked with the token's
 * hash, once, by the statement that begins the request's transaction.
 */
@Injectable()
export class SessionStrategy extends PassportStrategy(Strategy, 'session') {
  constructor(
    private readonly database: Database,
    private readonly tokens: SessionToken,
  ) {
    super();
  }

  async validate(request: FastifyRequest): Promise<Actor | false> {
    const carried = this.tokens.carriedBy(request);
    if (!carried) return false;
    // A cookie travels by itself, so another site's page may have sent it: browsers say where a request comes from.
    const site = request.headers['sec-fetch-site'];
    if (carried.by === 'cookie' && !safeMethods.includes(request.method) && site !== 'same-origin' && site !== 'none') {
      throw new NotYours('A change by cookie must come from the console itself.');
    }
    const isReadOnly = safeMethods.includes(request.method);
    return (await this.database.begin(carried.hash, { requestId: request.id, isReadOnly })) ?? false;
  }
}
