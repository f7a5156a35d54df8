import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** Where a request comes from, and under which id: what the trail has of it beside who. */
export interface Caller {
  readonly requestId: string;
  readonly address: string;
}

/** The address is the connection's own, or what a proxy says that TRUST_PROXY names; one of IPv4 in IPv6 is the IPv4 one. */
export function callerOf({ id: requestId, ip }: FastifyRequest): Caller {
  return { requestId, address: ip.replace(/^::ffff:(?=\d+\.)/i, '') };
}

/** For handlers of people who are not signed in yet. */
export const CallerOf = createParamDecorator((_: unknown, context: ExecutionContext): Caller =>
  callerOf(context.switchToHttp().getRequest<FastifyRequest>()),
);
