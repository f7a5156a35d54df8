import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { from, lastValueFrom, type Observable } from 'rxjs';
import type { GuardedRequest } from '../access/access.js';
import type { Actor } from '../access/actor.js';
import { entryOf } from '../http/committed-refusals.js';
import { isId } from '../http/ids.js';
import { ApproverNotIndependent, NotFound, NotSignedIn, NotYours, StepUpRequired } from '../http/problems.js';
import { isDependentApprover } from '../http/postgres-problems.js';
import { Database, type Refused } from './database.js';

/**
 * Ends the request's transaction: committed before the answer leaves, rolled back on any fault on the way to it. A fault that
 * says who may not do or see what enters the trail, in a short transaction of its own; so does a refusal that depends on rows beyond
 * the seat.
 */
@Injectable()
export class CommitBeforeAnswer implements NestInterceptor {
  constructor(private readonly database: Database) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<GuardedRequest>();
    return request.user ? from(this.within(request.user, request, next)) : next.handle();
  }

  private async within(actor: Actor, request: GuardedRequest, next: CallHandler): Promise<unknown> {
    try {
      const answer: unknown = await lastValueFrom(next.handle(), { defaultValue: undefined });
      await this.database.commit(actor);
      return answer;
    } catch (fault) {
      const entry = entryOf(fault);
      const refused = refusalIn(fault, request);
      if (entry) {
        if (!(await this.database.instead(actor, entry))) throw new NotSignedIn();
      } else if (!refused || !request.access) await this.database.rollback(actor);
      // A session that ended meanwhile sees nothing any more: what is missing then is the session.
      else if (!(await this.database.refuse(actor, request.access, refused))) throw new NotSignedIn();
      throw fault;
    }
  }
}

/**
 * What a fault decided about access; null where it decided nothing. Whether a record is missing or somebody else's is not
 * known here, so asking for either is entered alike, by the id that was asked for.
 */
function refusalIn(fault: unknown, request: GuardedRequest): Refused | null {
  const subject = subjectOf(request);
  if (fault instanceof NotYours || fault instanceof StepUpRequired) return { subject, reason: fault.type };
  if (isDependentApprover(fault)) return { subject, reason: new ApproverNotIndependent().type };
  // An id of another form is the id of nothing, and says nothing to the trail.
  const isOfNothing = subject === null && 'id' in (request.params as object);
  return fault instanceof NotFound && !isOfNothing ? { subject, reason: fault.type } : null;
}

/** The record a request is about: in its path, or in the query of a question about a record. */
function subjectOf({ params, query }: GuardedRequest): string | null {
  const { id } = params as Readonly<Record<string, unknown>>;
  const { record } = query as Readonly<Record<string, unknown>>;
  return [id, record].find(isId) ?? null;
}
