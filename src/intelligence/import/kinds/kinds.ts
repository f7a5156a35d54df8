import type { ImportKind } from '../import.enums.js';
import { agencies } from './agencies.js';
import { arrests } from './arrests.js';
import { complaints } from './complaints.js';
import type { ImportedKind, RecordKind } from './imported-kind.js';
import { presentations, trainings } from './outreach.js';
import { prosecutions } from './prosecutions.js';
import { suspects } from './suspects.js';
import { victimsIdentified } from './victims-identified.js';

/** Kinds with rows that are committed one by one. */
export const recordKinds: Readonly<Record<Exclude<ImportKind, 'complaints'>, RecordKind>> = {
  suspects,
  arrests,
  prosecutions,
  victims_identified: victimsIdentified,
  trainings,
  presentations,
  agencies,
};

export const kinds: Readonly<Record<ImportKind, ImportedKind>> = { complaints, ...recordKinds };

/** Fields of all kinds. A mapping is checked against those of its kind. */
export const allFieldNames: readonly string[] = [
  ...new Set(Object.values(kinds).flatMap(({ fields }) => Object.keys(fields))),
];
