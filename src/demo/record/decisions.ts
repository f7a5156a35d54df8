import { hoursUntilDue, type DispositionCode, type Priority } from '../../casework/complaints/complaints.enums.js';
import type { Random } from '../random.js';
import { addSeconds, type Course } from './courses.js';
import type { Suspect } from './suspects.js';
import type { Victim } from './victims.js';

export interface ComplaintDecisions {
  readonly course: Course;
  readonly priority: Priority | null;
  readonly rationale: string;
  readonly dueAt: Date | null;
  readonly disposition: { readonly code: DispositionCode; readonly disposedAt: Date } | null;
}

const secondsPerDay = 86_400;

const rationales: Record<Priority, readonly string[]> = {
  1: ['A child may be at risk now.', 'A child was identified and may still be within reach of the suspect.'],
  2: ['An adult is in contact with a child.', 'A meeting was proposed, and its day is not far.'],
  3: ['A suspect is known and active.', 'The account has been used this month.'],
  4: ['Known files, no child within reach of the account as far as is known.', 'No sign of contact with a child.'],
};

const codesAfterArrest: readonly (readonly [DispositionCode, number])[] = [
  ['arrest_pending_prosecution', 76],
  ['convicted_plea', 20],
  ['prosecution_declined_state', 4],
];

const codesWithoutArrest: readonly (readonly [DispositionCode, number])[] = [
  ['insufficient_information', 24],
  ['unable_to_identify_suspect', 19],
  ['not_criminal_viral_or_meme', 13],
  ['referred_local_agency', 11],
  ['informational_only', 9],
  ['referred_other_icac', 8],
  ['no_jurisdiction_identified', 6],
  ['unfounded_no_crime', 5],
  ['esp_data_expired', 3],
  ['referred_federal', 2],
];

/**
 * Returns the decisions about every complaint. An identified child gives the highest priority; an arrest decides the
 * disposition.
 */
export function createDecisions(
  courses: readonly Course[],
  suspects: readonly Suspect[],
  victims: readonly Victim[],
  random: Random,
): ComplaintDecisions[] {
  const withChild = new Set<Course>(victims.map(({ course }) => course));
  const arrested = new Map<Course, string>(
    suspects.flatMap(({ course, arrestedOn }) => (arrestedOn === null ? [] : [[course, arrestedOn]])),
  );
  return courses.map((course) => {
    const { state, loggedAt, triagedAt, work } = course;
    const priority = triagedAt && pickPriority(course, withChild.has(course), random);
    const lastStep = work?.assignedAt ?? triagedAt ?? loggedAt;
    const arrestedOn = arrested.get(course);
    const settled = arrestedOn === undefined ? lastStep : addSeconds(new Date(arrestedOn), secondsPerDay);
    return {
      course,
      priority,
      rationale: priority === null ? '' : random.pick(rationales[priority]),
      dueAt: work && priority && addSeconds(work.assignedAt, hoursUntilDue[priority] * 3600),
      disposition:
        state === 'closed'
          ? {
              code: random.pickWeighted(arrestedOn === undefined ? codesWithoutArrest : codesAfterArrest),
              disposedAt: addSeconds(
                settled > lastStep ? settled : lastStep,
                random.integer(secondsPerDay, 60 * secondsPerDay),
              ),
            }
          : null,
    };
  });
}

function pickPriority({ tip: { classified } }: Course, withChild: boolean, random: Random): Priority {
  if (withChild) return 1;
  const type = classified?.[0];
  if (type === 'traveler' || type === 'child_sex_trafficking') return random.happens(0.4) ? 1 : 2;
  if (type === 'enticement') return random.happens(0.5) ? 2 : 3;
  return random.happens(0.35) ? 3 : 4;
}
