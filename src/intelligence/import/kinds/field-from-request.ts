import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { inputErrors } from '../../../platform/http/strict-validation.pipe.js';
import { codeFinder } from '../codes.js';
import { dayParser, type Field } from '../field.js';

/** Parses a cell as a field of a request, by the rules of that field. */
export function fieldFromRequest<Body extends object>(
  request: new () => Body,
  name: keyof Body & string,
): Field['parse'] {
  return (cell) => {
    const read = plainToInstance(request, { [name]: cell });
    const [wrong] = validateSync(read).filter(({ property }) => property === name);
    const value: unknown = read[name];
    if (wrong !== undefined) return { fault: inputErrors([wrong])[0]?.detail ?? 'is not valid' };
    if (typeof value !== 'string') throw new Error(`The request field ${name} was not read as a text`);
    return { value };
  };
}

/** Parses a cell as a code of a request, in any case, with spaces or underscores. */
export function codeFromRequest<Body extends object>(
  request: new () => Body,
  name: keyof Body & string,
  codes: readonly string[],
): Field['parse'] {
  const parse = fieldFromRequest(request, name);
  const toCode = codeFinder(codes);
  return (cell, zone) => parse(toCode(cell), zone);
}

/** Parses a cell as a day of a request, also in the notations of other programs. */
export function dayFromRequest<Body extends object>(
  request: new () => Body,
  name: keyof Body & string,
): Field['parse'] {
  const parse = fieldFromRequest(request, name);
  return (cell, zone) => {
    const read = dayParser(cell, zone);
    return 'fault' in read ? read : parse(read.value, zone);
  };
}
