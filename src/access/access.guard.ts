import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import passport from 'passport';
import { Database } from '../platform/database/database.js';
import { firstReadOf } from '../platform/database/first-read.decorator.js';
import { whenClosed } from '../platform/http/connection-end.js';
import { NotSignedIn, Forbidden, ReauthenticationRequired } from '../platform/http/problems.js';
import { RequestLimits } from './request-limits.js';
import { FairScheduler } from '../platform/limits/fair-scheduler.js';
import { accessOf, needsStepUp, type GuardedRequest } from './access.decorators.js';
import type { Actor } from '../platform/actor/actor.js';
import { mayUse } from './permissions.js';
import { SessionStrategy } from './session.strategy.js';
import { SessionToken } from './session-token.js';

/**
 * Guard that rejects every route without a declared access. Authentication opens the request's transaction; a rejection
 * ends it with an entry in the trail.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  /** The default instance of passport is global to the process, in which tests run several trackers. */
  private readonly passport = new passport.Passport();

  constructor(
    private readonly database: Database,
    private readonly tokens: SessionToken,
    private readonly limits: RequestLimits,
    private readonly scheduler: FairScheduler,
    strategy: SessionStrategy,
  ) {
    this.passport.use('session', strategy);
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = accessOf(context.getHandler());
    const request = context.switchToHttp().getRequest<GuardedRequest>();
    if (access === 'public' || access === 'pending-session') {
      const carried = access === 'pending-session' ? this.tokens.readToken(request) : null;
      if (access === 'pending-session' && !carried) throw new NotSignedIn();
      if (carried) request.carried = carried;
      await this.limits.limitAttempt(request, context.getHandler(), carried?.hash ?? null);
      return true;
    }
    if (access) request.access = access;
    const firstRead = firstReadOf(context.getHandler());
    if (firstRead) request.firstRead = firstRead;
    const actor = await this.authenticate(request);
    request.user = actor;
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    whenClosed(reply.raw, this.scheduler.registerRequest(actor.accountId));
    try {
      const waiting = this.limits.limitActor(actor, access);
      if (waiting) await this.rollBackOnFailure(actor, waiting);
    } finally {
      void reply.headers(this.limits.headersOf(actor, access));
    }
    if (!access || !mayUse(actor, access)) {
      await this.database.refuse(actor, access ?? 'undeclared');
      throw new Forbidden();
    }
    if (needsStepUp(context.getHandler()) && !actor.isSteppedUp) {
      await this.database.refuse(actor, access, { reason: 'reauthentication-required' });
      throw new ReauthenticationRequired();
    }
    return true;
  }

  private authenticate(request: GuardedRequest): Promise<Actor> {
    return new Promise((resolve, reject) => {
      const end = (fault: Error | null, actor?: Actor | false): void => {
        if (actor) resolve(actor);
        else reject(fault ?? new NotSignedIn());
      };
      const handler = this.passport.authenticate('session', { session: false }, end) as (request: unknown) => void;
      handler(request);
    });
  }

  /** Awaits a rate limit. A rejection rolls back the request's transaction, which has no changes yet. */
  private async rollBackOnFailure(actor: Actor, limit: Promise<void>): Promise<void> {
    try {
      await limit;
    } catch (refusal) {
      await this.database.rollback(actor);
      throw refusal;
    }
  }
}
