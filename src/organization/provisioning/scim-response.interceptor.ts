import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { tap, type Observable } from 'rxjs';
import { isJsonObject } from './scim-user.js';
import { scimMediaType } from './scim-protocol.js';

/** Interceptor that gives a response the media type of SCIM, and the version and location of its user. */
@Injectable()
export class ScimResponseInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(
      tap((view: unknown) => {
        if (!isJsonObject(view)) return;
        const reply = context.switchToHttp().getResponse<FastifyReply>();
        void reply.header('content-type', scimMediaType);
        const { meta } = view;
        if (!isJsonObject(meta) || typeof meta['version'] !== 'string') return;
        void reply.header('etag', meta['version']).header('location', meta['location']);
      }),
    );
  }
}
