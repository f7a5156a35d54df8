import { Problem } from '../../platform/http/problems.js';

const reasons = {
  archived: 'What changed next after this cursor has been archived.',
  unknown: 'This tracker has nothing that the cursor stands at, as when it was restored from a backup.',
} as const;

/** Position in the change feed that can no longer be continued. A later position would omit changes. */
export class CursorExpired extends Problem {
  readonly type = 'cursor-expired';
  readonly title =
    'The change feed cannot continue from this position. Ask for the current position with after=now, list all records, then continue from there.';
  readonly status = 410;

  constructor(reason: keyof typeof reasons) {
    super(reasons[reason]);
  }
}
