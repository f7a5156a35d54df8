import type { FastifyRequest } from 'fastify';
import { Problem } from './problems.js';

/** Protocol of another standard, whose clients read only its own media type and its own errors. */
export interface ClientProtocol {
  /** Path below which the protocol holds, with a final slash. */
  readonly below: string;
  readonly mediaType: string;
  readonly toStatus: (problem: Problem) => number;
  readonly toBody: (problem: Problem, status: number) => object;
}

/** Problem that only clients of a protocol get, so that the API document has none of its form. */
export abstract class ProtocolProblem extends Problem {}

const protocols: ClientProtocol[] = [];

/** Declares a protocol, when the file of its feature is loaded. Everywhere else a problem has the form of RFC 9457. */
export function declareProtocol(protocol: ClientProtocol): void {
  if (protocols.some(({ below }) => below === protocol.below))
    throw new Error(`Two protocols are declared below ${protocol.below}`);
  protocols.push(protocol);
}

export function declaredProtocols(): readonly ClientProtocol[] {
  return protocols;
}

/** Returns the protocol of a request by its path, also for a path without a route. */
export function protocolOf({ raw }: Pick<FastifyRequest, 'raw'>): ClientProtocol | undefined {
  const url = raw.url ?? '';
  return protocols.find(({ below }) => url.startsWith(below));
}
