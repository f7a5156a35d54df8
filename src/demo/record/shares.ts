import type { ComplaintMode, ComplaintType } from '../../casework/complaints/complaints.words.js';
import { apportion } from '../apportion.js';
import { Chance } from '../chance.js';
import { published, recordedTrainings, unclassifiedComplaints } from '../published.js';
import { taskForcesListed, type TaskForceListed } from './task-forces.js';

/** Type and mode of a complaint; null before it is classified. */
export type Classified = readonly [ComplaintType, ComplaintMode] | null;

/** Share of one task force in the published totals. */
export interface Share {
  readonly taskForce: TaskForceListed;
  /** Index among the task forces, from 0. */
  readonly place: number;
  readonly agencies: number;
  readonly complaints: readonly Classified[];
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
export function sharesOfAll(): Share[] {
  const weights = taskForcesListed.map(({ weight }) => weight);
  const agencies = apportion(published.agencies, weights, 15);
  const complaints = apportion(published.complaints, weights, 40);
  const arrests = apportion(published.arrests, complaints);
  const offenders = apportion(published.offenders, arrests);
  const children = apportion(published.children, arrests);
  const presentations = apportion(published.presentations, agencies);
  const peopleReached = apportion(published.peopleReached, presentations);
  const trainings = apportion(recordedTrainings.sessions, agencies, 1);
  const peopleTrained = apportion(recordedTrainings.peopleTrained, trainings);
  const classes = classesOfAll();
  return taskForcesListed.map((taskForce, place) => ({
    taskForce,
    place,
    agencies: at(agencies, place),
    complaints: classes.splice(0, at(complaints, place)),
    arrests: at(arrests, place),
    offenders: at(offenders, place),
    children: at(children, place),
    presentations: at(presentations, place),
    peopleReached: at(peopleReached, place),
    trainings: at(trainings, place),
    peopleTrained: at(peopleTrained, place),
  }));
}

function classesOfAll(): Classified[] {
  const classes = mix2008.flatMap(([type, proactive, reactive]) => [
    { classified: [type, 'proactive'] as const, weight: proactive },
    { classified: [type, 'reactive'] as const, weight: reactive },
  ]);
  const counts = apportion(
    published.complaints - unclassifiedComplaints,
    classes.map(({ weight }) => weight),
  );
  const all = classes.flatMap(({ classified }, place) => Array<Classified>(at(counts, place)).fill(classified));
  const unclassified = Array<Classified>(unclassifiedComplaints).fill(null);
  return new Chance('classes').shuffled([...all, ...unclassified]);
}

function at(numbers: readonly number[], place: number): number {
  return numbers[place] ?? 0;
}
