import { applyDecorators, createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension, ApiSecurity } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Actor } from './actor.js';
import { permissions, type Permission } from './permissions.js';
import type { CarriedToken } from './session-token.js';

const accessKey = 'tracker:access';
const stepUpKey = 'tracker:step-up';

/** What a route says of itself: the permission it takes, that it is for who is on the way in, or open to everyone. */
export type Access = Permission | 'door' | 'public';

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

/**
 * For who is on the way in, or proves anew who they are: a token is needed, of a session that may still lack its second factor.
 * What it is worth here is decided by the functions of the door.
 */
export const AtTheDoor = (): MethodDecorator =>
  applyDecorators(
    SetMetadata(accessKey, 'door' satisfies Access),
    ApiBearerAuth(),
    ApiSecurity('cookie'),
    ApiExtension('x-permission', 'door'),
  );

/** Beside `Requires`: only within five minutes of having shown again that it is the account's owner who acts (CJIS IA-11). */
export const StepUp = (): MethodDecorator =>
  applyDecorators(SetMetadata(stepUpKey, true), ApiExtension('x-step-up', true));

/** What the handler declares; a class says nothing for its handlers. */
export function accessOf(handler: object): Access | undefined {
  return Reflect.getMetadata(accessKey, handler) as Access | undefined;
}

/** Whether the handler wants its caller to have stepped up. */
export function needsStepUp(handler: object): boolean {
  return Reflect.getMetadata(stepUpKey, handler) === true;
}

/** A request that the guard has looked at: what its route declares, who acts, or what token somebody at the door has. */
export type GuardedRequest = FastifyRequest & { access?: Access; user?: Actor; carried?: CarriedToken };

/** The token of who is at the door. Only on routes that are there. */
export const CurrentToken = createParamDecorator((_: unknown, context: ExecutionContext): CarriedToken => {
  const { carried } = context.switchToHttp().getRequest<GuardedRequest>();
  if (!carried) throw new Error('@CurrentToken was used on a route without @AtTheDoor: the guard read no token');
  return carried;
});

/** Who acts. Only on routes that require a permission: the others have nobody yet. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { user } = context.switchToHttp().getRequest<GuardedRequest>();
  if (!user) throw new Error('@CurrentActor was used on a route without @Requires: the guard found no actor');
  return user;
});
