import { Problem } from '../platform/http/problems.js';

const reasons = {
  archived: 'What changed next after this cursor has been archived.',
  unknown: 'This tracker has nothing that the cursor stands at, as when it was restored from a backup.',
} as const;

/** Rejection of a cursor with an incomplete continuation. A later position would silently omit events. */
export class CursorGone extends Problem {
  readonly type = 'cursor-gone';
  readonly title =
    'Nobody can follow on from this cursor: take one with after=now, list everything, and follow from there';
  readonly status = 410;

  constructor(reason: keyof typeof reasons) {
    super(reasons[reason]);
  }
}
