import type { ComplaintMode, ComplaintType } from '../../casework/complaints/complaints.enums.js';
import { apportion } from '../apportion.js';
import { Random } from '../random.js';
import { publishedFigures, recordedTrainings, unclassifiedComplaints } from '../published-figures.js';
import { taskForceList, type ListedTaskForce } from './task-forces.js';

/** Type and mode of a complaint; null before it is classified. */
export type TypeAndMode = readonly [ComplaintType, ComplaintMode] | null;

export interface Share {
  readonly taskForce: ListedTaskForce;
  readonly place: number;
  readonly agencies: number;
  readonly complaints: readonly TypeAndMode[];
  readonly arrests: number;
  readonly offenders: number;
  readonly children: number;
  readonly presentations: number;
  readonly peopleReached: number;
  readonly trainings: number;
  readonly peopleTrained: number;
}

/** Documented complaints of fiscal year 2008 by type and mode (DOJ National Strategy, August 2010), as weights. */
const mix2008: readonly (readonly [ComplaintType, number, number])[] = [
  ['traveler', 1_197, 411],
  ['enticement', 3_257, 3_448],
  ['obscenity_directed_to_minors', 1_240, 1_382],
  ['child_sex_trafficking', 85, 260],
  ['csam_manufacture', 224, 799],
  ['csam_distribution', 9_935, 3_007],
  ['csam_possession', 3_263, 6_321],
];

/** Divides the published totals among the task forces, so that the shares have those exact sums. */
export function divideTotals(): Share[] {
  const weights = taskForceList.map(({ weight }) => weight);
  const agencies = apportion(publishedFigures.agencies, weights, 15);
  const complaints = apportion(publishedFigures.complaints, weights, 40);
  const arrests = apportion(publishedFigures.arrests, complaints);
  const offenders = apportion(publishedFigures.offenders, arrests);
  const children = apportion(publishedFigures.children, arrests);
  const presentations = apportion(publishedFigures.presentations, agencies);
  const peopleReached = apportion(publishedFigures.peopleReached, presentations);
  const trainings = apportion(recordedTrainings.sessions, agencies, 1);
  const peopleTrained = apportion(recordedTrainings.peopleTrained, trainings);
  const classes = createTypesAndModes();
  return taskForceList.map((taskForce, place) => ({
    taskForce,
    place,
    agencies: countAt(agencies, place),
    complaints: classes.splice(0, countAt(complaints, place)),
    arrests: countAt(arrests, place),
    offenders: countAt(offenders, place),
    children: countAt(children, place),
    presentations: countAt(presentations, place),
    peopleReached: countAt(peopleReached, place),
    trainings: countAt(trainings, place),
    peopleTrained: countAt(peopleTrained, place),
  }));
}

function createTypesAndModes(): TypeAndMode[] {
  const classes = mix2008.flatMap(([type, proactive, reactive]) => [
    { classified: [type, 'proactive'] as const, weight: proactive },
    { classified: [type, 'reactive'] as const, weight: reactive },
  ]);
  const counts = apportion(
    publishedFigures.complaints - unclassifiedComplaints,
    classes.map(({ weight }) => weight),
  );
  const all = classes.flatMap(({ classified }, place) => Array<TypeAndMode>(countAt(counts, place)).fill(classified));
  const unclassified = Array<TypeAndMode>(unclassifiedComplaints).fill(null);
  return new Random('classes').shuffle([...all, ...unclassified]);
}

function countAt(numbers: readonly number[], place: number): number {
  return numbers[place] ?? 0;
}
