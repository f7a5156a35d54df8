import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor/actor.js';
import { maxInputErrors } from './input-checks.js';
import { InvalidInput, Problem, type InputError } from './problems.js';
import { faultyBodyOf, withoutFaults } from './strict-validation.pipe.js';

export type PartialBody = Readonly<Record<string, unknown>>;

/** Runs the validation of a use case on the fields that have the right shape. Throws the faults as the use case does. */
export type BodyCheck = (actor: Actor, body: PartialBody) => unknown;

/** Checks of request classes that run although the shape of a body is faulty. A feature registers its own. */
@Injectable()
export class BodyChecks {
  private readonly checks = new Map<unknown, BodyCheck>();

  register(type: new () => object, check: BodyCheck): void {
    this.checks.set(type, check);
  }

  /** Returns the problem with the faults of every stage: shape, relations between fields, normal forms and references. */
  async complete(problem: InvalidInput, actor: Actor): Promise<InvalidInput> {
    const body = faultyBodyOf(problem);
    const check = body && this.checks.get(body.constructor);
    if (!check) return problem;
    const { errors } = problem.members;
    // A full list hides further faults of the shape, in fields that the check would read.
    if (errors.length >= maxInputErrors) return problem;
    const pointers = new Set(errors.map(({ pointer }) => pointer));
    const later = await collectFaults(() => check(actor, withoutFaults(body, errors)));
    const more = later.filter(({ pointer }) => !pointers.has(pointer));
    return new InvalidInput([...errors, ...more].slice(0, maxInputErrors));
  }
}

/** A use case that rejects the actor says nothing about the fields. */
async function collectFaults(check: () => unknown): Promise<readonly InputError[]> {
  try {
    await check();
    return [];
  } catch (fault) {
    if (fault instanceof InvalidInput) return fault.members.errors;
    if (fault instanceof Problem && fault.status < 500) return [];
    throw fault;
  }
}
