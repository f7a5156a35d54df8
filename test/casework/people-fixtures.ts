import type { Given } from '../support/given.js';
import { type GivenAgency, nextNumber } from '../support/people.js';
import type { ValidRequest } from '../support/requests.js';

export const peopleKinds = [
  'suspectTwice',
  'suspectSeenAgain',
  'linkedSuspect',
  'arrestTwice',
  'suspectAlias',
  'charge',
  'chargeTwice',
  'pendingReferral',
  'referralTwice',
  'prosecution',
  'prosecutionTwice',
] as const;
export type PeopleKind = (typeof peopleKinds)[number];

/** Possession of material under title 18 and NIBRS. */
export const aCharge = {
  jurisdiction: 'US',
  section: '2252A(a)(5)(B)',
  counts: 1,
  completion: 'completed',
  nibrsOffense: '370',
  criminalActivities: ['P'],
  offenderUsing: ['C'],
  location: '58',
} as const;
export const aReferral = { forum: 'us_attorney', referredOn: '2026-03-02' } as const;
export const aProsecution = {
  forum: 'us_attorney',
  court: 'District of Nebraska',
  caseNumber: null,
  filedOn: '2026-03-02',
  isTriedAsAdult: false,
} as const;

/** Creates one of each, for one complaint of the agency. */
export async function peopleAt(
  given: Given,
  { id: agencyId }: GivenAgency,
): Promise<Readonly<Record<PeopleKind, string>>> {
  const complaint = await given.complaint({ agencyId, state: 'triaged' });
  const { by } = complaint;
  const suspect = await given.suspect({ complaint });
  const { id: suspectId } = suspect;
  const { id: arrestId } = await given.arrest({ suspect });
  const made = async (path: string, body: object): Promise<string> =>
    (await given.made<{ readonly id: string }>(by, path, body)).id;
  const linked = await given.suspect({ complaint: await given.complaint({ by }) });
  const same = { suspectId, reason: 'For the sake of the walk.' };
  await given.changed(linked, `/suspects/${linked.id}/same-person`, same);
  const alias = { suspectId, kind: 'nickname', wholeName: 'Night Owl' };
  const charge = { arrestId, ...aCharge };
  const referral = { suspectId, ...aReferral };
  const prosecution = { suspectId, ...aProsecution };
  return {
    suspectTwice: (await given.suspect({ complaint })).id,
    suspectSeenAgain: (await given.suspect({ complaint: await given.complaint({ by }) })).id,
    linkedSuspect: linked.id,
    arrestTwice: (await given.arrest({ suspect })).id,
    suspectAlias: await made('/suspect-aliases', alias),
    charge: await made('/charges', charge),
    chargeTwice: await made('/charges', charge),
    pendingReferral: await made('/prosecution-referrals', referral),
    referralTwice: await made('/prosecution-referrals', referral),
    prosecution: await made('/prosecutions', prosecution),
    prosecutionTwice: await made('/prosecutions', prosecution),
  };
}

const voiding = (): object => ({ reason: 'It was recorded twice.' });

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
