import { complaintFields } from '../complaint-fields.js';
import type { ImportedKind } from './imported-kind.js';

/** Tips and reports. They come by the hundred thousand, and so are entered many to a statement. */
export const complaints = {
  fields: complaintFields,
  permission: 'complaints:receive',
} as const satisfies ImportedKind;
