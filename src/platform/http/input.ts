import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { ValidateBy, ValidateIf, ValidateNested, type ValidationArguments } from 'class-validator';
import { isDay, isMonth, isPeriodName, isZone } from '../time/calendar.js';
import { isId } from './ids.js';
import { isInstant } from './instants.js';
import { faultOf, keptText, type TextRule } from './text.js';

/** A class a request is read into. */
export type PartType = new () => object;

/** May be left out; `null` still has to pass the other checks, and is not left out. */
export function Omittable(): PropertyDecorator {
  return applyDecorators(
    ValidateIf((_, value: unknown) => value !== undefined),
    ApiProperty({ required: false }),
  );
}

/** May be `null`, and has to be there: absent is no way to say none. */
export function Nullable(): PropertyDecorator {
  return applyDecorators(
    ValidateIf((_, value: unknown) => value !== null),
    ApiProperty({ nullable: true }),
  );
}

/** An object of its own within the request, checked like the request. */
export function Part(of: () => PartType): PropertyDecorator {
  return applyDecorators(
    faultless('part', (value) => (isObject(value) ? null : 'must be an object')),
    ValidateNested({ message: 'must be an object' }),
    Type(of),
    ApiProperty({ type: () => of() }),
  );
}

/** A list of such objects, at most that many. */
export function ListOf(of: () => PartType, most: number, least = 0): PropertyDecorator {
  const faultIn = (value: unknown): string | null => {
    if (!Array.isArray(value)) return 'must be a list';
    if (value.length > most) return `must hold at most ${most}`;
    if (value.length < least) return `must hold at least ${least}`;
    return value.every(isObject) ? null : 'must hold objects only';
  };
  return applyDecorators(
    faultless('listOf', faultIn),
    ValidateNested({ each: true, message: 'must be an object' }),
    Type(of),
    ApiProperty({ type: () => of(), isArray: true, maxItems: most, ...(least > 0 ? { minItems: least } : {}) }),
  );
}

/** An instant with its offset, `2018-03-01T09:30:00-06:00`. It stays text: the use case makes a Date of it. */
export function IsInstant(): PropertyDecorator {
  return checked('isInstant', isInstant, 'must be an instant such as 2018-03-01T09:30:00-06:00', {
    type: 'string',
    format: 'date-time',
  });
}

/** A day of the calendar, `2018-03-01`. */
export function IsDay(): PropertyDecorator {
  return checked('isDay', isDay, 'must be a day such as 2018-03-01', { type: 'string', format: 'date' });
}

/** A month, `2018-03`. */
export function IsMonth(): PropertyDecorator {
  return checked('isMonth', isMonth, 'must be a month such as 2018-03', {
    type: 'string',
    pattern: '^[0-9]{4}-(0[1-9]|1[0-2])$',
  });
}

/** A federal fiscal year `FY2018`, a quarter of one `FY2018-Q2`, or a month `2018-03`. */
export function IsPeriodName(): PropertyDecorator {
  return checked('isPeriodName', isPeriodName, 'must be a period such as FY2018, FY2018-Q2 or 2018-03', {
    type: 'string',
    pattern: '^(FY[0-9]{4}(-Q[1-4])?|[0-9]{4}-(0[1-9]|1[0-2]))$',
  });
}

/** An IANA time zone, `America/Chicago`. */
export function IsZone(): PropertyDecorator {
  return checked('isZone', isZone, 'must be a time zone such as America/Chicago', { type: 'string', maxLength: 60 });
}

/** A whole number in a JSON body: the text "5" is not one. */
export function Integer(least: number, most: number): PropertyDecorator {
  const isIn = (value: unknown): boolean => Number.isSafeInteger(value) && isBetween(value as number, least, most);
  return checked('integer', isIn, `must be a whole number from ${least} to ${most}`, {
    type: 'integer',
    minimum: least,
    maximum: most,
  });
}

/** A whole number in a query string or the environment, where everything is text: digits, and nothing but digits. */
export function Whole(least: number, most: number): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value,
    ),
    Integer(least, most),
  );
}

/** Either `true` or `false` in a query string, and no other word for it. */
export function YesOrNo(): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value)),
    checked('yesOrNo', (value) => typeof value === 'boolean', 'must be true or false', { type: 'boolean' }),
  );
}

/**
 * Free text, kept composed and without space around it. It holds no control characters, nothing that turns the reading
 * direction, and nothing that `holdsFile` recognizes as a picture or another file.
 */
export function Text(rule: TextRule): PropertyDecorator {
  const { min = 1, max } = rule;
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? keptText(value, rule) : value)),
    faultless('text', (value) => faultOf(value, rule)),
    ApiProperty({ type: 'string', maxLength: max, ...(min > 0 ? { minLength: min } : {}) }),
  );
}

/** A list of such texts, at most that many and each once. */
export function Texts(rule: TextRule, most: number): PropertyDecorator {
  const faultIn = (value: unknown): string | null => {
    if (!Array.isArray(value)) return 'must be a list';
    if (value.length > most) return `must hold at most ${most}`;
    const faults = value.map((item) => faultOf(item, rule)).filter((fault) => fault !== null);
    if (faults[0] !== undefined) return `each ${faults[0]}`;
    return new Set(value).size === value.length ? null : 'must not hold the same twice';
  };
  return applyDecorators(
    Transform(({ value }: { value: unknown }) =>
      Array.isArray(value)
        ? value.map((item: unknown) => (typeof item === 'string' ? keptText(item, rule) : item))
        : value,
    ),
    faultless('texts', faultIn),
    ApiProperty({
      type: 'array',
      items: { type: 'string', minLength: rule.min ?? 1, maxLength: rule.max },
      maxItems: most,
      uniqueItems: true,
    }),
  );
}

/** A list of ids, at most that many. */
export function Ids(most: number, least = 0): PropertyDecorator {
  const faultIn = (value: unknown): string | null => {
    if (!Array.isArray(value)) return 'must be a list';
    if (value.length > most) return `must hold at most ${most}`;
    if (value.length < least) return `must hold at least ${least}`;
    return value.every(isId) ? null : 'must hold ids only';
  };
  return applyDecorators(
    faultless('ids', faultIn),
    ApiProperty({
      type: 'array',
      items: { type: 'string', format: 'uuid' },
      maxItems: most,
      ...(least > 0 ? { minItems: least } : {}),
    }),
  );
}

function isBetween(value: number, least: number, most: number): boolean {
  return value >= least && value <= most;
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A check that says itself what is wrong. */
function faultless(name: string, faultIn: (value: unknown) => string | null): PropertyDecorator {
  return ValidateBy({
    name,
    validator: {
      validate: (value) => faultIn(value) === null,
      defaultMessage: (found?: ValidationArguments) => faultIn(found?.value) ?? 'is not right',
    },
  });
}

function checked(
  name: string,
  isRight: (value: unknown) => boolean,
  message: string,
  property: ApiPropertyOptions,
): PropertyDecorator {
  return applyDecorators(
    faultless(name, (value) => (isRight(value) ? null : message)),
    ApiProperty(property),
  );
}
