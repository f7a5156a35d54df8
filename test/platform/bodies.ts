import { RequestMethod, type INestApplication, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { getMetadataStorage } from 'class-validator';

/** Class that each route reads its body into, by the name of the route below /api/v1, such as `POST /complaints`. */
export function bodyTypes(app: INestApplication): ReadonlyMap<string, Type> {
  const found = new Map<string, Type>();
  for (const { metatype } of app.get(DiscoveryService).getControllers()) {
    if (typeof metatype !== 'function') continue;
    const prototype = metatype.prototype as Record<string, object>;
    for (const name of app.get(MetadataScanner).getAllMethodNames(prototype)) {
      const type = bodyTypeOf(metatype, prototype, name);
      const handler = prototype[name];
      if (type && handler) found.set(routeOf(metatype, handler), type);
    }
  }
  return found;
}

/** Returns the free-text fields of a class as JSON pointers without the `#`. */
export function textFieldsOf(type: Type): string[] {
  const texts = new Set<string>();
  for (const { propertyName, name } of getMetadataStorage().getTargetValidationMetadatas(type, '', true, false)) {
    if (name === 'text') texts.add(`/${propertyName}`);
    if (name !== 'part') continue;
    const { type: part } = Reflect.getMetadata(
      'swagger/apiModelProperties',
      type.prototype as object,
      propertyName,
    ) as { type: () => Type };
    for (const field of textFieldsOf(part())) texts.add(`/${propertyName}${field}`);
  }
  return [...texts];
}

/** Validators that do not restrict text; a field without others accepts anything. */
const saysNothing =
  /^(isString|maxLength|minLength|isLength|isNotEmpty|customValidation|conditionalValidation|isOptional)$/;

/** Returns the fields, as JSON pointers without the `#`, that accept any text and are not checked for pictures. */
export function openFieldsOf(type: Type): string[] {
  const checks = new Map<string, string[]>();
  for (const { propertyName, name, type: kind } of getMetadataStorage().getTargetValidationMetadatas(
    type,
    '',
    true,
    false,
  )) {
    checks.set(propertyName, [...(checks.get(propertyName) ?? []), name ?? kind]);
  }
  return [...checks].filter(([, names]) => names.every((name) => saysNothing.test(name))).map(([field]) => `/${field}`);
}

function bodyTypeOf(controller: object, prototype: object, name: string): Type | undefined {
  const parameters = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, name) ?? {}) as Record<
    string,
    { index: number }
  >;
  const body = Object.entries(parameters).find(([key]) => key.startsWith(`${RouteParamtypes.BODY}:`));
  const types = (Reflect.getMetadata('design:paramtypes', prototype, name) ?? []) as Type[];
  return body && types[body[1].index];
}

function routeOf(controller: object, handler: object): string {
  const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod];
  const steps = [controller, handler].map((part) => Reflect.getMetadata(PATH_METADATA, part) as string);
  return `${method} /${steps
    .flatMap((step) => step.split('/'))
    .filter((step) => step !== '')
    .join('/')}`;
}
