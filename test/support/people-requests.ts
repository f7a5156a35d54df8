import { nextNumber } from './people.js';
import { aCharge, aProsecution, aReferral } from './people-fixtures.js';
import type { ValidRequest } from './requests.js';

const voiding = (): object => ({ reason: 'It was recorded twice.' });

/** One valid request per route of suspects, their records and prosecutions. */
export const peopleRequests: Readonly<Record<string, ValidRequest>> = {
  'POST /api/v1/suspects/similar': { body: () => ({ givenName: 'Aleks', familyName: 'Sampel', bornOn: '1979-11-02' }) },
  'PUT /api/v1/suspects/:id/same-person': {
    of: 'suspectSeenAgain',
    isFinal: true,
    body: ({ suspect: suspectId }) => ({ suspectId, reason: 'The same account.' }),
  },
  'POST /api/v1/suspects/:id/same-person/unlink': {
    of: 'linkedSuspect',
    isFinal: true,
    body: () => ({ reason: 'A cousin.' }),
  },
  'POST /api/v1/suspects/:id/void': { of: 'suspectTwice', isFinal: true, body: voiding },
  'POST /api/v1/suspect-aliases': {
    of: 'suspect',
    body: ({ suspect: suspectId }) => ({ suspectId, kind: 'other_name', familyName: 'Sampel' }),
  },
  'GET /api/v1/suspect-aliases/:id': { of: 'suspectAlias' },
  'POST /api/v1/suspect-aliases/:id/void': { of: 'suspectAlias', isFinal: true, body: voiding },
  'POST /api/v1/arrests/:id/void': { of: 'arrestTwice', isFinal: true, body: voiding },

  'GET /api/v1/charge-suggestions': { path: () => '/api/v1/charge-suggestions?complaintType=csam_possession' },
  'POST /api/v1/charges': { of: 'arrest', body: ({ arrest: arrestId }) => ({ arrestId, ...aCharge }) },
  'GET /api/v1/charges': {},
  'GET /api/v1/charges/:id': { of: 'charge' },
  'PUT /api/v1/charges/:id': { of: 'charge', body: () => ({ ...aCharge, counts: 2, reason: 'Two counts.' }) },
  'POST /api/v1/charges/:id/void': { of: 'chargeTwice', isFinal: true, body: voiding },

  'POST /api/v1/prosecution-referrals': {
    of: 'suspect',
    body: ({ suspect: suspectId }) => ({ suspectId, ...aReferral }),
  },
  'GET /api/v1/prosecution-referrals': {},
  'GET /api/v1/prosecution-referrals/:id': { of: 'pendingReferral' },
  'PUT /api/v1/prosecution-referrals/:id/decision': {
    of: 'pendingReferral',
    isFinal: true,
    body: () => ({ decision: 'declined', decidedOn: '2026-03-02', declineReason: 'no_interest' }),
  },
  'POST /api/v1/prosecution-referrals/:id/void': { of: 'referralTwice', isFinal: true, body: voiding },
  'POST /api/v1/prosecutions': {
    of: 'suspect',
    body: ({ suspect: suspectId }) => ({ suspectId, ...aProsecution, caseNumber: `8:26-cr-${nextNumber()}` }),
  },
  'GET /api/v1/prosecutions': {},
  'GET /api/v1/prosecutions/:id': { of: 'prosecution' },
  'PUT /api/v1/prosecutions/:id': {
    of: 'prosecution',
    body: ({ agency: agencyId }) => ({ agencyId, ...aProsecution, reason: 'The docket says so.' }),
  },
  'PUT /api/v1/prosecutions/:id/outcome': {
    of: 'prosecution',
    body: () => ({
      outcome: 'plea',
      disposedOn: '2026-03-02',
      sentence: { months: 120, isLife: false, statutoryMaxMonths: 240, isMaxLife: false },
      reason: 'The docket says so.',
    }),
  },
  'POST /api/v1/prosecutions/:id/void': { of: 'prosecutionTwice', isFinal: true, body: voiding },
};
