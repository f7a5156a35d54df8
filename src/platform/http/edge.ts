import { randomBytes } from 'node:crypto';
import { ServerResponse, STATUS_CODES, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest, FastifyServerOptions } from 'fastify';
import { rememberAddress } from '../access/caller.js';
import { logUnread } from '../logs/request-log.js';
import { bodyLimit, hardenBody } from './json-body.js';
import { rememberMethods } from './methods.js';
import { answerWith, leaveUnanswered } from './problem-answer.js';
import {
  bodyOf,
  ForeignChange,
  HeadersTooLarge,
  NotFound,
  TooSlow,
  Unavailable,
  Unreadable,
  type Problem,
} from './problems.js';

/** How long requests under way may take to end once the tracker is asked to stop. */
const longestDrainMs = 10_000;

const safeMethods = ['GET', 'HEAD', 'OPTIONS', 'TRACE'];

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
      ServerResponse: responseWith(headers),
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
    else done(faultOfHost(request.raw) ?? faultOfOrigin(request.raw));
  });
  rememberMethods(fastify);
  hardenBody(fastify);
}

/**
 * Returns the class of responses that adds the closed headers where Node answers by itself, such as 417 for an `Expect` that it does not
 * know and 503 past the last request of a connection. Those answers name no header fields of their own.
 */
function responseWith(headers: Readonly<Record<string, string>>): typeof ServerResponse {
  return class ClosedResponse<Request extends IncomingMessage = IncomingMessage> extends ServerResponse<Request> {
    override writeHead(status: number, ...rest: readonly unknown[]): this {
      const isOfNode = rest.length === 0 && this.getHeaderNames().length === 0;
      const fields = isOfNode ? [headers] : rest;
      return super.writeHead(status, ...(fields as [OutgoingHttpHeaders?]));
    }
  };
}

/** Finds a request of HTTP/1.1 without `Host`, or one of any version with two: RFC 9112 wants 400, since a proxy may read the other. */
function faultOfHost({ rawHeaders, httpVersion }: IncomingMessage): Unreadable | undefined {
  const hosts = rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'host').length;
  if (hosts > 1) return new Unreadable('The header Host is there more than once.');
  if (hosts === 0 && httpVersion === '1.1') return new Unreadable('The header Host is missing.');
  return undefined;
}

/**
 * Finds a change that a page of another origin sends without a bearer token: signing somebody in is a change too. No page of another
 * origin can add a token, since there is no CORS.
 */
function faultOfOrigin({ method = '', headers }: IncomingMessage): ForeignChange | undefined {
  const site = headers['sec-fetch-site'];
  const isForeign = site !== undefined && site !== 'same-origin' && site !== 'none';
  return isForeign && headers.authorization === undefined && !safeMethods.includes(method)
    ? new ForeignChange()
    : undefined;
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
