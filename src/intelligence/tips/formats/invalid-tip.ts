import { pointerTo, type InputError } from '../../../platform/http/problems.js';

/** The errors of an invalid report: location and description, without the value. */
export class InvalidTip extends Error {
  override readonly name = 'InvalidTip';

  constructor(readonly errors: readonly InputError[]) {
    super('The report cannot be taken');
  }

  static at(path: string, detail: string): InvalidTip {
    return new InvalidTip([{ pointer: pointerTo(path), detail }]);
  }
}
