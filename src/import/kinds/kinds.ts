import type { ImportKind } from '../import.words.js';
import { agencies } from './agencies.js';
import { arrests } from './arrests.js';
import { complaints } from './complaints.js';
import type { ImportedKind, RecordKind } from './imported-kind.js';
import { suspects } from './suspects.js';

/** The kinds whose rows are entered one by one. */
export const recordKinds: Readonly<Record<Exclude<ImportKind, 'complaints'>, RecordKind>> = {
  suspects,
  arrests,
  agencies,
};

/** What comes in by the file, and by which rules. */
export const kinds: Readonly<Record<ImportKind, ImportedKind>> = { complaints, ...recordKinds };

/** The fields of any kind: which of them a mapping can name is asked of its kind. */
export const everyField: readonly string[] = [
  ...new Set(Object.values(kinds).flatMap(({ fields }) => Object.keys(fields))),
];
