import type { TriageProposalView } from '../../src/casework/triage/triage-proposal.view.js';
import type { TipImportView, TipOutcomeView } from '../../src/intelligence/tips/tip-import.view.js';
import type { Client } from '../support/client.js';

/** Outcome of a tip that became a complaint, or a version of one. */
export interface ImportedTip extends TipOutcomeView {
  readonly complaintId: string;
}

/** Imports a file with one tip. */
export async function importTip(client: Client, file: Buffer | string, query = ''): Promise<ImportedTip> {
  const type = { 'content-type': 'application/octet-stream' };
  const { body } = await client.send<TipImportView>('POST', `/tip-imports${query}`, Buffer.from(file as string), type);
  const [item] = body.items;
  if (!item?.complaintId) throw new Error('The tip was not imported');
  return { ...item, complaintId: item.complaintId };
}

/** Imports a file with one tip, and returns the id of its complaint. */
export async function idOfImportedTip(client: Client, file: Buffer | string): Promise<string> {
  return (await importTip(client, file)).complaintId;
}

/** Returns the proposals for the triage of a complaint. */
export async function proposalOf(client: Client, complaintId: string, query = ''): Promise<TriageProposalView> {
  return (await client.get<TriageProposalView>(`/complaints/${complaintId}/triage-proposal${query}`)).body;
}
