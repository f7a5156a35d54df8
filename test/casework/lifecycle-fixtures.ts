import type { Given } from '../support/given.js';
import type { GivenAgency } from '../support/people.js';

export const lifecycleKinds = [
  'reopenedComplaint',
  'holdableComplaint',
  'mergeableComplaint',
  'heldComplaint',
  'mergedComplaint',
  'proposedComplaint',
  'closedComplaint',
] as const;
export type LifecycleKind = (typeof lifecycleKinds)[number];

const reason = 'For the sake of the walk.';
const closing = { code: 'insufficient_information', narrative: 'No lead is left.' };

/** Creates one in each state, at an agency. */
export async function lifecycleAt(
  given: Given,
  { id: agencyId }: GivenAgency,
): Promise<Readonly<Record<LifecycleKind, string>>> {
  const moved = async (...acts: readonly (readonly [act: string, body: object])[]): Promise<string> =>
    (await given.moved(await given.complaint({ agencyId, state: 'triaged' }), acts)).id;
  const { id: into } = await given.complaint({ agencyId });
  return {
    holdableComplaint: await moved(),
    mergeableComplaint: await moved(),
    reopenedComplaint: await moved(['disposition', closing], ['reopen', { reason }]),
    heldComplaint: await moved(['hold', { reason, reviewOn: '2099-01-01' }]),
    mergedComplaint: await moved(['merge', { into, reason }]),
    proposedComplaint: await moved(['closure-proposal', closing]),
    closedComplaint: await moved(['disposition', closing]),
  };
}
