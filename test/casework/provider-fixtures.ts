import type { Given } from '../support/given.js';
import { nextNumber, type GivenAgency } from '../support/people.js';
import type { ValidRequest } from '../support/requests.js';

export const providerKinds = ['provider'] as const;

/** Facts that a person confirms, beside the name. */
export const servingDetails = {
  legalName: 'Example Chat, Inc.',
  postalAddress: '1 Sample Way\nOmaha, NE 68102',
  portalUrl: 'https://law.chat.example',
  email: 'legal@chat.example',
  legalUrl: 'https://chat.example/legal',
  emergencyPhone: '+1 402 555 0199',
  retentionDays: 90,
  instructions: 'Address it to the custodian of records.',
};

export async function providerAt(
  given: Given,
  { taskForceId }: GivenAgency,
): Promise<Readonly<Record<'provider', string>>> {
  const head = await given.account({ taskForceId, role: 'supervisor' });
  const body = { name: `Example Chat ${nextNumber()}`, ...servingDetails };
  return { provider: (await given.made<{ readonly id: string }>(head, '/providers', body)).id };
}

export const providerRequests: Readonly<Record<string, ValidRequest>> = {
  'POST /api/v1/providers': { body: () => ({ name: `Example Net ${nextNumber()}`, ...servingDetails }) },
  'GET /api/v1/providers': {},
  'GET /api/v1/providers/:id': { of: 'provider' },
  'PUT /api/v1/providers/:id': {
    of: 'provider',
    body: () => ({ name: `Example Net ${nextNumber()}`, ...servingDetails }),
  },
};
