import { randomBytes } from 'node:crypto';
import { ServerResponse, STATUS_CODES, type IncomingMessage, type OutgoingHttpHeaders, type Server } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest, FastifyServerOptions } from 'fastify';
import { rememberAddress } from '../actor/caller.js';
import { logUnparsedRequest } from '../logs/request-log.js';
import { faultOfBackground } from './background-requests.js';
import { bodyLimit, hardenBody } from './json-body.js';
import { rememberMethods } from './methods.js';
import { sendProblem, closeUnanswered } from './problem-response.js';
import {
  bodyOf,
  CsrfRejected,
  HeadersTooLarge,
  NotFound,
  RequestTimeout,
  Unavailable,
  MalformedRequest,
  type Problem,
} from './problems.js';
import { isFormOfOtherSite, isReceivingFile } from './file-body.js';
import { isEnding, markEnding } from './shutdown.js';

/** Time that requests under way have once the port is closed. */
const maxEndMs = 4000;
const idleCheckMs = 50;

/** Code of a request that is not complete within `requestTimeout`, or whose head is not within `headersTimeout`. */
const lateCode = 'ERR_HTTP_REQUEST_TIMEOUT';

const safeMethods = ['GET', 'HEAD', 'OPTIONS', 'TRACE'];

/** Creates a request id. An id from the client could inject text into the log. */
export function createRequestId(): string {
  return randomBytes(16).toString('hex');
}

/**
 * Options of Fastify, whose defaults have no time limit and take the request id from the client. `headers` are added to
 * responses that bypass the hooks.
 */
export const hardenedOptions = (headers: Readonly<Record<string, string>>) =>
  ({
    bodyLimit,
    requestTimeout: 30_000,
    connectionTimeout: 60_000,
    keepAliveTimeout: 72_000,
    maxRequestsPerSocket: 1000,
    // Interval at which Node checks for late requests. The default is 30 seconds.
    http: {
      headersTimeout: 10_000,
      connectionsCheckingInterval: 1000,
      maxHeaderSize: 16_384,
      requireHostHeader: false,
      ServerResponse: responseWith(headers),
    },
    requestIdHeader: false,
    genReqId: createRequestId,
    return503OnClosing: false,
    clientErrorHandler: (error: Error & { code?: string }, socket: Socket) => {
      // A file has a time limit of its own.
      if (error.code === lateCode && isReceivingFile(socket)) return;
      refuseBrokenRequest(error, socket, headers);
    },
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
      refuseBrokenUrl(error, request, reply.headers(headers));
    },
    routerOptions: { maxParamLength: 200 },
  }) satisfies FastifyServerOptions & { http: object };

/** Hardens Fastify. It must run directly after the creation of the application, before any route. */
export function hardenFastify(fastify: FastifyInstance, headers: Readonly<Record<string, string>>): void {
  let isClosing = false;
  const sockets = new Set<Socket>();
  fastify.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  fastify.addHook('preClose', (done) => {
    isClosing = true;
    closeConnections(fastify.server);
    // For Node a connection without a first request is not idle.
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
    done();
  });
  fastify.addHook('onRequest', (request, reply, done) => {
    if (!rememberAddress(request)) {
      closeUnanswered(request, reply);
      return;
    }
    reply.headers(headers).header('x-request-id', request.id);
    if (isClosing) done(new Unavailable());
    else done(faultOfHost(request.raw) ?? faultOfOrigin(request) ?? faultOfBackground(request.raw));
  });
  rememberMethods(fastify);
  hardenBody(fastify);
}

/**
 * Ends each connection with its current answer. An answer that began before does not say so, and its connection is
 * closed when it is idle.
 */
function closeConnections(server: Server): void {
  markEnding(server);
  const idle = setInterval(() => {
    server.closeIdleConnections();
  }, idleCheckMs).unref();
  const last = setTimeout(() => {
    server.closeAllConnections();
  }, maxEndMs).unref();
  server.once('close', () => {
    clearInterval(idle);
    clearTimeout(last);
  });
}

/**
 * Returns a response class that adds the security headers to Node's own responses, such as 417 and 503, which set none.
 * It ends the connection of a server that will close.
 */
function responseWith(headers: Readonly<Record<string, string>>): typeof ServerResponse {
  return class ClosedResponse<Request extends IncomingMessage = IncomingMessage> extends ServerResponse<Request> {
    override writeHead(status: number, ...rest: readonly unknown[]): this {
      const { server } = this.req.socket as Socket & { readonly server?: Server };
      if (server && isEnding(server)) this.shouldKeepAlive = false;
      const isOfNode = rest.length === 0 && this.getHeaderNames().length === 0;
      const fields = isOfNode ? [headers] : rest;
      return super.writeHead(status, ...(fields as [OutgoingHttpHeaders?]));
    }
  };
}

/** Finds a request without exactly one `Host`. RFC 9112 requires 400, because a proxy might read another one. */
function faultOfHost({ rawHeaders, httpVersion }: IncomingMessage): MalformedRequest | undefined {
  const hosts = rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'host').length;
  if (hosts > 1) return new MalformedRequest('The header Host was sent more than once.');
  if (hosts === 0 && httpVersion === '1.1') return new MalformedRequest('The header Host is missing.');
  return undefined;
}

/**
 * Finds a change from a page of another origin without a bearer token; sign-in counts as a change. Such a page cannot
 * add a token, because there is no CORS. The form of SAML is the exception, because it changes nothing.
 */
function faultOfOrigin(request: FastifyRequest): CsrfRejected | undefined {
  const { method, headers } = request;
  const site = headers['sec-fetch-site'];
  const isForeign = site !== undefined && site !== 'same-origin' && site !== 'none';
  return isForeign &&
    headers.authorization === undefined &&
    !safeMethods.includes(method) &&
    !isFormOfOtherSite(request)
    ? new CsrfRejected()
    : undefined;
}

function refuseBrokenUrl(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const isTooLong = error.code === 'FST_ERR_MAX_PARAM_LENGTH';
  const problem = isTooLong ? new NotFound() : new MalformedRequest('The path is not percent-encoded UTF-8.');
  logUnparsedRequest(request.id, problem.status, problem.type);
  sendProblem(problem, request, reply);
}

/** Responds to bytes that are no HTTP, for which there is only a socket. */
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
  const id = createRequestId();
  logUnparsedRequest(id, problem.status, problem.type);
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
  if (code === lateCode) return new RequestTimeout();
  return new MalformedRequest('The request is not valid HTTP (RFC 9112).');
}
