import type { Given } from '../support/given.js';
import { nextNumber, type GivenAgency } from '../support/people.js';
import type { ValidRequest } from '../support/requests.js';

export const processTemplateKinds = ['processTemplate'] as const;

/** Returns a name and a text of a template. */
export const aTemplate = (): { readonly name: string; readonly text: string } => ({
  name: `Records of an address ${nextNumber()}`,
  text: 'All records of {{ip_address}}, port {{port}}, at {{used_at}}.',
});

export async function processTemplateAt(
  given: Given,
  { taskForceId }: GivenAgency,
): Promise<Readonly<Record<'processTemplate', string>>> {
  const head = await given.account({ taskForceId, role: 'supervisor' });
  const body = { kind: 'subpoena', ...aTemplate() };
  return { processTemplate: (await given.made<{ readonly id: string }>(head, '/process-templates', body)).id };
}

export const processTemplateRequests: Readonly<Record<string, ValidRequest>> = {
  'POST /api/v1/process-templates': { body: () => ({ kind: 'preservation_letter', ...aTemplate() }) },
  'GET /api/v1/process-templates': {},
  'GET /api/v1/process-templates/:id': { of: 'processTemplate' },
  'PUT /api/v1/process-templates/:id': { of: 'processTemplate', body: aTemplate },
  'GET /api/v1/process-templates/:id/text': {
    of: 'processTemplate',
    path: ({ processTemplate, complaint }) =>
      `/api/v1/process-templates/${processTemplate}/text?complaintId=${complaint}`,
  },
};
