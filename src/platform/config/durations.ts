import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { ValidateBy } from 'class-validator';

const secondsOf = { s: 1, m: 60, h: 3600, d: 86_400 } as const;

/** The seconds of a duration such as `15m`, or of `90s`, `12h`, `7d`; null for what is none. */
export function secondsIn(text: string): number | null {
  const [, count, unit] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  return count === undefined ? null : Number(count) * secondsOf[unit as keyof typeof secondsOf];
}

/** A duration in the environment, such as `15m`; read once, it is a number of seconds. Some may be a word instead. */
export function Duration(least: number, most: number, ...words: readonly string[]): PropertyDecorator {
  const isRight = (value: unknown): boolean =>
    typeof value === 'number' ? value >= least && value <= most : words.includes(value as string);
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? (secondsIn(value) ?? value) : value)),
    ValidateBy({
      name: 'duration',
      validator: {
        validate: isRight,
        defaultMessage: () =>
          `must be ${words.map((word) => `${word} or `).join('')}a duration from ${least}s to ${most}s, such as 15m`,
      },
    }),
  );
}
