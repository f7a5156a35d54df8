import { addDays } from '../../platform/time/calendar.js';
import { apportion } from '../apportion.js';
import type { Chance } from '../chance.js';
import { idOf } from '../ids.js';
import { operation } from '../published.js';
import type { Unit } from './agencies.js';
import type { Share } from './shares.js';

const presentationTitles = [
  'Safe in games and chats',
  'What to do when somebody asks for a picture',
  'Parents and phones',
  'Your first account',
  'Talking about the internet at home',
  'For teachers: signs and first steps',
  'Passwords, privacy and people you do not know',
];

const trainingTitles = [
  'From tip to case',
  'Interviewing children: what not to do',
  'Search warrants for providers',
  'Undercover conversations and the law',
  'First look at a device',
];

/** Returns the rows of a task force's presentations, from small evenings to assemblies of hundreds. */
export function presentationRows(
  { taskForce: { code }, presentations, peopleReached }: Share,
  units: readonly Unit[],
  chance: Chance,
): object[] {
  const sizes = Array.from({ length: presentations }, () => 20 + 200 * chance.share() ** 3);
  return apportion(peopleReached, sizes, 8).map((people, number) => {
    const youth = Math.round(people * (chance.happens(0.65) ? 0.9 : 0.15));
    return {
      id: idOf('presentation', code, number),
      ...heldBy(code, units, chance),
      held_on: dayOfOperation(chance),
      title: chance.oneOf(presentationTitles),
      attendees_youth: youth,
      attendees_adult: people - youth,
      version: 1,
    };
  });
}

export function trainingRows(
  { taskForce: { code }, trainings, peopleTrained }: Share,
  units: readonly Unit[],
  chance: Chance,
): object[] {
  const sizes = Array.from({ length: trainings }, () => 10 + 30 * chance.share());
  return apportion(peopleTrained, sizes, 6).map((people, number) => {
    const prosecutors = Math.floor(people * 0.08);
    const other = Math.floor(people * 0.2 * chance.share());
    return {
      id: idOf('training', code, number),
      ...heldBy(code, units, chance),
      ended_on: dayOfOperation(chance),
      title: chance.oneOf(trainingTitles),
      trained_law_enforcement: people - prosecutors - other,
      trained_prosecutors: prosecutors,
      trained_other: other,
      version: 1,
    };
  });
}

function heldBy(code: string, units: readonly Unit[], chance: Chance): { task_force_id: string; agency_id: string } {
  const unit = chance.happens(0.3) ? units[0] : chance.oneOf(units);
  return { task_force_id: idOf('task-force', code), agency_id: unit?.id ?? '' };
}

/** Returns a weekday of the operation. */
function dayOfOperation(chance: Chance): string {
  const day = addDays(operation.startsOn, chance.whole(0, 91));
  const weekday = new Date(day).getUTCDay();
  if (weekday === 6) return addDays(day, -1);
  return weekday === 0 ? addDays(day, 1) : day;
}
