import { Logger } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AuthenticatedRequest } from '../actor/authenticated-request.js';
import type { Config } from '../config/config.js';

export interface RefusalReason {
  readonly problem: string;
  readonly sqlState?: string | undefined;
}

/** Duration in milliseconds from which on a request is logged as slow. */
const minSlowMs = 2000;

/** Requests that the log of an outage counts. */
const counted = new WeakSet<FastifyRequest>();
const refusals = new WeakMap<FastifyRequest, RefusalReason>();
const logger = new Logger('Request');
const levels: readonly Config['LOG_LEVEL'][] = ['log', 'debug', 'verbose'];

/**
 * Logs a line per request after its response, if the level includes it: the caller, the route, the result and the
 * duration. A slow request is a warning, unless its route sends a stream.
 */
export function logRequests(fastify: FastifyInstance, level: Config['LOG_LEVEL']): void {
  const isComplete = levels.includes(level);
  fastify.addHook('onResponse', (request, reply, done) => {
    if (counted.has(request)) {
      done();
      return;
    }
    if (isSlow(request, reply)) logger.warn({ ...lineOf(request, reply), slow: true });
    else if (isComplete) logger.log(lineOf(request, reply));
    done();
  });
}

/** Leaves out the line of a request, because the log of an outage counts it. */
export function omitRequest(request: FastifyRequest): void {
  counted.add(request);
}

/** Adds the reason of a rejection to the request's line. */
export function recordRefusal(request: FastifyRequest, reason: RefusalReason): void {
  refusals.set(request, reason);
}

/** Logs a request that never reached a route. */
export function logUnparsedRequest(requestId: string, status: number, problem: string): void {
  logger.log({ requestId, status, problem });
}

function isSlow({ routeOptions }: FastifyRequest, { elapsedTime }: FastifyReply): boolean {
  const { isStreaming = false } = routeOptions.config as { readonly isStreaming?: boolean };
  return !isStreaming && elapsedTime >= minSlowMs;
}

function lineOf(request: FastifyRequest, reply: FastifyReply): object {
  const { user } = request as AuthenticatedRequest;
  return {
    requestId: request.id,
    method: request.method,
    route: request.routeOptions.url ?? null,
    status: reply.statusCode,
    ms: Math.round(reply.elapsedTime * 10) / 10,
    ...(user ? { accountId: user.accountId } : {}),
    ...(user && user.seat.level !== 'national' ? { taskForceId: user.seat.taskForceId } : {}),
    ...refusals.get(request),
  };
}
