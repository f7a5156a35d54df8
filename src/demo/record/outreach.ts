import { addDays } from '../../platform/time/calendar.js';
import { apportion } from '../apportion.js';
import type { Random } from '../random.js';
import { deriveId } from '../ids.js';
import { operation } from '../published-figures.js';
import type { DemoAgency } from './agencies.js';
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
  units: readonly DemoAgency[],
  random: Random,
): object[] {
  const sizes = Array.from({ length: presentations }, () => 20 + 200 * random.fraction() ** 3);
  return apportion(peopleReached, sizes, 8).map((people, number) => {
    const youth = Math.round(people * (random.happens(0.65) ? 0.9 : 0.15));
    return {
      id: deriveId('presentation', code, number),
      ...pickAgency(code, units, random),
      held_on: pickWeekday(random),
      title: random.pick(presentationTitles),
      attendees_youth: youth,
      attendees_adult: people - youth,
      version: 1,
    };
  });
}

export function trainingRows(
  { taskForce: { code }, trainings, peopleTrained }: Share,
  units: readonly DemoAgency[],
  random: Random,
): object[] {
  const sizes = Array.from({ length: trainings }, () => 10 + 30 * random.fraction());
  return apportion(peopleTrained, sizes, 6).map((people, number) => {
    const prosecutors = Math.floor(people * 0.08);
    const other = Math.floor(people * 0.2 * random.fraction());
    return {
      id: deriveId('training', code, number),
      ...pickAgency(code, units, random),
      ended_on: pickWeekday(random),
      title: random.pick(trainingTitles),
      trained_law_enforcement: people - prosecutors - other,
      trained_prosecutors: prosecutors,
      trained_other: other,
      version: 1,
    };
  });
}

function pickAgency(
  code: string,
  units: readonly DemoAgency[],
  random: Random,
): { task_force_id: string; agency_id: string } {
  const unit = random.happens(0.3) ? units[0] : random.pick(units);
  return { task_force_id: deriveId('task-force', code), agency_id: unit?.id ?? '' };
}

function pickWeekday(random: Random): string {
  const day = addDays(operation.startsOn, random.integer(0, 91));
  const weekday = new Date(day).getUTCDay();
  if (weekday === 6) return addDays(day, -1);
  return weekday === 0 ? addDays(day, 1) : day;
}
