import type { FastifyReply, FastifyRequest } from 'fastify';
import { logUnparsedRequest } from '../logs/request-log.js';
import { protocolOf } from './client-protocols.js';
import { bodyOf, type Problem } from './problems.js';

const headersOfSuccess = ['etag', 'location', 'content-length', 'content-encoding', 'last-modified'];

/** Sends a problem in place of the prepared response, unless the response has already started. A protocol may have another form. */
export function sendProblem(problem: Problem, request: FastifyRequest, reply: FastifyReply): void {
  if (reply.sent || reply.raw.headersSent) return;
  for (const name of headersOfSuccess) reply.removeHeader(name);
  const protocol = protocolOf(request);
  const status = protocol?.toStatus(problem) ?? problem.status;
  void reply
    .code(status)
    .headers({ ...problem.headers, 'x-request-id': request.id, 'cache-control': 'no-store' })
    .header('content-type', protocol?.mediaType ?? 'application/problem+json')
    .send(Buffer.from(JSON.stringify(protocol?.toBody(problem, status) ?? bodyOf(problem))));
}

const clientClosedRequest = 499;

/** Ends a request whose connection has closed. The tracker is not at fault, so the log has only 499, and no error. */
export function closeUnanswered(request: FastifyRequest, reply: FastifyReply): void {
  logUnparsedRequest(request.id, clientClosedRequest, 'connection-closed');
  if (!reply.sent) reply.hijack();
}
