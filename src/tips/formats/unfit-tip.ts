import { pointerTo, type InputError } from '../../platform/http/problems.js';

/** What is wrong with a report, so that it cannot be taken: where and what, and never the value. */
export class UnfitTip extends Error {
  override readonly name = 'UnfitTip';

  constructor(readonly errors: readonly InputError[]) {
    super('The report cannot be taken');
  }

  static at(path: string, detail: string): UnfitTip {
    return new UnfitTip([{ pointer: pointerTo(path), detail }]);
  }
}
