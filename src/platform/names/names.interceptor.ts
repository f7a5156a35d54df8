import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { mergeMap, type Observable } from 'rxjs';
import type { AuthenticatedRequest } from '../actor/authenticated-request.js';
import { Database } from '../database/database.js';
import { NamesService } from './names.service.js';

/** Fills the names of an answer in the request's transaction, after the handler has read its page. */
@Injectable()
export class NamesInterceptor implements NestInterceptor {
  constructor(
    private readonly database: Database,
    private readonly names: NamesService,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { user } = context.switchToHttp().getRequest<AuthenticatedRequest>();
    if (!user) return next.handle();
    return next.handle().pipe(
      mergeMap(async (answer: unknown) => {
        await this.names.fill(this.database.managerOf(user), answer);
        return answer;
      }),
    );
  }
}
