import { Logger } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GuardedRequest } from '../access/access.js';
import type { Config } from '../config/config.js';

/** What became of a request that was refused. */
export interface Refused {
  readonly problem: string;
  readonly sqlState?: string | undefined;
}

const refused = new WeakMap<FastifyRequest, Refused>();
const logger = new Logger('Request');
const levels: readonly Config['LOG_LEVEL'][] = ['log', 'debug', 'verbose'];

/** A line a request, once it is answered, where that is logged at all: who asked for what, what came of it, and how soon. */
export function logRequests(fastify: FastifyInstance, level: Config['LOG_LEVEL']): void {
  if (!levels.includes(level)) return;
  fastify.addHook('onResponse', (request, reply, done) => {
    logger.log(lineOf(request, reply));
    done();
  });
}

/** For the line of this request: why it was refused. */
export function noteRefused(request: FastifyRequest, why: Refused): void {
  refused.set(request, why);
}

/** The line of what never became a request that a route could be found for. */
export function logUnread(requestId: string, status: number, problem: string): void {
  logger.log({ requestId, status, problem });
}

function lineOf(request: FastifyRequest, reply: FastifyReply): object {
  const { user } = request as GuardedRequest;
  return {
    requestId: request.id,
    method: request.method,
    route: request.routeOptions.url ?? null,
    status: reply.statusCode,
    ms: Math.round(reply.elapsedTime * 10) / 10,
    ...(user ? { accountId: user.accountId } : {}),
    ...(user && user.seat.at !== 'national' ? { taskForceId: user.seat.taskForceId } : {}),
    ...refused.get(request),
  };
}
