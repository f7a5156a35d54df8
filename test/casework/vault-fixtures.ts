import type { IdentityOutlineView } from '../../src/casework/vault/identity.view.js';
import type { IdentityAccessWithdrawalView } from '../../src/casework/vault/identity-access-withdrawal.view.js';
import type { IdentityDestructionView } from '../../src/casework/vault/identity-destruction.view.js';
import type { VictimIdentifiedView } from '../../src/casework/victims-identified/victim-identified.view.js';
import type { Given, Made } from '../support/given.js';
import { nextNumber, type GivenAgency } from '../support/people.js';
import { newId } from '../../src/platform/ids/ids.js';
import type { ValidRequest } from '../support/requests.js';
import type { Tracker } from '../support/tracker.js';

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
  overrides: IdentityOver = {},
): Promise<Made<IdentityOutlineView>> {
  const identity = { givenName: 'Alex', familyName: `Sample ${nextNumber()}`, bornOn: '2012-05-14', ...overrides };
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

/** Creates an account of that agency, if it exists, with access to identities. */
async function unblemished(tracker: Tracker, agencyId: string): Promise<string> {
  const [row] = await tracker.sql<{ id: string }>(
    `INSERT INTO app.accounts (id, email, name, role, task_force_id, agency_id, version)
     SELECT gen_random_uuid(), $1, 'New Comer', 'investigator', task_force_id, id, 1 FROM app.agencies WHERE id = $2
     RETURNING id`,
    [`unblemished-${nextNumber()}@example.gov`, agencyId],
  );
  return row?.id ?? newId();
}

export const vaultRequests: Readonly<Record<string, ValidRequest>> = {
  'GET /api/v1/victims-identified/:id/identity': { of: 'namedVictim' },
  'PUT /api/v1/victims-identified/:id/identity': {
    of: 'namedVictim',
    body: () => ({
      givenName: 'Alex',
      familyName: 'Sample',
      bornOn: '2012-05-14',
      address: '100 Example Street',
      phone: '+1 402 555 0100',
      email: 'alex@example.org',
      school: 'Example Middle School',
      guardian: 'Pat Sample, mother',
    }),
  },
  'POST /api/v1/victims-identified/:id/identity/reveal': {
    of: 'namedVictim',
    body: () => ({ purpose: 'interview', reason: 'Forensic interview on Tuesday' }),
  },
  'POST /api/v1/victim-identities/search': {
    body: () => ({ givenName: 'Alex', familyName: 'Sample', bornOn: '2012-05-14' }),
  },
  'POST /api/v1/victim-identities/scan': {
    of: 'complaint',
    body: ({ complaint: complaintId }) => ({
      complaintId,
      purpose: 'recording',
      text: 'The mother of Alex Sample came to the desk.',
    }),
  },
  'POST /api/v1/identity-access-withdrawals': {
    of: 'agency',
    body: async ({ agency }, _, tracker) => ({
      accountId: await unblemished(tracker, agency),
      reason: 'Looked at children of cases that are not theirs.',
    }),
  },
  'GET /api/v1/identity-access-withdrawals': {},
  'GET /api/v1/identity-access-withdrawals/:id': { of: 'accessWithdrawal' },
  'PUT /api/v1/identity-access-withdrawals/:id/restoration-request': {
    of: 'accessWithdrawal',
    body: () => ({ reason: 'Trained anew.' }),
  },
  'POST /api/v1/identity-access-withdrawals/:id/restore': { of: 'restorationRequest', isFinal: true },
  'POST /api/v1/identity-destructions': {
    of: 'victimToForget',
    body: ({ victimToForget: victimId }) => ({ victimId, orderNumber: 'CI-2', reason: 'Expungement.' }),
  },
  'GET /api/v1/identity-destructions': {},
  'GET /api/v1/identity-destructions/:id': { of: 'identityDestruction' },
  'PUT /api/v1/identity-destructions/:id/approval': { of: 'identityDestruction', isFinal: true },
};
