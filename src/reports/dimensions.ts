import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ValidateBy, type ValidationArguments } from 'class-validator';

const mostDimensions = 3;

/** A comma list of what a report can be told apart by, in a query string, each at most once. */
export function Dimensions(dimensions: readonly string[], example: string): PropertyDecorator {
  return ListOf(dimensions, mostDimensions, example);
}

/** A comma list in a query string of some of the words there are, each at most once. */
export function ListOf(words: readonly string[], most: number, example: string): PropertyDecorator {
  const faultIn = (value: unknown): string | null => {
    if (!Array.isArray(value)) return 'must be a list with commas between';
    if (!value.every((one) => (words as readonly unknown[]).includes(one))) {
      return `must hold only some of: ${words.join(', ')}`;
    }
    if (value.length > most) return `must hold at most ${most}`;
    return new Set(value).size === value.length ? null : 'must not hold the same twice';
  };
  return applyDecorators(
    // A list that was sent as such is none of ours: a parameter that comes twice is refused.
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',') : null)),
    ValidateBy({
      name: 'listOf',
      validator: {
        validate: (value) => faultIn(value) === null,
        defaultMessage: (found?: ValidationArguments) => faultIn(found?.value) ?? 'is not right',
      },
    }),
    ApiProperty({ type: 'string', pattern: `^[a-zA-Z_]+(,[a-zA-Z_]+){0,${most - 1}}$`, example }),
  );
}
