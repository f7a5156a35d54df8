import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { ValidateBy, ValidateIf, ValidateNested, type ValidationArguments } from 'class-validator';
import { isDay, isMonth, isPeriodName, isZone } from '../time/calendar.js';
import { isId } from '../ids/ids.js';
import { containsEncodedFile } from './embedded-file-detection.js';
import { isInstant } from './instants.js';
import { isIntegerFrom, parseInteger } from './integers.js';
import { faultOf, normalizeText, type TextRule } from './text.js';

export type PartType = new () => object;

/** Marks a field as optional. `null` does not count as absent and must pass the other checks. */
export function Omittable(): PropertyDecorator {
  return applyDecorators(
    ValidateIf((_, value: unknown) => value !== undefined),
    ApiProperty({ required: false }),
  );
}

/** Marks a field as nullable. It must be present; absent does not mean null. */
export function Nullable(): PropertyDecorator {
  return applyDecorators(
    ValidateIf((_, value: unknown) => value !== null),
    ApiProperty({ nullable: true }),
  );
}

/** Validates a nested object with its own class. */
export function Part(type: () => PartType): PropertyDecorator {
  return applyDecorators(
    validatorFrom('part', (value) => (isObject(value) ? null : 'must be an object')),
    ValidateNested({ message: 'must be an object' }),
    Type(type),
    ApiProperty({ type: () => type() }),
  );
}

/** Validates a list of nested objects with a maximum length. */
export function ListOf(type: () => PartType, max: number, min = 0): PropertyDecorator {
  const faultIn = (value: unknown): string | null => {
    if (!Array.isArray(value)) return 'must be a list';
    if (value.length > max) return `must hold at most ${max}`;
    if (value.length < min) return `must hold at least ${min}`;
    return value.every(isObject) ? null : 'must hold objects only';
  };
  return applyDecorators(
    validatorFrom('listOf', faultIn),
    ValidateNested({ each: true, message: 'must be an object' }),
    Type(type),
    ApiProperty({ type: () => type(), isArray: true, maxItems: max, ...(min > 0 ? { minItems: min } : {}) }),
  );
}

/**
 * Validates an instant with an offset, `2018-03-01T09:30:00-06:00`. The value stays text; the use case converts it.
 */
export function IsInstant(): PropertyDecorator {
  return validatorWithMessage('isInstant', isInstant, 'must be a time such as 2018-03-01T09:30:00-06:00', {
    type: 'string',
    format: 'date-time',
  });
}

/** Validates a calendar day, `2018-03-01`. */
export function IsDay(): PropertyDecorator {
  return validatorWithMessage('isDay', isDay, 'must be a day such as 2018-03-01', { type: 'string', format: 'date' });
}

/** Validates a month, `2018-03`. */
export function IsMonth(): PropertyDecorator {
  return validatorWithMessage('isMonth', isMonth, 'must be a month such as 2018-03', {
    type: 'string',
    pattern: '^[0-9]{4}-(0[1-9]|1[0-2])$',
  });
}

/** Validates a federal fiscal year `FY2018`, a quarter `FY2018-Q2`, or a month `2018-03`. */
export function IsPeriodName(): PropertyDecorator {
  return validatorWithMessage('isPeriodName', isPeriodName, 'must be a period such as FY2018, FY2018-Q2 or 2018-03', {
    type: 'string',
    pattern: '^(FY[0-9]{4}(-Q[1-4])?|[0-9]{4}-(0[1-9]|1[0-2]))$',
  });
}

/** Validates an IANA time zone, `America/Chicago`. */
export function IsZone(): PropertyDecorator {
  return validatorWithMessage('isZone', isZone, 'must be a time zone such as America/Chicago', {
    type: 'string',
    maxLength: 60,
  });
}

/** Validates an integer in a JSON body. The text "5" is invalid. */
export function Integer(min: number, max: number): PropertyDecorator {
  const isIn = (value: unknown): boolean => isIntegerFrom(value, min, max);
  return validatorWithMessage('integer', isIn, `must be a whole number from ${min} to ${max}`, {
    type: 'integer',
    minimum: min,
    maximum: max,
  });
}

/** Validates an integer in a query string. Only digits are valid. */
export function IntegerText(min: number, max: number): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => parseInteger(value)),
    Integer(min, max),
  );
}

/** Validates `true` or `false` in a query string. */
export function BooleanText(): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value)),
    validatorWithMessage('yesOrNo', (value) => typeof value === 'boolean', 'must be true or false', {
      type: 'boolean',
    }),
  );
}

/**
 * Validates free text, normalized (NFC) and trimmed. Rejects control characters, bidirectional overrides and what
 * `containsEncodedFile` recognizes.
 */
export function Text(rule: TextRule): PropertyDecorator {
  const { min = 1, max } = rule;
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? normalizeText(value, rule) : value)),
    validatorFrom('text', (value) => faultOf(value, rule)),
    ApiProperty({ type: 'string', maxLength: max, ...(min > 0 ? { minLength: min } : {}) }),
  );
}

/** Validates a name as a text on one line, without characters that only change how others look. */
export function Name(max: number): PropertyDecorator {
  return Text({ max, isName: true });
}

/**
 * Validates a family name. With a comma it is a whole name, `SAMPLE, CALVIN J`, under which no search finds the person.
 */
export function FamilyName(max = 100): PropertyDecorator {
  const fault = 'must be the family name alone, without a comma: the given name has a field of its own';
  return applyDecorators(
    Name(max),
    validatorFrom('familyName', (value) => (typeof value === 'string' && value.includes(',') ? fault : null)),
    ApiProperty({ pattern: '^[^,]*$' }),
  );
}

/** Validates a list of distinct texts with a maximum length. */
export function Texts(rule: TextRule, max: number): PropertyDecorator {
  const faultIn = (value: unknown): string | null => {
    if (!Array.isArray(value)) return 'must be a list';
    if (value.length > max) return `must hold at most ${max}`;
    const faults = value.map((item) => faultOf(item, rule)).filter((fault) => fault !== null);
    if (faults[0] !== undefined) return `each ${faults[0]}`;
    return new Set(value).size === value.length ? null : 'must not hold duplicates';
  };
  return applyDecorators(
    Transform(({ value }: { value: unknown }) =>
      Array.isArray(value)
        ? value.map((item: unknown) => (typeof item === 'string' ? normalizeText(item, rule) : item))
        : value,
    ),
    validatorFrom('texts', faultIn),
    ApiProperty({
      type: 'array',
      items: { type: 'string', minLength: rule.min ?? 1, maxLength: rule.max },
      maxItems: max,
      uniqueItems: true,
    }),
  );
}

/** Validates an id. It is in lower case then, as the database returns it. */
export function IsId(): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => toLowerCase(value)),
    validatorWithMessage('isId', isId, 'must be a UUID', { type: 'string', format: 'uuid' }),
  );
}

/** Validates a list of ids with a maximum length. They are in lower case then. */
export function Ids(max: number, min = 0): PropertyDecorator {
  const faultIn = (value: unknown): string | null => {
    if (!Array.isArray(value)) return 'must be a list';
    if (value.length > max) return `must hold at most ${max}`;
    if (value.length < min) return `must hold at least ${min}`;
    return value.every(isId) ? null : 'must hold ids only';
  };
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => (Array.isArray(value) ? value.map(toLowerCase) : value)),
    validatorFrom('ids', faultIn),
    ApiProperty({
      type: 'array',
      items: { type: 'string', format: 'uuid' },
      maxItems: max,
      ...(min > 0 ? { minItems: min } : {}),
    }),
  );
}

/**
 * Validates any JSON object with a maximum size in bytes. Its fields are unchecked, but no key or text may contain what
 * `containsEncodedFile` recognizes.
 */
export function JsonObject(maxBytes: number): PropertyDecorator {
  const faultIn = (value: unknown): string | null => {
    if (!isObject(value)) return 'must be an object';
    if (Buffer.byteLength(JSON.stringify(value)) > maxBytes) return `must be at most ${maxBytes} bytes long`;
    return textsIn(value).some(containsEncodedFile) ? 'must not hold a picture or another file, nor a data URI' : null;
  };
  return applyDecorators(
    validatorFrom('jsonObject', faultIn),
    ApiProperty({ type: 'object', additionalProperties: true }),
  );
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => [key, ...textsIn(item)]);
}

/**
 * Validates a list of distinct values in a query string, separated by commas or as a repeated parameter. A JSON body has
 * it as a list, or as a single value.
 */
export function ListFrom(allowed: readonly (string | number)[]): PropertyDecorator {
  const isNumeric = typeof allowed[0] === 'number';
  const parse = (item: unknown): unknown =>
    isNumeric && typeof item === 'string' && /^\d{1,15}$/.test(item) ? Number(item) : item;
  const faultIn = (value: unknown): string | null => {
    if (!Array.isArray(value)) return 'must be a list separated by commas';
    if (value.length === 0 || !value.every((item) => (allowed as readonly unknown[]).includes(item))) {
      return `each value must be one of the following values: ${allowed.join(', ')}`;
    }
    return new Set(value).size === value.length ? null : 'must not hold duplicates';
  };
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => {
      const items: unknown[] = Array.isArray(value) ? value : [value];
      return value === null || (typeof value === 'object' && !Array.isArray(value))
        ? value
        : items.flatMap((item) => (typeof item === 'string' ? item.split(',') : [item])).map(parse);
    }),
    validatorFrom('listFrom', faultIn),
    ApiProperty({
      type: 'array',
      items: { type: isNumeric ? 'integer' : 'string', enum: [...allowed] },
      minItems: 1,
      maxItems: allowed.length,
      uniqueItems: true,
    }),
  );
}

function toLowerCase(value: unknown): unknown {
  return typeof value === 'string' ? value.toLowerCase() : value;
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function validatorFrom(name: string, faultIn: (value: unknown) => string | null): PropertyDecorator {
  return ValidateBy({
    name,
    validator: {
      validate: (value) => faultIn(value) === null,
      defaultMessage: (found?: ValidationArguments) => faultIn(found?.value) ?? 'is not valid',
    },
  });
}

function validatorWithMessage(
  name: string,
  isRight: (value: unknown) => boolean,
  message: string,
  property: ApiPropertyOptions,
): PropertyDecorator {
  return applyDecorators(
    validatorFrom(name, (value) => (isRight(value) ? null : message)),
    ApiProperty(property),
  );
}
