import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { mergeMap, type Observable } from 'rxjs';
import type { GuardedRequest } from '../../access/access.decorators.js';
import { MalformedRequest } from '../../platform/http/problems.js';
import { isId } from '../../platform/ids/ids.js';
import { endedDraftKindOf } from '../records/draft-header.decorator.js';
import { DraftsService } from './drafts.service.js';

/**
 * Ends the draft that the header `Draft` names, in the transaction of the request that the draft has become. Machine
 * keys have no drafts.
 */
@Injectable()
export class EndedDraftInterceptor implements NestInterceptor {
  constructor(private readonly drafts: DraftsService) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const kind = endedDraftKindOf(context.getHandler());
    const { user, headers, params } = context.switchToHttp().getRequest<GuardedRequest>();
    const draft = headers['draft'];
    if (kind === undefined || draft === undefined || !user || user.scopes !== null) return next.handle();
    if (!isId(draft)) throw new MalformedRequest('The header Draft must be the id of one draft.');
    const { id } = params as Readonly<Record<string, unknown>>;
    const subjectId = isId(id) ? id : null;
    return next.handle().pipe(
      mergeMap(async (answer: unknown) => {
        await this.drafts.submit(user, draft, kind, subjectId);
        return answer;
      }),
    );
  }
}
