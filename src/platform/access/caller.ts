import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** Where a request comes from, and under which id: what the trail has of it beside who. */
export interface Caller {
  readonly requestId: string;
  readonly address: string;
}

const addresses = new WeakMap<FastifyRequest, string>();

/**
 * Keeps the address of a request for later: a connection that was reset has none any more. Returns false where it had none to
 * begin with, because the connection was reset before the request was looked at.
 */
export function rememberAddress(request: FastifyRequest): boolean {
  const ip = request.ip as string | undefined;
  if (ip === undefined) return false;
  addresses.set(request, ip);
  return true;
}

/** The address is the connection's own, or what a proxy says that TRUST_PROXY names; one of IPv4 in IPv6 is the IPv4 one. */
export function callerOf(request: FastifyRequest): Caller {
  const { id: requestId } = request;
  const address = addresses.get(request) ?? request.ip;
  return { requestId, address: address.replace(/^::ffff:(?=\d+\.)/i, '') };
}

/** For handlers of people who are not signed in yet. */
export const CallerOf = createParamDecorator((_: unknown, context: ExecutionContext): Caller =>
  callerOf(context.switchToHttp().getRequest<FastifyRequest>()),
);
