import { newId } from '../../src/platform/ids/ids.js';
import { nextNumber } from './people.js';
import type { ValidRequest } from './requests.js';
import type { Tracker } from './tracker.js';

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

/** One valid request per route of the vault. */
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
