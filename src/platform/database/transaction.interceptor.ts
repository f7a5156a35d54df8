import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { from, lastValueFrom, type Observable } from 'rxjs';
import type { AuthenticatedRequest } from '../actor/authenticated-request.js';
import type { Actor } from '../actor/actor.js';
import { entryOf } from '../http/committed-refusals.js';
import { isId } from '../ids/ids.js';
import { NotFound, NotSignedIn, Forbidden, ReauthenticationRequired } from '../http/problems.js';
import { findDatabaseRefusal } from '../http/postgres-problems.js';
import { OutageLog } from '../logs/outage-log.js';
import { Database, type RefusalDetails } from './database.js';
import { Replica } from './replica.js';
import { isReplicaRead } from './replica-read.decorator.js';

/**
 * Transaction interceptor. It commits the request's transaction before the response and rolls it back on any error. A
 * refusal is recorded in the trail in a short separate transaction. A standby may answer a read that declares it.
 */
@Injectable()
export class TransactionInterceptor implements NestInterceptor {
  constructor(
    private readonly database: Database,
    private readonly outages: OutageLog,
    private readonly replica: Replica,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    if (!request.user) return next.handle();
    const { user } = request;
    const work = (): Promise<unknown> => lastValueFrom(next.handle(), { defaultValue: undefined });
    const isOfReplica = isReplicaRead(context.getHandler());
    return from(this.runInTransaction(user, request, isOfReplica ? () => this.replica.read(user, work) : work));
  }

  private async runInTransaction(
    actor: Actor,
    request: AuthenticatedRequest,
    work: () => Promise<unknown>,
  ): Promise<unknown> {
    try {
      const answer = await work();
      await this.database.commit(actor);
      this.outages.recordSuccess();
      return answer;
    } catch (fault) {
      this.database.recordFailure(actor, fault);
      const entry = entryOf(fault);
      const refused = refusalIn(fault, request);
      if (entry) {
        if (!(await this.database.replaceTransaction(actor, entry))) throw new NotSignedIn();
      } else if (!refused || !request.access) await this.database.rollback(actor);
      // A session that has ended sees no rows, so the missing session is the actual fault.
      else if (!(await this.database.refuse(actor, request.access, refused))) throw new NotSignedIn();
      throw fault;
    }
  }
}

/**
 * Returns the access decision of an error, or null. A missing and a foreign record look the same here, so both are
 * recorded.
 */
function refusalIn(fault: unknown, request: AuthenticatedRequest): RefusalDetails | null {
  const subject = subjectOf(request);
  const isRefusal = fault instanceof Forbidden || fault instanceof ReauthenticationRequired;
  const refusal = isRefusal ? fault : findDatabaseRefusal(fault);
  if (refusal) return { subject, reason: refusal.type };
  // A malformed id identifies no record and has no value for the trail.
  const isOfNothing = subject === null && 'id' in (request.params as object);
  return fault instanceof NotFound && !isOfNothing ? { subject, reason: fault.type } : null;
}

function subjectOf({ params, query }: AuthenticatedRequest): string | null {
  const { id } = params as Readonly<Record<string, unknown>>;
  const { record } = query as Readonly<Record<string, unknown>>;
  return [id, record].find(isId) ?? null;
}
