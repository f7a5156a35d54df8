import type { ComplaintView } from '../../src/casework/complaints/complaint.view.js';
import type { LogComplaint } from '../../src/casework/intake/intake.request.js';
import type { BatchOutcomes } from '../../src/casework/triage/batch-outcome.view.js';
import type { Answer, Client } from '../support/client.js';
import type { Given, GivenAccount, GivenAgency, GivenComplaint } from '../support/given.js';
import { nextNumber } from '../support/people.js';
import type { Tracker } from '../support/tracker.js';

type Identifiers = NonNullable<LogComplaint['identifiers']>;

/** Returns a hash that no file has had. */
export const hash = (): string => nextNumber().toString(16).padStart(32, '0');
export const withFile = (...values: readonly string[]): Partial<LogComplaint> => ({
  files: [{ name: 'IMG_0042.jpg', hashes: values.map((value) => ({ value })) }],
});
export const withIdentifiers = (...identifiers: Identifiers): Partial<LogComplaint> => ({ identifiers });
export const account = (raw: string, role: Identifiers[number]['role'] = 'suspect'): Identifiers[number] => ({
  ...{ kind: 'account', platform: 'Example Chat' },
  raw,
  role,
});
export const on = (day: string): Pick<LogComplaint, 'receivedAt'> => ({ receivedAt: `${day}T12:00:00-06:00` });

/** Supervisor of a task force with one agency, for which complaints are logged. */
export interface Desk {
  readonly agency: GivenAgency;
  readonly supervisor: GivenAccount;
  readonly client: Client;
  readonly log: (...parts: readonly Partial<LogComplaint>[]) => Promise<GivenComplaint>;
}

export async function openDesk(tracker: Tracker, given: Given): Promise<Desk> {
  const agency = await given.agency();
  const supervisor = await given.account({ taskForceId: agency.taskForceId, role: 'supervisor' });
  const log = (...parts: readonly Partial<LogComplaint>[]) =>
    given.complaint({
      by: supervisor,
      agencyId: agency.id,
      ...on('2026-02-01'),
      ...(Object.assign({}, ...parts) as Partial<LogComplaint>),
    });
  return { agency, supervisor, client: tracker.as(supervisor), log };
}

export const decision = {
  type: 'csam_distribution',
  mode: 'reactive',
  priority: 4,
  rationale: 'The same viral file.',
} as const;
export const itemOf = ({ id, version }: Pick<ComplaintView, 'id' | 'version'>) => ({ id, version });

export function triageAll(client: Client, items: readonly object[], headers = {}): Promise<Answer<BatchOutcomes>> {
  return client.send<BatchOutcomes>('PUT', '/complaints/triages', { items, ...decision }, headers);
}
