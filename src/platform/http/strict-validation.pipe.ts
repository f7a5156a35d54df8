import { ValidationPipe, type ArgumentMetadata } from '@nestjs/common';
import { getMetadataStorage, type ValidationError, type ValidatorOptions } from 'class-validator';
import { maxInputErrors } from './input-checks.js';
import { InvalidInput, pointerStep, type InputError } from './problems.js';

const maxKeyLength = 64;
const unknownField = 'is not a known field';

/**
 * Validation pipe that also rejects inherited names of every object, which class-validator accepts: `?toString=1`,
 * `?__proto__=1`.
 */
class StrictValidationPipe extends ValidationPipe {
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    // The bytes of a file would be validated as fields.
    if (Buffer.isBuffer(value)) return value;
    if (typeof value === 'object' && value !== null) {
      const inherited = Object.keys(value).find((key) => key in Object.prototype);
      if (inherited !== undefined) throw InvalidInput.forPath(`/${inherited}`, unknownField);
    }
    return super.transform(value, metadata);
  }

  /** Remembers the body of a fault, so that the checks after the shape can run on its other fields. */
  protected override async validate(object: object, options?: ValidatorOptions): Promise<ValidationError[]> {
    const errors = await super.validate(object, options);
    if (errors.length === 0) return [];
    const problem = new InvalidInput(markMissing(inputErrors(errors), object));
    faultyBodies.set(problem, object);
    throw problem;
  }
}

const faultyBodies = new WeakMap<InvalidInput, object>();

/** Returns the body whose shape a problem rejects, as an instance of its request class, if any. */
export function faultyBodyOf(problem: InvalidInput): object | undefined {
  return faultyBodies.get(problem);
}

/** Returns a copy of a body without its faulty fields. A faulty item of a list becomes undefined. */
export function withoutFaults(body: object, errors: readonly InputError[]): Readonly<Record<string, unknown>> {
  const copy = structuredClone(body) as Record<string, unknown>;
  for (const { pointer } of errors) {
    const steps = stepsOf(pointer);
    const last = steps.pop();
    const parent = valueAt(copy, steps);
    if (last === undefined || typeof parent !== 'object' || parent === null) continue;
    if (Array.isArray(parent)) parent[Number(last)] = undefined;
    else Reflect.deleteProperty(parent, last);
  }
  return copy;
}

function markMissing(errors: readonly InputError[], body: object): readonly InputError[] {
  return errors.map((error) => {
    const steps = stepsOf(error.pointer);
    const isMissing = steps.length > 0 && valueAt(body, steps) === undefined;
    return isMissing ? { ...error, code: 'required', params: {} } : error;
  });
}

function stepsOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function valueAt(body: unknown, steps: readonly string[]): unknown {
  return steps.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, step)
        ? (value as Readonly<Record<string, unknown>>)[step]
        : undefined,
    body,
  );
}

/**
 * Creates the validation pipe of all requests. It rejects undeclared fields, converts only declared fields, and reports
 * all faults at once by pointer.
 */
export function createStrictValidationPipe(): ValidationPipe {
  return new StrictValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    transform: true,
    stopAtFirstError: false,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) => new InvalidInput(inputErrors(errors)),
  });
}

export function isValidated(type: unknown): boolean {
  return (
    typeof type === 'function' && getMetadataStorage().getTargetValidationMetadatas(type, '', true, false).length > 0
  );
}

/** Flattens the error tree of class-validator to a list of pointers and details, without values. */
export function inputErrors(errors: readonly ValidationError[]): readonly InputError[] {
  const found = [...faultsIn(errors, '#')].slice(0, maxInputErrors);
  return found.length > 0 ? found : [{ pointer: '#', detail: 'must be an object' }];
}

function* faultsIn(errors: readonly ValidationError[], above: string): Generator<InputError> {
  for (const { property, constraints = {}, children = [] } of errors) {
    if ('unknownValue' in constraints) {
      yield { pointer: above, detail: 'must be an object' };
    } else if ('whitelistValidation' in constraints && property.length > maxKeyLength) {
      yield { pointer: above, detail: 'has an unknown field' };
    } else {
      const pointer = `${above}/${pointerStep(property)}`;
      for (const detail of detailsOf(property, constraints)) yield { pointer, detail };
      yield* faultsIn(children, pointer);
    }
  }
}

function detailsOf(property: string, constraints: Readonly<Record<string, string>>): ReadonlySet<string> {
  if ('whitelistValidation' in constraints) return new Set([unknownField]);
  const { nestedValidation, ...own } = constraints;
  const messages = Object.values(own);
  if (nestedValidation !== undefined && messages.length === 0) messages.push(nestedValidation);
  return new Set(messages.map((message) => messageOf(message, property)));
}

function messageOf(message: string, property: string): string {
  return message.startsWith(`${property} `) ? message.slice(property.length + 1) : message;
}
