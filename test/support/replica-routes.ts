import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { isReplicaRead } from '../../src/platform/database/replica-read.decorator.js';
import type { Route, Tracker } from './tracker.js';

/** Returns the routes that declare that a standby may answer them. */
export function replicaRoutesOf({ app, routes }: Tracker): Route[] {
  const scanner = app.get(MetadataScanner, { strict: false });
  const declared = app
    .get(DiscoveryService, { strict: false })
    .getControllers()
    .flatMap(({ metatype }) => (typeof metatype === 'function' ? declaredIn(metatype, scanner) : []));
  const found = routes.filter(({ method, path }) => declared.includes(`${method} ${path}`));
  if (found.length !== declared.length) throw new Error(`The router lacks one of ${declared.join(', ')}`);
  return found;
}

function declaredIn(controller: object & { prototype?: unknown }, scanner: MetadataScanner): string[] {
  const prototype = controller.prototype as Record<string, object>;
  return scanner.getAllMethodNames(prototype).flatMap((name) => {
    const handler = prototype[name];
    if (!handler || !isReplicaRead(handler)) return [];
    const path = [controller, handler].map((of) => Reflect.getMetadata(PATH_METADATA, of) as string);
    const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod];
    return [`${method} ${['/api/v1', ...path].join('/').replaceAll(/\/+/g, '/').replace(/\/$/, '')}`];
  });
}
