import { SetMetadata } from '@nestjs/common';

const attemptKey = 'tracker:attempt-on';

/** On a way in: the field of the body that names who wants in. Attempts on one name are limited, wherever they come from. */
export const AttemptOn = (field: string): MethodDecorator => SetMetadata(attemptKey, field);

/** The field that names whom an attempt is on, where the handler has one. */
export function attemptedField(handler: object): string | undefined {
  return Reflect.getMetadata(attemptKey, handler) as string | undefined;
}
