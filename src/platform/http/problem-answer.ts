import type { FastifyReply, FastifyRequest } from 'fastify';
import { bodyOf, type Problem } from './problems.js';

/** What speaks of an answer that is not sent after all. */
const headersOfSuccess = ['etag', 'location', 'content-length', 'content-encoding', 'last-modified'];

/** Sends a problem in place of whatever was being prepared, unless something has gone out already. */
export function answerWith(problem: Problem, request: FastifyRequest, reply: FastifyReply): void {
  if (reply.sent || reply.raw.headersSent) return;
  for (const name of headersOfSuccess) reply.removeHeader(name);
  void reply
    .code(problem.status)
    .headers({ ...problem.headers, 'x-request-id': request.id, 'cache-control': 'no-store' })
    .header('content-type', 'application/problem+json')
    .send(Buffer.from(JSON.stringify(bodyOf(problem))));
}
