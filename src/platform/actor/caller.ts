import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { deviceOf } from './device-token.js';

/** Origin of a request, for the audit trail and the session. */
export interface Caller {
  readonly requestId: string;
  readonly address: string;
  readonly device?: Buffer | null;
  readonly isBackground?: boolean | undefined;
}

const addresses = new WeakMap<FastifyRequest, string>();

/**
 * Stores the address of a request, because a reset connection no longer has one. Returns false if it was reset before.
 */
export function rememberAddress(request: FastifyRequest): boolean {
  const ip = request.ip as string | undefined;
  if (ip === undefined) return false;
  addresses.set(request, ip);
  return true;
}

export function callerOf(request: FastifyRequest): Caller {
  return {
    requestId: request.id,
    address: addressOf(request),
    device: deviceOf(request),
    isBackground: isBackgroundRequest(request),
  };
}

/** Whether a timer of the client sent the request, and not its user. Such a request does not extend the session. */
export function isBackgroundRequest({ headers }: Pick<FastifyRequest, 'headers'>): boolean {
  return headers['x-background'] === '1';
}

/**
 * Returns the address of the connection, or the one from a proxy that TRUST_PROXY names. An IPv4-mapped IPv6 address
 * becomes IPv4. A link-local one has no zone, such as `%eth0`, because Postgres stores none.
 */
export function addressOf(request: FastifyRequest): string {
  const address = addresses.get(request) ?? request.ip;
  return address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*/, '');
}

/** Injects the caller into handlers that have no actor. */
export const CurrentCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller =>
  callerOf(context.switchToHttp().getRequest<FastifyRequest>()),
);
