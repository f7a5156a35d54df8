import { Problem } from '../../platform/http/problems.js';

const reasons = {
  archived: 'What changed next after this cursor has been archived.',
  unknown: 'This tracker has nothing that the cursor stands at, as when it was restored from a backup.',
} as const;

/** Rejection of a cursor with an incomplete continuation. A later position would silently omit events. */
export class CursorExpired extends Problem {
  readonly type = 'cursor-expired';
  readonly title =
    'The change feed cannot continue from this cursor. Get a cursor with after=now, list all records, then continue from that cursor.';
  readonly status = 410;

  constructor(reason: keyof typeof reasons) {
    super(reasons[reason]);
  }
}
