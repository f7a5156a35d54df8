/** Act on a complaint: the last part of its path, and its body. */
export type Act = readonly [act: string, body: object];

export const reason = 'The laboratory has the devices.';
export const closing = { code: 'insufficient_information', narrative: 'No lead is left.' };
export const hold: Act = ['hold', { reason, reviewOn: '2099-01-01' }];

export function triage(priority: number): Act {
  return ['triage', { type: 'enticement', mode: 'reactive', priority, rationale: 'A meeting was proposed.' }];
}
