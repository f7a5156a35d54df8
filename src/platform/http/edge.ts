import { randomBytes } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest, FastifyServerOptions } from 'fastify';
import { rememberAddress } from '../access/caller.js';
import { logUnread } from '../logs/request-log.js';
import { bodyLimit, hardenBody } from './json-body.js';
import { rememberMethods } from './methods.js';
import { answerWith, leaveUnanswered } from './problem-answer.js';
import { bodyOf, HeadersTooLarge, NotFound, TooSlow, Unavailable, Unreadable, type Problem } from './problems.js';

/** How long requests under way may take to end once the tracker is asked to stop. */
const longestDrainMs = 10_000;

/** An id for a request, ours alone: a caller's would let it write into our log. */
export function requestId(): string {
  return randomBytes(16).toString('hex');
}

/**
 * How Fastify is to be started: its own default has no time limit, takes a request id from the caller, and answers a broken
 * request with JSON of another shape. `headers` go with the answers that no hook sees.
 */
export const edgeOptions = (headers: Readonly<Record<string, string>>) =>
  ({
    bodyLimit,
    requestTimeout: 30_000,
    connectionTimeout: 60_000,
    keepAliveTimeout: 72_000,
    maxRequestsPerSocket: 1000,
    // Node looks every so often whether a request is late: by default only twice a minute.
    http: {
      headersTimeout: 10_000,
      connectionsCheckingInterval: 1000,
      maxHeaderSize: 16_384,
      requireHostHeader: false,
    },
    requestIdHeader: false,
    genReqId: requestId,
    return503OnClosing: false,
    clientErrorHandler: (error: Error & { code?: string }, socket: Socket) => {
      refuseBrokenRequest(error, socket, headers);
    },
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
      refuseBrokenUrl(error, request, reply.headers(headers));
    },
    routerOptions: { maxParamLength: 200 },
  }) satisfies FastifyServerOptions & { http: object };

/** Everything that has to stand before the first route is added: call it right after the application is created. */
export function hardenEdge(fastify: FastifyInstance, headers: Readonly<Record<string, string>>): void {
  let isClosing = false;
  fastify.addHook('preClose', (done) => {
    isClosing = true;
    // Whoever still holds a connection by then has gone, or will not let go.
    setTimeout(() => {
      fastify.server.closeAllConnections();
    }, longestDrainMs).unref();
    done();
  });
  fastify.addHook('onRequest', (request, reply, done) => {
    if (!rememberAddress(request)) {
      leaveUnanswered(request, reply);
      return;
    }
    reply.headers(headers).header('x-request-id', request.id);
    if (isClosing) done(new Unavailable());
    else if (request.headers.host === undefined && request.raw.httpVersion === '1.1') {
      done(new Unreadable('The header Host is missing.'));
    } else done();
  });
  rememberMethods(fastify);
  hardenBody(fastify);
}

/** The router's own refusals come before any hook: what is no path is unreadable, an id too long is the id of nothing. */
function refuseBrokenUrl(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const isTooLong = error.code === 'FST_ERR_MAX_PARAM_LENGTH';
  const problem = isTooLong ? new NotFound() : new Unreadable('The path is not percent-encoded UTF-8.');
  logUnread(request.id, problem.status, problem.type);
  answerWith(problem, request, reply);
}

/** Answers what Node could not read as HTTP at all; there is no request to answer, only a socket. */
function refuseBrokenRequest(
  error: Error & { code?: string },
  socket: Socket,
  headers: Readonly<Record<string, string>>,
): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const problem = brokenRequest(error.code);
  const id = requestId();
  logUnread(id, problem.status, problem.type);
  const body = JSON.stringify(bodyOf(problem));
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ''}`,
    'content-type: application/problem+json',
    `content-length: ${Buffer.byteLength(body)}`,
    `x-request-id: ${id}`,
    'connection: close',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

function brokenRequest(code: string | undefined): Problem {
  if (code === 'HPE_HEADER_OVERFLOW') return new HeadersTooLarge();
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return new TooSlow();
  return new Unreadable('This is not HTTP as RFC 9112 writes it.');
}
