import type { ComplaintView } from '../../src/casework/complaints/complaint.view.js';
import type { Given, GivenAccount, Made } from './given.js';

export type Act = readonly [act: string, body: object];

export const reason = 'The laboratory has the devices.';
export const closing = { code: 'insufficient_information', narrative: 'No lead is left.' };
export const hold: Act = ['hold', { reason, reviewOn: '2099-01-01' }];

export function triage(priority: number): Act {
  return ['triage', { type: 'enticement', mode: 'reactive', priority, rationale: 'A meeting was proposed.' }];
}

/** Takes a complaint through acts of one account, and returns its last version. */
export async function takeThrough(
  { given, by }: { readonly given: Given; readonly by: GivenAccount },
  complaint: Made<ComplaintView>,
  acts: readonly Act[],
): Promise<Made<ComplaintView>> {
  let moved = complaint;
  for (const [act, body] of acts) {
    moved = await given.changed({ ...moved, by }, `/complaints/${moved.id}/${act}`, body);
  }
  return moved;
}
