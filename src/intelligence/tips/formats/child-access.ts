import type { ChildAccess } from '../../../casework/complaints/complaints.enums.js';
import { foldText } from './parse-values.js';

/**
 * Access that a stated relationship to a child gives. An unknown word gives none: it stays in the description of the
 * person, and a person chooses the access.
 */
const accessByRelation: ReadonlyMap<string, ChildAccess> = new Map(
  Object.entries({
    father: 'parent_or_guardian',
    mother: 'parent_or_guardian',
    parent: 'parent_or_guardian',
    guardian: 'parent_or_guardian',
    'parent/guardian': 'parent_or_guardian',
    stepfather: 'parent_or_guardian',
    stepmother: 'parent_or_guardian',
    stepparent: 'parent_or_guardian',
    'foster parent': 'parent_or_guardian',
    'household member': 'household',
    'live-in partner': 'household',
    sibling: 'relative',
    brother: 'relative',
    sister: 'relative',
    uncle: 'relative',
    aunt: 'relative',
    cousin: 'relative',
    grandfather: 'relative',
    grandmother: 'relative',
    grandparent: 'relative',
    relative: 'relative',
    'family member': 'relative',
    babysitter: 'caregiver',
    caregiver: 'caregiver',
    nanny: 'caregiver',
    teacher: 'teacher',
    coach: 'coach',
  } as const),
);

export function parseRelation(raw: string): ChildAccess | null {
  return accessByRelation.get(foldText(raw)) ?? null;
}

/**
 * Returns the access that two statements give together. A relationship weighs more than a bare yes, and a yes more than
 * a no, because a wrong no would hide a child. Of two relationships the first stays.
 */
export function combineAccess(first: ChildAccess | null, second: ChildAccess | null): ChildAccess | null {
  return weightOf(second) > weightOf(first) ? second : first;
}

function weightOf(access: ChildAccess | null): number {
  if (access === null) return 0;
  if (access === 'none') return 1;
  return access === 'other' ? 2 : 3;
}
