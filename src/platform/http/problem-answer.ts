import type { FastifyReply, FastifyRequest } from 'fastify';
import { logUnread } from '../logs/request-log.js';
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

/** Status of a request whose connection closed before its answer began. It stands in the log alone: nobody gets this answer. */
const clientClosedRequest = 499;

/** Ends a request whose connection has closed. It is no fault of the tracker, so it is no 5xx and no error in the log. */
export function leaveUnanswered(request: FastifyRequest, reply: FastifyReply): void {
  logUnread(request.id, clientClosedRequest, 'connection-closed');
  if (!reply.sent) reply.hijack();
}
