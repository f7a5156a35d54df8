import { Injectable, RequestMethod, type OnApplicationBootstrap } from '@nestjs/common';
import { METHOD_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { isReplicaRead } from '../platform/database/replica-read.decorator.js';
import { isPostAction } from '../platform/http/post-action.decorator.js';
import { isQueryByPost } from '../platform/http/safe-post.decorator.js';
import { recordReaderOf } from '../platform/http/record-reader.js';
import { isValidated } from '../platform/http/strict-validation.pipe.js';
import { StartRefusal } from '../platform/self-check/start-refusal.js';
import { accessOf } from './access.decorators.js';
import { isAuditedRead } from './permissions.js';

/**
 * Start-up check of all routes. It rejects undeclared access, input without validation, a creation that cannot be
 * repeated safely, and a write or an audited read that a standby would answer.
 */
@Injectable()
export class RouteCheck implements OnApplicationBootstrap {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  onApplicationBootstrap(): void {
    const faults = this.discovery
      .getControllers()
      .flatMap(({ metatype }) => (typeof metatype === 'function' ? faultsOf(metatype, this.scanner) : []));
    if (faults.length > 0)
      throw new StartRefusal([
        { reason: 'open-route', sentence: `These routes are not safe to open:\n  ${faults.join('\n  ')}` },
      ]);
  }
}

function faultsOf(controller: object & { name?: string; prototype?: unknown }, scanner: MetadataScanner): string[] {
  const prototype = controller.prototype as Record<string, object>;
  return scanner.getAllMethodNames(prototype).flatMap((name) => {
    const handler = prototype[name];
    const method = handler && (Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined);
    if (!handler || method === undefined) return [];
    const route = `${controller.name ?? 'A controller'}.${name}`;
    const faults: string[] = [];
    const access = accessOf(handler);
    if (access === undefined) faults.push(`${route} has neither @Requires nor @Public`);
    if (isReplicaRead(handler) && (method !== RequestMethod.GET || isAuditedRead(access)))
      faults.push(`${route} writes or is audited, and no standby can answer it: remove @ReplicaRead`);
    if (
      method === RequestMethod.POST &&
      !isQueryByPost(handler) &&
      !isPostAction(handler) &&
      access !== 'public' &&
      access !== 'pending-session' &&
      recordReaderOf(controller) === undefined
    ) {
      faults.push(
        `${route} makes something, but its controller has no \`GET :id\` and no \`get\` to answer a repeated Idempotency-Key with`,
      );
    }
    for (const type of inputTypes(controller, prototype, name)) {
      if (!isValidated(type))
        faults.push(`${route} takes input that nobody checks: its type must be a class with validators`);
    }
    return faults;
  });
}

const checkedKinds = [RouteParamtypes.BODY, RouteParamtypes.QUERY].map(String);

function inputTypes(controller: object, prototype: object, name: string): unknown[] {
  const parameters = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, name) ?? {}) as Record<
    string,
    { index: number }
  >;
  const types = (Reflect.getMetadata('design:paramtypes', prototype, name) ?? []) as unknown[];
  return Object.entries(parameters)
    .filter(([key]) => checkedKinds.includes(key.split(':')[0] ?? ''))
    .map(([, { index }]) => types[index]);
}
