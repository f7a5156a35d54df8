import { Injectable, type ExecutionContext } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import type { FastifyReply } from 'fastify';
import { Database } from '../database/database.js';
import { NotSignedIn, NotYours, StepUpRequired } from '../http/problems.js';
import { RequestLimits } from '../limits/request-limits.js';
import { WorkShares } from '../limits/work-shares.js';
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
    private readonly limits: RequestLimits,
    private readonly shares: WorkShares,
  ) {
    super();
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = accessOf(context.getHandler());
    const request = context.switchToHttp().getRequest<GuardedRequest>();
    if (access === 'public' || access === 'door') {
      const carried = access === 'door' ? this.tokens.carriedBy(request) : null;
      if (access === 'door' && !carried) throw new NotSignedIn();
      if (carried) request.carried = carried;
      await this.limits.ofAttempt(request, context.getHandler(), carried?.hash ?? null);
      return true;
    }
    if (access) request.access = access;
    await super.canActivate(context);
    const actor = request.user as Actor;
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    reply.raw.once('close', this.shares.serve(actor.accountId));
    try {
      const waiting = this.limits.ofActor(actor, access);
      if (waiting) await this.orRollBack(actor, waiting);
    } finally {
      void reply.headers(this.limits.fieldsOf(actor, access));
    }
    if (!access || !mayUse(actor, access)) {
      await this.database.refuse(actor, access ?? 'undeclared');
      throw new NotYours();
    }
    if (needsStepUp(context.getHandler()) && !actor.isSteppedUp) {
      await this.database.refuse(actor, access, { reason: 'step-up-required' });
      throw new StepUpRequired();
    }
    return true;
  }

  /** Passport hands over what the strategy found; whatever went wrong is told as it is, and nobody is 401. */
  override handleRequest<User>(fault: Error | null, user: User | false | null): User {
    if (fault) throw fault;
    if (!user) throw new NotSignedIn();
    return user;
  }

  /** The request's transaction holds nothing yet that anybody waits for, and ends here when it goes no further. */
  private async orRollBack(actor: Actor, limit: Promise<void>): Promise<void> {
    try {
      await limit;
    } catch (refusal) {
      await this.database.rollback(actor);
      throw refusal;
    }
  }
}
