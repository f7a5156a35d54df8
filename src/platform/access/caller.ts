import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { deviceOf } from './device-token.js';

/** Where a request comes from, and under which id: what the trail has of it beside who. */
export interface Caller {
  readonly requestId: string;
  readonly address: string;
  /** The hash of its device token, where it carries one. */
  readonly device?: Buffer | null;
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

export function callerOf(request: FastifyRequest): Caller {
  return { requestId: request.id, address: addressOf(request), device: deviceOf(request) };
}

/** Returns the connection's own address, or what a proxy says that TRUST_PROXY names; one of IPv4 in IPv6 is the IPv4 one. */
export function addressOf(request: FastifyRequest): string {
  const address = addresses.get(request) ?? request.ip;
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}

/** For handlers of people who are not signed in yet. */
export const CallerOf = createParamDecorator((_: unknown, context: ExecutionContext): Caller =>
  callerOf(context.switchToHttp().getRequest<FastifyRequest>()),
);
