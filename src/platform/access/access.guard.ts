import { Injectable, type ExecutionContext } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import { Database } from '../database/database.js';
import { NotSignedIn, NotYours, StepUpRequired } from '../http/problems.js';
import { accessOf, needsStepUp, type GuardedRequest } from './access.js';
import type { Actor } from './actor.js';
import { mayUse } from './permissions.js';
import { SessionToken } from './session-token.js';

/**
 * Closed unless the handler says otherwise. Signing in opens the request's transaction and CommitBeforeAnswer ends it; a
 * refusal ends it here, with an entry in the trail.
 */
@Injectable()
export class AccessGuard extends AuthGuard('session') {
  constructor(
    private readonly database: Database,
    private readonly tokens: SessionToken,
  ) {
    super();
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = accessOf(context.getHandler());
    if (access === 'public') return true;
    const request = context.switchToHttp().getRequest<GuardedRequest>();
    if (access === 'door') {
      if (!this.tokens.carriedBy(request)) throw new NotSignedIn();
      return true;
    }
    if (access) request.access = access;
    await super.canActivate(context);
    const actor = request.user as Actor;
    if (!access || !mayUse(actor, access)) {
      await this.database.refuse(actor, access ?? 'undeclared');
      throw new NotYours();
    }
    if (needsStepUp(context.getHandler()) && !actor.isSteppedUp) throw await this.notSteppedUp(actor);
    return true;
  }

  /** Passport hands over what the strategy found; whatever went wrong is told as it is, and nobody is 401. */
  override handleRequest<User>(fault: Error | null, user: User | false | null): User {
    if (fault) throw fault;
    if (!user) throw new NotSignedIn();
    return user;
  }

  /** Asked to prove it is nothing that the trail has to know: nothing was refused for good. */
  private async notSteppedUp(actor: Actor): Promise<StepUpRequired> {
    await this.database.rollback(actor);
    return new StepUpRequired();
  }
}
