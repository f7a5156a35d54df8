import { applyDecorators, createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension, ApiSecurity } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Actor } from './actor.js';
import { permissions, type Permission } from './permissions.js';

const accessKey = 'tracker:access';

/** What a route says of itself: the permission it takes, or that it is open to everyone. */
export type Access = Permission | 'public';

/** Only who has the permission gets past the guard; which rows are there for them is decided by Postgres. */
export const Requires = (permission: Permission): MethodDecorator =>
  applyDecorators(
    SetMetadata(accessKey, permission),
    ApiBearerAuth(),
    ApiSecurity('cookie'),
    ApiExtension('x-permission', permission),
    ApiExtension('x-roles', permissions[permission]),
  );

/** Open to everyone, signed in or not. */
export const Public = (): MethodDecorator =>
  applyDecorators(SetMetadata(accessKey, 'public' satisfies Access), ApiExtension('x-permission', 'public'));

/** What the handler declares; a class says nothing for its handlers. */
export function accessOf(handler: object): Access | undefined {
  return Reflect.getMetadata(accessKey, handler) as Access | undefined;
}

/** Who acts. Only on routes that require a permission: a public route has nobody. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { user } = context.switchToHttp().getRequest<FastifyRequest & { user?: Actor }>();
  if (!user) throw new Error('A public route has no actor');
  return user;
});
