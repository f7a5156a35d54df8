import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ValidateBy, type ValidationArguments } from 'class-validator';

const maxDimensions = 3;

/** Validates a comma-separated list of report dimensions without duplicates. */
export function Dimensions(dimensions: readonly string[], example: string): PropertyDecorator {
  return CommaSeparatedList(dimensions, maxDimensions, example);
}

/** Validates a comma-separated list of allowed values without duplicates. */
export function CommaSeparatedList(allowed: readonly string[], max: number, example: string): PropertyDecorator {
  const describeFault = (value: unknown): string | null => {
    if (!Array.isArray(value)) return 'must be a list separated by commas';
    if (!value.every((one) => (allowed as readonly unknown[]).includes(one))) {
      return `must hold only values of: ${allowed.join(', ')}`;
    }
    if (value.length > max) return `must hold at most ${max}`;
    return new Set(value).size === value.length ? null : 'must not hold duplicates';
  };
  return applyDecorators(
    // A repeated parameter arrives as an array and is rejected.
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',') : null)),
    ValidateBy({
      name: 'listOf',
      validator: {
        validate: (value) => describeFault(value) === null,
        defaultMessage: (found?: ValidationArguments) => describeFault(found?.value) ?? 'is not valid',
      },
    }),
    ApiProperty({ type: 'string', pattern: `^[a-zA-Z_]+(,[a-zA-Z_]+){0,${max - 1}}$`, example }),
  );
}
