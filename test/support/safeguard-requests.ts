import { addDays } from '../../src/platform/time/calendar.js';
import { nextDay } from './people.js';
import type { ValidRequest } from './requests.js';

const voiding = (): object => ({ reason: 'It was recorded twice.' });
const event = {
  kind: 'warrant_service',
  startsAt: '2026-04-01T05:30:00-05:00',
  endsAt: '2026-04-01T09:00:00-05:00',
  state: 'NE',
  county: 'Douglas',
  point: { latitude: 41.2586, longitude: -95.9378, radiusKilometres: 1 },
};
const assistance = { heldOn: '2026-03-01', recipientAgencyId: null, recipientName: 'Pine County Sheriff' };
const session = { ...assistance, kind: 'forensic', topic: 'Unlocking a telephone', hours: 3 };
const nobody = { fullTime: 0, partTime: 0 };

/** Returns a staffing level on a day that no other uses. */
const level = (): object => {
  const fromOn = nextDay('2001-01-01');
  const staff = { investigators: { fullTime: 6, partTime: 2 }, prosecutors: nobody };
  return { fromOn, untilOn: addDays(fromOn, 1), ...staff, educationSpecialists: nobody, forensicSpecialists: nobody };
};

/** One valid request per route of victims, operations, outreach, resources and training. */
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
    body: ({ agency: agencyId, operation: operationId }) => ({ operationId, agencyId, ...event }),
  },
  'GET /api/v1/operation-events': {},
  'GET /api/v1/operation-events/:id': { of: 'operationEvent' },
  'PUT /api/v1/operation-events/:id': { of: 'operationEvent', body: () => event },
  'POST /api/v1/operation-events/:id/event-deconfliction': {
    of: 'operationEvent',
    body: () => ({ purpose: 'Officer safety on Tuesday.', withinHours: 12, withinKilometres: 5 }),
  },
  'GET /api/v1/operation-events/:id/conflict-notices': { of: 'operationEvent' },
  'POST /api/v1/operation-events/:id/void': { of: 'eventCalledOff', isFinal: true, body: voiding },

  'POST /api/v1/presentations/:id/void': { of: 'presentationTwice', isFinal: true, body: voiding },
  'POST /api/v1/trainings/:id/void': { of: 'trainingTwice', isFinal: true, body: voiding },
  'POST /api/v1/assistance-sessions': { of: 'agency', body: ({ agency: agencyId }) => ({ agencyId, ...session }) },
  'GET /api/v1/assistance-sessions': {},
  'GET /api/v1/assistance-sessions/:id': { of: 'assistanceSession' },
  'PUT /api/v1/assistance-sessions/:id': { of: 'assistanceSession', body: () => session },
  'POST /api/v1/assistance-sessions/:id/void': { of: 'sessionTwice', isFinal: true, body: voiding },

  'POST /api/v1/staffing-levels': { of: 'agency', body: ({ agency: agencyId }) => ({ agencyId, ...level() }) },
  'GET /api/v1/staffing-levels': {},
  'GET /api/v1/staffing-levels/:id': { of: 'staffingLevel' },
  'PUT /api/v1/staffing-levels/:id': { of: 'staffingLevel', body: level },
  'POST /api/v1/staffing-levels/:id/void': { of: 'levelTwice', isFinal: true, body: voiding },

  'PUT /api/v1/accounts/:id/training': {
    of: 'account',
    body: () => ({ trainedUntil: '2099-12-31', reason: 'The certificate of the course.' }),
  },
};
