import type { IdentityOutlineView } from '../../src/casework/vault/identity.view.js';
import type { IdentityAccessWithdrawalView } from '../../src/casework/vault/identity-access-withdrawal.view.js';
import type { IdentityDestructionView } from '../../src/casework/vault/identity-destruction.view.js';
import type { VictimIdentifiedView } from '../../src/casework/victims-identified/victim-identified.view.js';
import type { Given, Made } from './given.js';
import { nextNumber, type GivenAgency } from './people.js';

/** Fixtures of children with identities and of identity records. */
export const vaultKinds = [
  'namedVictim',
  'victimToForget',
  'accessWithdrawal',
  'restorationRequest',
  'identityDestruction',
] as const;
export type VaultKind = (typeof vaultKinds)[number];

/** Valid identity of a child. */
export type IdentityOver = Readonly<Record<string, string | null>>;

/** Creates a child with an identity, recorded by the author of the complaint. */
export async function namedVictim(
  given: Given,
  victim: Made<VictimIdentifiedView>,
  over: IdentityOver = {},
): Promise<Made<IdentityOutlineView>> {
  const identity = { givenName: 'Alex', familyName: `Sample ${nextNumber()}`, bornOn: '2012-05-14', ...over };
  return given.changed<IdentityOutlineView>(
    { by: victim.by, etag: '"v1"' } as Made<IdentityOutlineView>,
    `/victims-identified/${victim.id}/identity`,
    identity,
  );
}

/** Creates one of each at an agency. */
export async function vaultAt(given: Given, agency: GivenAgency): Promise<Readonly<Record<VaultKind, string>>> {
  const by = await given.account({ agency, role: 'supervisor' });
  const head = await given.account({ taskForceId: agency.taskForceId, role: 'supervisor' });
  const complaint = await given.complaint({ by });
  const named = async (): Promise<string> => (await namedVictim(given, await given.victim({ complaint }))).victimId;
  const withdrawn = async (): Promise<Made<IdentityAccessWithdrawalView>> => {
    const { accountId } = await given.account({ agency });
    return given.made(head, '/identity-access-withdrawals', { accountId, reason: 'For the sake of the walk.' });
  };
  const requested = await withdrawn();
  const path = `/identity-access-withdrawals/${requested.id}/restoration-request`;
  await given.changed(requested, path, { reason: 'Trained anew.' });
  const order = { victimId: await named(), orderNumber: 'CI-1', reason: 'Expungement.' };
  return {
    namedVictim: await named(),
    victimToForget: await named(),
    accessWithdrawal: (await withdrawn()).id,
    restorationRequest: requested.id,
    identityDestruction: (await given.made<IdentityDestructionView>(head, '/identity-destructions', order)).id,
  };
}
