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
import type { ValidRequest } from './requests.js';

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

const voiding = (): object => ({ reason: 'It was recorded twice.' });
const eventRequest = {
  kind: 'warrant_service',
  startsAt: '2026-04-01T05:30:00-05:00',
  endsAt: '2026-04-01T09:00:00-05:00',
  state: 'NE',
  county: 'Douglas',
  point: { latitude: 41.2586, longitude: -95.9378, radiusKilometres: 1 },
};
const assistance = { heldOn: '2026-03-01', recipientAgencyId: null, recipientName: 'Pine County Sheriff' };
const sessionRequest = { ...assistance, kind: 'forensic', topic: 'Unlocking a telephone', hours: 3 };

const level = (): object => {
  const fromOn = nextDay('2001-01-01');
  const staff = { investigators: { fullTime: 6, partTime: 2 }, prosecutors: nobody };
  return { fromOn, untilOn: addDays(fromOn, 1), ...staff, educationSpecialists: nobody, forensicSpecialists: nobody };
};

export const safeguardRequests: Readonly<Record<string, ValidRequest>> = {
  'PUT /api/v1/victims-identified/:id': {
    of: 'victim',
    body: () => ({
      abuseTiming: 'historical',
      productionVictim: true,
      identifiedOn: '2026-03-01',
      reason: 'The laboratory dated the files.',
    }),
  },
  'POST /api/v1/victims-identified/:id/relationships': {
    of: 'victim',
    body: ({ suspect: suspectId }) => ({ suspectId, relationship: 'stepchild' }),
  },
  'POST /api/v1/victims-identified/:id/safeguarding/void': {
    of: 'safeguardedVictim',
    isFinal: true,
    body: async ({ safeguardedVictim, safeguardingStep }, _, tracker) => {
      const steps = await tracker.sql<{ id: string }>(
        'SELECT id FROM app.safeguarding_steps WHERE victim_id = $1 LIMIT 1',
        [safeguardedVictim],
      );
      return { stepId: steps[0]?.id ?? safeguardingStep, ...voiding() };
    },
  },
  'POST /api/v1/victims-identified/:id/relationships/void': {
    of: 'relatedVictim',
    isFinal: true,
    body: async ({ relatedVictim, relatedSuspect }, _, tracker) => {
      const related = await tracker.sql<{ id: string }>(
        'SELECT suspect_id AS id FROM app.victim_relationships WHERE victim_id = $1 LIMIT 1',
        [relatedVictim],
      );
      return { suspectId: related[0]?.id ?? relatedSuspect, ...voiding() };
    },
  },
  'PUT /api/v1/victims-identified/:id/same-child': {
    of: 'victimSeenAgain',
    isFinal: true,
    body: ({ victim: victimId }) => ({ victimId, reason: 'The interviewer knew the child.' }),
  },
  'POST /api/v1/victims-identified/:id/same-child/unlink': {
    of: 'linkedVictim',
    isFinal: true,
    body: () => ({ reason: 'A sibling, as the interview showed.' }),
  },
  'POST /api/v1/victims-identified/:id/void': { of: 'victimTwice', isFinal: true, body: voiding },

  'GET /api/v1/operations/:id/members': { of: 'operation' },
  'POST /api/v1/operations/:id/members/untag': {
    of: 'operation',
    body: ({ complaint }) => ({ complaintIds: [complaint], reason: 'It came before the operation.' }),
  },
  'POST /api/v1/operation-events': {
    of: 'operation',
    body: ({ agency: agencyId, operation: operationId }) => ({ operationId, agencyId, ...eventRequest }),
  },
  'GET /api/v1/operation-events': {},
  'GET /api/v1/operation-events/:id': { of: 'operationEvent' },
  'PUT /api/v1/operation-events/:id': { of: 'operationEvent', body: () => eventRequest },
  'POST /api/v1/operation-events/:id/event-deconfliction': {
    of: 'operationEvent',
    body: () => ({ purpose: 'Officer safety on Tuesday.', withinHours: 12, withinKilometres: 5 }),
  },
  'GET /api/v1/operation-events/:id/conflict-notices': { of: 'operationEvent' },
  'POST /api/v1/operation-events/:id/void': { of: 'eventCalledOff', isFinal: true, body: voiding },

  'POST /api/v1/presentations/:id/void': { of: 'presentationTwice', isFinal: true, body: voiding },
  'POST /api/v1/trainings/:id/void': { of: 'trainingTwice', isFinal: true, body: voiding },
  'POST /api/v1/assistance-sessions': {
    of: 'agency',
    body: ({ agency: agencyId }) => ({ agencyId, ...sessionRequest }),
  },
  'GET /api/v1/assistance-sessions': {},
  'GET /api/v1/assistance-sessions/:id': { of: 'assistanceSession' },
  'PUT /api/v1/assistance-sessions/:id': { of: 'assistanceSession', body: () => sessionRequest },
  'POST /api/v1/assistance-sessions/:id/void': { of: 'sessionTwice', isFinal: true, body: voiding },

  'POST /api/v1/staffing-levels': { of: 'agency', body: ({ agency: agencyId }) => ({ agencyId, ...level() }) },
  'GET /api/v1/staffing-levels': {},
  'GET /api/v1/staffing-levels/:id': { of: 'staffingLevel' },
  'PUT /api/v1/staffing-levels/:id': { of: 'staffingLevel', body: level },
  'POST /api/v1/staffing-levels/:id/void': { of: 'levelTwice', isFinal: true, body: voiding },

  'PUT /api/v1/accounts/:id/title': { of: 'account', body: () => ({ title: 'commander' }) },
  'PUT /api/v1/accounts/:id/training': {
    of: 'account',
    body: () => ({ trainedUntil: '2099-12-31', reason: 'The certificate of the course.' }),
  },
};
