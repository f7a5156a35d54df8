import { complaintFields } from '../complaint-fields.js';
import type { ImportedKind } from './imported-kind.js';

/** Tips and reports. A file may have hundreds of thousands, so one statement inserts many. */
export const complaints = {
  fields: complaintFields,
  permission: 'complaints:receive',
} as const satisfies ImportedKind;
