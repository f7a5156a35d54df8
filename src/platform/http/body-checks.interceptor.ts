import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { catchError, from, mergeMap, throwError, type Observable } from 'rxjs';
import type { AuthenticatedRequest } from '../actor/authenticated-request.js';
import { BodyChecks } from './body-checks.js';
import { InvalidInput } from './problems.js';

/** Interceptor that adds the faults of later stages to a response about the shape of a body. */
@Injectable()
export class BodyChecksInterceptor implements NestInterceptor {
  constructor(private readonly checks: BodyChecks) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { user } = context.switchToHttp().getRequest<AuthenticatedRequest>();
    if (!user) return next.handle();
    return next
      .handle()
      .pipe(
        catchError((fault: unknown) =>
          fault instanceof InvalidInput
            ? from(this.checks.complete(fault, user)).pipe(mergeMap((problem) => throwError(() => problem)))
            : throwError(() => fault),
        ),
      );
  }
}
