import { pointerTo, type InputError } from '../../../platform/http/problems.js';

/** The errors of an invalid report: location and description, without the value. */
export class UnfitTip extends Error {
  override readonly name = 'UnfitTip';

  constructor(readonly errors: readonly InputError[]) {
    super('The report cannot be taken');
  }

  static at(path: string, detail: string): UnfitTip {
    return new UnfitTip([{ pointer: pointerTo(path), detail }]);
  }
}
