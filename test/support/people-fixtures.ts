import type { Given } from './given.js';
import type { GivenAgency } from './people.js';

/** Fixtures of records of a suspect, and of suspects and arrests to be voided. */
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
