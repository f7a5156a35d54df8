import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';

/**
 * Returns the name of the method that reads one record of a controller. It is the handler of `GET :id`, or `get` if
 * another controller has that route.
 */
export function recordReaderOf(controller: object): string | undefined {
  const { prototype } = controller as { readonly prototype: Record<string, unknown> };
  const names = Object.getOwnPropertyNames(prototype).filter((name) => typeof prototype[name] === 'function');
  return names.find((name) => readsOne(prototype[name] as object)) ?? names.find((name) => name === 'get');
}

function readsOne(method: object): boolean {
  const path: unknown = Reflect.getMetadata(PATH_METADATA, method);
  return (
    Reflect.getMetadata(METHOD_METADATA, method) === RequestMethod.GET &&
    typeof path === 'string' &&
    /(?:^|\/):id$/.test(path)
  );
}
