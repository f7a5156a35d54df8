import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import type { Actor } from '../access/actor.js';
import { Database } from './database.js';

/** Ends the request's transaction: committed before the answer leaves, rolled back on any fault on the way to it. */
@Injectable()
export class CommitBeforeAnswer implements NestInterceptor {
  constructor(private readonly database: Database) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { user: actor } = context.switchToHttp().getRequest<FastifyRequest & { user?: Actor }>();
    return actor ? from(this.within(actor, next)) : next.handle();
  }

  private async within(actor: Actor, next: CallHandler): Promise<unknown> {
    try {
      const answer: unknown = await lastValueFrom(next.handle(), { defaultValue: undefined });
      await this.database.commit(actor);
      return answer;
    } catch (fault) {
      await this.database.rollback(actor);
      throw fault;
    }
  }
}
