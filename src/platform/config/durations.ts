import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { ValidateBy } from 'class-validator';

const secondsOf = { s: 1, m: 60, h: 3600, d: 86_400 } as const;

/** Parses a duration such as `90s`, `15m`, `12h` or `7d` into seconds. Returns null for an invalid one. */
export function parseSeconds(text: string): number | null {
  const [, count, unit] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  return count === undefined ? null : Number(count) * secondsOf[unit as keyof typeof secondsOf];
}

/** Validates a duration such as `15m` and converts it to seconds. Some settings also accept a word. */
export function Duration(min: number, max: number, ...description: readonly string[]): PropertyDecorator {
  const isRight = (value: unknown): boolean =>
    typeof value === 'number' ? value >= min && value <= max : description.includes(value as string);
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? (parseSeconds(value) ?? value) : value)),
    ValidateBy({
      name: 'duration',
      validator: {
        validate: isRight,
        defaultMessage: () =>
          `must be ${description.map((word) => `${word} or `).join('')}a duration from ${min}s to ${max}s, such as 15m`,
      },
    }),
  );
}
