import { Stream } from 'node:stream';
import {
  Injectable,
  StreamableFile,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { mergeMap, tap, type Observable } from 'rxjs';
import { isStreaming, openStream, sendFile, StreamedResponse, WholeFile } from './streamed-response.js';

/**
 * Interceptor that sends every response other than JSON. It is the outermost interceptor, so a producer starts after
 * the request's transaction has returned its connection.
 */
@Injectable()
export class StreamInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (!isStreaming(context.getHandler())) return next.handle().pipe(tap(refuseStream));
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(mergeMap((answer: unknown) => sendResponse(answer, reply)));
  }
}

async function sendResponse(answer: unknown, reply: FastifyReply): Promise<unknown> {
  if (answer instanceof StreamedResponse) return openStream(answer, reply);
  if (answer instanceof WholeFile) return sendFile(answer, reply);
  refuseStream(answer);
  return answer;
}

function refuseStream(answer: unknown): void {
  const others = [Stream, StreamableFile, StreamedResponse, WholeFile];
  if (typeof answer === 'object' && others.some((one) => answer instanceof one)) {
    throw new Error('A route returned a stream without @StreamsResponse, or a stream that is not a StreamedResponse');
  }
}
