import { applyDecorators, createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension, ApiSecurity } from '@nestjs/swagger';
import type { EntityTarget } from 'typeorm';
import type { Actor } from '../platform/actor/actor.js';
import type { AuthenticatedRequest } from '../platform/actor/authenticated-request.js';
import type { Row } from '../platform/database/rows.js';
import { accessKey } from '../platform/http/public.decorator.js';
import { permissions, type Permission } from './permissions.js';
import type { RequestToken } from './session-token.js';

const stepUpKey = 'tracker:step-up';

/** Declared access of a route: a permission, `pending-session` for a session that is still authenticating, or `public`. */
export type Access = Permission | 'pending-session' | 'public';

/** Requires a permission. Postgres decides the visible rows. */
export const Requires = (permission: Permission): MethodDecorator =>
  applyDecorators(
    SetMetadata(accessKey, permission),
    ApiBearerAuth(),
    ApiSecurity('cookie'),
    ApiExtension('x-permission', permission),
    ApiExtension('x-roles', permissions[permission]),
  );

/**
 * Allows a session that is still authenticating, such as one without its second factor. The functions of schema `auth`
 * decide what it may do.
 */
export const AllowPendingSession = (): MethodDecorator =>
  applyDecorators(
    SetMetadata(accessKey, 'pending-session' satisfies Access),
    ApiBearerAuth(),
    ApiSecurity('cookie'),
    ApiExtension('x-permission', 'pending-session'),
  );

/** Requires a re-authentication (step-up) within the last five minutes, in addition to `Requires` (CJIS IA-11). */
export const StepUp = (): MethodDecorator =>
  applyDecorators(SetMetadata(stepUpKey, true), ApiExtension('x-step-up', true));

/** Returns the access that the handler declares. Decorators of the class do not count. */
export function accessOf(handler: object): Access | undefined {
  return Reflect.getMetadata(accessKey, handler) as Access | undefined;
}

export function needsStepUp(handler: object): boolean {
  return Reflect.getMetadata(stepUpKey, handler) === true;
}

export type GuardedRequest = AuthenticatedRequest & {
  access?: Access;
  carried?: RequestToken;
  firstRead?: EntityTarget<Row>;
};

/** Injects the token of a session that may still be authenticating. Throws on routes without `@AllowPendingSession`. */
export const CurrentToken = createParamDecorator((_: unknown, context: ExecutionContext): RequestToken => {
  const { carried } = context.switchToHttp().getRequest<GuardedRequest>();
  if (!carried)
    throw new Error('@CurrentToken was used on a route without @AllowPendingSession: the guard read no token');
  return carried;
});

/** Injects the actor. It throws on routes without `@Requires`. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { user } = context.switchToHttp().getRequest<GuardedRequest>();
  if (!user) throw new Error('@CurrentActor was used on a route without @Requires: the guard found no actor');
  return user;
});
