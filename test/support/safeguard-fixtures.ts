import type { OperationEventView } from '../../src/reporting/operations/operation-event.view.js';
import type { AssistanceSessionView } from '../../src/reporting/outreach/assistance-session.view.js';
import { addDays } from '../../src/platform/time/calendar.js';
import type { StaffingLevelView } from '../../src/reporting/staffing/staffing-level.view.js';
import type {
  SafeguardingStepView,
  VictimIdentifiedView,
} from '../../src/casework/victims-identified/victim-identified.view.js';
import type { Given } from './given.js';
import { nextDay, type GivenAccount, type GivenAgency } from './people.js';

type Made<Kind extends string> = Promise<Readonly<Record<Kind, string>>>;

const victimKinds = [
  'victimSeenAgain',
  'linkedVictim',
  'victimTwice',
  'safeguardedVictim',
  'safeguardingStep',
  'relatedVictim',
  'relatedSuspect',
] as const;
const eventKinds = ['operationEvent', 'eventCalledOff'] as const;
const outreachKinds = ['presentationTwice', 'trainingTwice', 'assistanceSession', 'sessionTwice'] as const;
const levelKinds = ['staffingLevel', 'levelTwice'] as const;

const event = { kind: 'interview', state: 'NE', county: 'Douglas', point: null };
const hours = { startsAt: '2026-04-02T15:00:00Z', endsAt: '2026-04-02T17:00:00Z' };
const session = {
  heldOn: '2026-03-01',
  recipientName: 'Pine County Sheriff',
  kind: 'legal',
  topic: 'A warrant',
  hours: 1,
};
const nobody = { fullTime: 0, partTime: 0 };
const staff = { investigators: nobody, prosecutors: nobody, educationSpecialists: nobody, forensicSpecialists: nobody };

/** Builders of victims, operations, outreach and resources, each in a state that allows changes. */
export const safeguardMakers = [
  { kinds: victimKinds, at: victimsAt },
  { kinds: eventKinds, at: eventsAt },
  { kinds: outreachKinds, at: outreachAt },
  { kinds: levelKinds, at: levelsAt },
] as const;

/** Creates children in one complaint, and one in another who was identified before. */
async function victimsAt(given: Given, agency: GivenAgency): Made<(typeof victimKinds)[number]> {
  const by = await supervisorAt(given, agency);
  const complaint = await given.complaint({ by });
  const first = await given.victim({ complaint });
  const linked = await given.victim({ complaint: await given.complaint({ by }) });
  const same = { victimId: first.id, reason: 'For the sake of the walk.' };
  await given.changed(linked, `/victims-identified/${linked.id}/same-child`, same);
  const safeguarded = await given.victim({ complaint });
  const related = await given.victim({ complaint });
  const { id: suspectId } = await given.suspect({ complaint });
  await given.changed(related, `/victims-identified/${related.id}/relationships`, {
    suspectId,
    relationship: 'friend',
  });
  return {
    safeguardedVictim: safeguarded.id,
    safeguardingStep: stepOf(safeguarded).id,
    relatedVictim: related.id,
    relatedSuspect: suspectId,
    victimSeenAgain: (await given.victim({ complaint })).id,
    linkedVictim: linked.id,
    victimTwice: (await given.victim({ complaint })).id,
  };
}

/** Returns the step of the identification. */
function stepOf({ steps: [step] }: VictimIdentifiedView): SafeguardingStepView {
  if (!step) throw new Error('A child is identified with a step');
  return step;
}

async function eventsAt(given: Given, agency: GivenAgency): Made<(typeof eventKinds)[number]> {
  const by = await supervisorAt(given, agency);
  const head = await given.account({ taskForceId: agency.taskForceId, role: 'supervisor' });
  const { id: operationId } = await given.operation({ by: head });
  const planned = async (): Promise<string> =>
    (await given.made<OperationEventView>(by, '/operation-events', { operationId, ...event, ...hours })).id;
  return { operationEvent: await planned(), eventCalledOff: await planned() };
}

async function outreachAt(given: Given, agency: GivenAgency): Made<(typeof outreachKinds)[number]> {
  const by = await supervisorAt(given, agency);
  const helped = async (): Promise<string> =>
    (await given.made<AssistanceSessionView>(by, '/assistance-sessions', session)).id;
  return {
    presentationTwice: (await given.presentation({ by })).id,
    trainingTwice: (await given.training({ by })).id,
    assistanceSession: await helped(),
    sessionTwice: await helped(),
  };
}

/** Returns days that no other staffing level uses, long before those of the tests. */
async function levelsAt(given: Given, agency: GivenAgency): Made<(typeof levelKinds)[number]> {
  const by = await supervisorAt(given, agency);
  const level = async (): Promise<string> => {
    const fromOn = nextDay('1900-01-01');
    const body = { fromOn, untilOn: addDays(fromOn, 1), ...staff };
    return (await given.made<StaffingLevelView>(by, '/staffing-levels', body)).id;
  };
  return { staffingLevel: await level(), levelTwice: await level() };
}

function supervisorAt(given: Given, agency: GivenAgency): Promise<GivenAccount> {
  return given.account({ agency, role: 'supervisor' });
}
