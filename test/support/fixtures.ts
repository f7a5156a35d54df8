import { addDays } from '../../src/platform/time/calendar.js';
import { newId } from '../../src/platform/ids/ids.js';
import { caseAt, caseKinds } from '../casework/case-fixtures.js';
import { deconflictionAt, deconflictionKinds } from '../intelligence/deconfliction-fixtures.js';
import { notesAndTasksAt, noteAndTaskKinds } from '../casework/notes-and-tasks-fixtures.js';
import type { Given } from './given.js';
import { createTransfers, transferKinds } from '../casework/transfer-fixtures.js';
import { draftAt, draftKinds } from '../casework/draft-fixtures.js';
import { exclusionAt, exclusionKinds, identifiersAt, identifierKinds } from '../casework/identifier-fixtures.js';
import { processTemplateAt, processTemplateKinds } from '../casework/process-template-fixtures.js';
import { providerAt, providerKinds } from '../casework/provider-fixtures.js';
import { importAt, importKinds } from '../intelligence/import-fixtures.js';
import { examAt, investigateAt, investigateKinds, processAt } from '../casework/investigate-fixtures.js';
import {
  accountKinds,
  accountsAt,
  batchAt,
  batchKinds,
  reviewAt,
  reviewKinds,
} from '../organization/account-fixtures.js';
import { lifecycleAt, lifecycleKinds } from '../casework/lifecycle-fixtures.js';
import { peopleAt, peopleKinds } from '../casework/people-fixtures.js';
import { provisionedUsersAt, provisioningKinds } from '../organization/provisioning-fixtures.js';
import { nextDay, type GivenAgency } from './people.js';
import { retentionAt, retentionKinds } from '../casework/retention-fixtures.js';
import { performanceReportKinds, createPerformanceReports } from '../reporting/performance-report-fixtures.js';
import { safeguardMakers } from './safeguard-fixtures.js';
import { savedViewAt, searchKinds } from '../intelligence/search-fixtures.js';
import { subjectIndexAt, subjectIndexKinds } from '../intelligence/subject-index-fixtures.js';
import { tipAt, tipKinds } from '../intelligence/tip-fixtures.js';
import { vaultAt, vaultKinds } from '../casework/vault-fixtures.js';

const baseKinds = [
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
  'historicalTotal',
  'machineKey',
] as const;

const makers = [
  { kinds: baseKinds, at: baseAt },
  { kinds: batchKinds, at: batchAt },
  { kinds: accountKinds, at: accountsAt },
  { kinds: reviewKinds, at: reviewAt },
  { kinds: provisioningKinds, at: provisionedUsersAt },
  { kinds: lifecycleKinds, at: lifecycleAt },
  { kinds: noteAndTaskKinds, at: notesAndTasksAt },
  { kinds: peopleKinds, at: peopleAt },
  { kinds: identifierKinds, at: identifiersAt },
  { kinds: exclusionKinds, at: exclusionAt },
  { kinds: providerKinds, at: providerAt },
  { kinds: processTemplateKinds, at: processTemplateAt },
  { kinds: searchKinds, at: savedViewAt },
  { kinds: draftKinds, at: draftAt },
  { kinds: importKinds, at: importAt },
  ...safeguardMakers,
  { kinds: vaultKinds, at: vaultAt },
  { kinds: investigateKinds, at: investigateAt },
  { kinds: transferKinds, at: createTransfers },
  { kinds: subjectIndexKinds, at: subjectIndexAt },
  { kinds: deconflictionKinds, at: deconflictionAt },
  { kinds: retentionKinds, at: retentionAt },
  { kinds: caseKinds, at: caseAt },
  { kinds: performanceReportKinds, at: createPerformanceReports },
  { kinds: tipKinds, at: tipAt },
] as const satisfies readonly Maker[];

interface Maker {
  readonly kinds: readonly string[];
  readonly at: (given: Given, agency: GivenAgency) => Promise<Readonly<Record<string, string>>>;
}

/** Kind of record that an id in a path or body names. */
export type Kind = (typeof makers)[number]['kinds'][number];

export type Fixtures = Readonly<Record<Kind, string>>;

/** Kinds that belong to a task force, and are shared by its agencies. */
export const wholeTaskForce: readonly Kind[] = [
  'taskForce',
  'operation',
  'historicalTotal',
  ...exclusionKinds,
  ...providerKinds,
  ...processTemplateKinds,
  ...performanceReportKinds,
];

/** Creates a fixture of every kind, each in a state that allows changes. */
export async function createFixtures(given: Given, agency: GivenAgency): Promise<Fixtures> {
  const place: Partial<Record<Kind, string>> = {};
  for (const { at } of makers) Object.assign(place, await at(given, agency));
  return place as Fixtures;
}

/** Kinds of an agency's accounts, of which only one can exist at a time. */
const ofPeople: readonly (readonly string[])[] = [batchKinds, accountKinds, reviewKinds, provisioningKinds];

/** Creates the same fixtures with other cases. */
export async function otherCasesAt(given: Given, agency: GivenAgency, place: Fixtures): Promise<Fixtures> {
  const other: Fixtures = { ...place };
  for (const { kinds, at } of makers) if (!ofPeople.includes(kinds)) Object.assign(other, await at(given, agency));
  return other;
}

const spare = new Map<string, string[]>();

/** Builders of a record of one kind, for kinds that are used up often and are made in few requests. */
const alone: Partial<Record<Kind, (given: Given, agency: GivenAgency) => Promise<string>>> = {
  account: async (given, agency) => (await given.account({ agency, role: 'auditor' })).accountId,
  complaint: async (given, { id: agencyId }) => (await given.complaint({ agencyId, state: 'triaged' })).id,
  arrest: async (given, { id: agencyId }) => {
    const suspect = await given.suspect({ complaint: await given.complaint({ agencyId }) });
    return (await given.arrest({ suspect })).id;
  },
  legalProcess: processAt,
  forensicExam: examAt,
};

/** Returns another record of this kind, because a change may not be repeatable. */
export async function createAnother(kind: Kind, given: Given, agency: GivenAgency): Promise<string> {
  const kept = spare.get(`${agency.id} ${kind}`)?.pop();
  if (kept !== undefined) return kept;
  const make = alone[kind];
  if (make) return make(given, agency);
  const maker = makers.find(({ kinds }) => (kinds as readonly Kind[]).includes(kind));
  if (!maker) throw new Error(`Nobody makes a ${kind}`);
  for (const [made, id] of Object.entries(await maker.at(given, agency))) {
    const key = `${agency.id} ${made}`;
    spare.set(key, [...(spare.get(key) ?? []), id]);
  }
  return createAnother(kind, given, agency);
}

/** Creates the record that starts a case, and the records outside of cases. */
async function baseAt(
  given: Given,
  agency: GivenAgency,
): Promise<Readonly<Record<(typeof baseKinds)[number], string>>> {
  const { taskForceId, id } = agency;
  const head = await given.account({ taskForceId, role: 'supervisor' });
  const operation = await given.operation({ by: head, membership: 'tagged' });
  const from = nextDay('1998-01-01');
  const { id: historicalTotal } = await given.historicalTotal({ by: head, from, until: addDays(from, 1) });
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
    historicalTotal,
    machineKey: (await given.machineKey({ by: complaint.by })).id,
  };
}

/** Returns well-formed ids of no record. */
export function missingIds(): Fixtures {
  return Object.fromEntries(
    makers.flatMap(({ kinds }) => kinds as readonly Kind[]).map((kind) => [kind, newId()]),
  ) as Fixtures;
}
