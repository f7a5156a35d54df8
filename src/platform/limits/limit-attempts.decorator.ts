import { SetMetadata } from '@nestjs/common';

const attemptKey = 'tracker:attempt-on';

/** Names the body field with the account of a sign-in attempt. Attempts per account are limited, from any address. */
export const LimitAttempts = (field: string): MethodDecorator => SetMetadata(attemptKey, field);

export function attemptedField(handler: object): string | undefined {
  return Reflect.getMetadata(attemptKey, handler) as string | undefined;
}
