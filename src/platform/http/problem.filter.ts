import { Catch, HttpException, Injectable, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { errorLocation } from '../logs/log-fields.js';
import { OutageLog } from '../logs/outage-log.js';
import { omitRequest, recordRefusal } from '../logs/request-log.js';
import { findHostFault } from './host-problems.js';
import { Metrics } from '../metrics/metrics.js';
import { allowedMethods } from './methods.js';
import { ConstraintFields, findDatabaseFault, isOutage, problemOf, type DatabaseFault } from './postgres-problems.js';
import {
  MethodNotAllowed,
  NotFound,
  NotSignedIn,
  Forbidden,
  Problem,
  ContentTooLarge,
  TooManyRequests,
  Unavailable,
  InternalError,
  MalformedRequest,
  UnsupportedMediaType,
} from './problems.js';
import { sendProblem, closeUnanswered } from './problem-response.js';
import { ReleaseComparison } from './release-comparison.js';
import { ConnectionClosed } from './streamed-response.js';

/**
 * Exception filter that converts every error to a response. The response reveals only declared facts, and the log ids
 * and codes. Only developers' logs have the cause, because a message quotes values.
 */
@Catch()
@Injectable()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Problem');

  constructor(
    private readonly fields: ConstraintFields,
    private readonly outages: OutageLog,
    private readonly metrics: Metrics,
    private readonly release: ReleaseComparison,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  /** Handles errors that Fastify reports directly, by `setErrorHandler` or `frameworkErrors`. */
  answer(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    if (error instanceof ConnectionClosed) {
      closeUnanswered(request, reply);
      return;
    }
    const fault = error instanceof Problem ? null : (findDatabaseFault(error) ?? findHostFault(error));
    const problem = this.problemFor(error, fault, request);
    const send = (sent: Problem): void => {
      if (sent.limit !== undefined) this.metrics.countRefusal(sent.limit);
      this.log(sent, fault, error, request);
      sendProblem(sent, request, reply);
    };
    if (!mayBeOfNewerSchema(problem, fault)) send(problem);
    else
      void this.isSuperseded().then((isSuperseded) => {
        send(isSuperseded ? new Unavailable() : problem);
      });
  }

  /** Whether a newer release migrated the database. If this cannot be read, the problem stays as it is. */
  private isSuperseded(): Promise<boolean> {
    return this.release.isSuperseded().catch(() => false);
  }

  private problemFor(error: unknown, fault: DatabaseFault | null, request: FastifyRequest): Problem {
    if (error instanceof Problem) return error;
    if (fault) return problemOf(fault, this.fields);
    const status = statusOf(error);
    if (status === 404 && request.is404) {
      const allowed = allowedMethods(request);
      return allowed.length > 0 ? new MethodNotAllowed(allowed) : new NotFound();
    }
    return problemOfStatus(status);
  }

  private log(problem: Problem, fault: DatabaseFault | null, error: unknown, request: FastifyRequest): void {
    recordRefusal(request, { problem: problem.type, sqlState: fault?.sqlState });
    if (problem.status < 500 && fault === null) return;
    if (problem instanceof Unavailable && problem.isLogged) return;
    const { method, routeOptions } = request;
    const route = routeOptions.url ?? null;
    if (problem.status === 503) {
      const isOfAll = fault !== null && isOutage(fault);
      if (this.outages.recordFailure(fault ?? {}, error, { method, route }, isOfAll)) {
        omitRequest(request);
        return;
      }
    }
    const { status, type } = problem;
    const entry = { requestId: request.id, method, route, status, problem: type, ...fault, cause: error };
    if (status < 500) this.logger.debug(entry);
    else if (status === 503) this.logger.warn(entry);
    else this.logger.error({ ...entry, ...errorLocation(error) });
  }
}

/** States of a refusing constraint, and of a missing object or right. */
const schemaStates = /^(?:23|42)/;

/** Whether the schema of a newer release can cause the problem, because it lacks something or refuses more. */
function mayBeOfNewerSchema(problem: Problem, fault: DatabaseFault | null): boolean {
  return problem instanceof InternalError || schemaStates.test(fault?.sqlState ?? '');
}

function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return 500;
  return typeof error.statusCode === 'number' ? error.statusCode : 500;
}

function problemOfStatus(status: number): Problem {
  switch (status) {
    case 401:
      return new NotSignedIn();
    case 403:
      return new Forbidden();
    case 404:
      return new NotFound();
    case 405:
      return new MethodNotAllowed([]);
    case 413:
      return new ContentTooLarge();
    case 415:
      return new UnsupportedMediaType();
    case 429:
      return new TooManyRequests(60, 'other');
    case 503:
      return new Unavailable();
    default:
      return status >= 400 && status < 500 ? new MalformedRequest('The request is malformed.') : new InternalError();
  }
}
