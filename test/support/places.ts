import { newId } from '../../src/platform/http/ids.js';
import type { Given } from './given.js';
import { keptAt, keptKinds } from './kept.js';
import { addDays } from '../../src/platform/time/calendar.js';
import { nextNumber, type GivenAgency } from './people.js';

const kinds = [
  'taskForce',
  'agency',
  'account',
  'complaint',
  'suspect',
  'arrest',
  'victim',
  'presentation',
  'training',
  'operation',
  'carriedFigure',
  'machineKey',
  ...keptKinds,
] as const;
/** What an id in a path or a body is of. */
export type Kind = (typeof kinds)[number];

/** One of each kind, by id, of one agency and its task force. */
export type Place = Readonly<Record<Kind, string>>;

/** What belongs to a whole task force, and so is the same for each of its agencies. */
export const wholeTaskForce: readonly Kind[] = ['taskForce', 'operation', 'carriedFigure'];

/** A place where every kind is, each ready for whatever may be done to it. */
export async function placeAt(given: Given, agency: GivenAgency): Promise<Place> {
  const { taskForceId, id } = agency;
  const head = await given.account({ taskForceId, role: 'supervisor' });
  const operation = await given.operation({ by: head, membership: 'tagged' });
  const from = addDays('1998-01-01', nextNumber());
  const { id: carriedFigure } = await given.carriedFigure({ by: head, from, until: addDays(from, 1) });
  const account = await given.account({ agency, role: 'auditor' });
  const complaint = await given.complaint({ agencyId: id, state: 'triaged' });
  const suspect = await given.suspect({ complaint });
  const arrest = await given.arrest({ suspect });
  const victim = await given.victim({ complaint });
  const outreach = { agencyId: id, by: complaint.by };
  return {
    taskForce: taskForceId,
    agency: id,
    account: account.accountId,
    complaint: complaint.id,
    suspect: suspect.id,
    arrest: arrest.id,
    victim: victim.id,
    presentation: (await given.presentation(outreach)).id,
    training: (await given.training(outreach)).id,
    operation: operation.id,
    carriedFigure,
    machineKey: (await given.machineKey({ by: complaint.by })).id,
    ...(await keptAt(given, agency)),
  };
}

/** A place where nothing is: ids of the right shape that name nothing. */
export function nowhere(): Place {
  return Object.fromEntries(kinds.map((kind) => [kind, newId()])) as Place;
}
