import { Injectable, type ExecutionContext } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { Database } from '../database/database.js';
import { NotSignedIn, NotYours } from '../http/problems.js';
import { accessOf } from './access.js';
import type { Actor } from './actor.js';
import { allows } from './permissions.js';

/**
 * Closed unless the handler says otherwise. Signing in opens the request's transaction and CommitBeforeAnswer ends it; a
 * refusal ends it here, with an entry in the trail.
 */
@Injectable()
export class AccessGuard extends AuthGuard('session') {
  constructor(private readonly database: Database) {
    super();
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = accessOf(context.getHandler());
    if (access === 'public') return true;
    await super.canActivate(context);
    const { user: actor } = context.switchToHttp().getRequest<FastifyRequest & { user: Actor }>();
    if (access && allows(actor.role, access)) return true;
    await this.database.refuse(actor, access ?? 'undeclared');
    throw new NotYours();
  }

  /** Passport hands over what the strategy found; whatever went wrong is told as it is, and nobody is 401. */
  override handleRequest<User>(fault: Error | null, user: User | false | null): User {
    if (fault) throw fault;
    if (!user) throw new NotSignedIn();
    return user;
  }
}
