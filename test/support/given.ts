/*
 * What a test needs to be there, valid and with its missing parents:
 *
 *   const complaint = await given.complaint();                        // in a task force of its own, received
 *   const { taskForceId, agencyId, etag, by } = complaint;            // `by` logged it
 *   const supervisor = await given.account({ taskForceId, role: 'supervisor' });   // seated at the task force
 *   const neighbour = await given.account({ agency: await given.agency({ taskForceId }) });
 *   const closed = await given.complaint({ agencyId, state: 'closed' });
 *   const arrest = await given.arrest({ suspect: await given.suspect({ complaint }) });
 *
 * Who there is comes by SQL (people.ts); the record itself comes in through the API, by somebody who may. A test makes its
 * own task force, so it shares no rows with another.
 */
import type { ComplaintView } from '../../src/casework/complaints/complaint.view.js';
import type { ReceiveComplaint } from '../../src/casework/complaints/complaint.request.js';
import type { ComplaintState } from '../../src/casework/complaints/complaints.enums.js';
import type { SaveDraft } from '../../src/casework/drafts/draft.request.js';
import type { DraftSummary } from '../../src/casework/drafts/draft.view.js';
import type { ExportPage } from '../../src/reporting/exports/export.view.js';
import type { MachineKeyView } from '../../src/organization/machine-keys/machine-key.view.js';
import type { MakeMachineKey } from '../../src/organization/machine-keys/machine-key.request.js';
import type { OperationView } from '../../src/reporting/operations/operation.view.js';
import type { PlanOperation } from '../../src/reporting/operations/operation.request.js';
import type { PresentationView } from '../../src/reporting/outreach/presentation.view.js';
import type { RecordPresentation } from '../../src/reporting/outreach/presentation.request.js';
import type { RecordTraining } from '../../src/reporting/outreach/training.request.js';
import type { TrainingView } from '../../src/reporting/outreach/training.view.js';
import type { PacketPage } from '../../src/casework/packets/packet.view.js';
import type { HistoricalTotalView } from '../../src/reporting/reports/historical-total.view.js';
import type { RecordHistoricalTotal } from '../../src/reporting/reports/historical-total.request.js';
import type { ArrestView } from '../../src/casework/suspects/arrest.view.js';
import type { RecordArrest } from '../../src/casework/suspects/arrest.request.js';
import type { RecordSuspect } from '../../src/casework/suspects/suspect.request.js';
import type { SuspectView } from '../../src/casework/suspects/suspect.view.js';
import type { IdentifyVictim } from '../../src/casework/victims-identified/victim-identified.request.js';
import type { VictimIdentifiedView } from '../../src/casework/victims-identified/victim-identified.view.js';
import type { TipImportView, TipOutcomeView } from '../../src/intelligence/tips/tip-import.view.js';
import { newId } from '../../src/platform/ids/ids.js';
import type { Act } from './acts.js';
import type { Answer } from './client.js';
export type { GivenAccount, GivenAgency, GivenTaskForce } from './people.js';
import { icacReport } from './tips.js';
import { GivenPeople, nextNumber, type AccountOver, type GivenAccount, type GivenAgency } from './people.js';

export type Made<View> = View & { readonly etag: string; readonly by: GivenAccount };

export type GivenComplaint = Made<ComplaintView>;

interface By {
  readonly by?: GivenAccount;
}

export interface ComplaintOver extends Partial<ReceiveComplaint>, By {
  readonly taskForceId?: string;
  readonly state?: WorkedUpTo;
}

interface OfComplaint extends By {
  readonly complaint?: Made<ComplaintView>;
}

interface OfTaskForce extends By {
  readonly taskForceId?: string;
}

export const aTip = {
  source: 'public_complaint',
  receivedAt: '2026-03-01T12:00:00-06:00',
  jurisdiction: { state: 'NE' },
  narrative: 'An adult asked a 13-year-old for a meeting in a game chat.',
} as const satisfies ReceiveComplaint;

const decisions = [
  ['triaged', 'triage', { type: 'enticement', mode: 'reactive', priority: 3, rationale: 'A meeting was proposed.' }],
  ['assigned', 'assignment', {}],
  ['closed', 'disposition', { code: 'insufficient_information', narrative: 'No lead is left.' }],
] as const;

type WorkedUpTo = Extract<ComplaintState, 'received' | 'triaged' | 'assigned' | 'closed'>;

/** Builders for a running tracker. */
export class Given extends GivenPeople {
  async complaint({ taskForceId, by, state = 'received', ...tip }: ComplaintOver = {}): Promise<Made<ComplaintView>> {
    const account = by ?? (await this.account(await this.deskOf(taskForceId, tip.agencyId)));
    const agencyId = tip.agencyId ?? account.agencyId ?? (await this.agency(placedIn(account.taskForceId))).id;
    const received = await this.made<ComplaintView>(account, '/complaints', { ...aTip, ...tip, agencyId });
    return state === 'received' ? received : this.workedUpTo(state, received);
  }

  async suspect({ complaint, by, ...overrides }: OfComplaint & Partial<RecordSuspect> = {}): Promise<
    Made<SuspectView>
  > {
    const of = complaint ?? (await this.complaint());
    const found = { complaintId: of.id, offenderClass: 'unknown', juvenile: false, identifiedOn: '2026-03-01' };
    return this.made(by ?? of.by, '/suspects', { ...found, ...overrides });
  }

  async arrest(
    overrides: By & { readonly suspect?: Made<SuspectView> } & Partial<RecordArrest> = {},
  ): Promise<Made<ArrestView>> {
    const { suspect, by, ...facts } = overrides;
    const of = suspect ?? (await this.suspect());
    const usual = { suspectId: of.id, arrestedOn: '2026-03-02', kind: 'taken_into_custody' };
    return this.made(by ?? of.by, '/arrests', { ...usual, ...facts });
  }

  async victim(overrides: OfComplaint & Partial<IdentifyVictim> = {}): Promise<Made<VictimIdentifiedView>> {
    const { complaint, by, ...facts } = overrides;
    const of = complaint ?? (await this.complaint());
    const found = { complaintId: of.id, abuseTiming: 'recent', productionVictim: false, identifiedOn: '2026-03-01' };
    return this.made(by ?? of.by, '/victims-identified', { ...found, safeguardingStatus: 'identified', ...facts });
  }

  async presentation(overrides: OfTaskForce & Partial<RecordPresentation> = {}): Promise<Made<PresentationView>> {
    const { by, taskForceId, ...facts } = overrides;
    const host = by ?? (await this.account(await this.deskOf(taskForceId, facts.agencyId)));
    const usual = {
      heldOn: '2026-03-01',
      title: 'Staying safe in game chats',
      attendeesYouth: 180,
      attendeesAdult: 22,
    };
    return this.made(host, '/presentations', { ...usual, ...facts });
  }

  async training(overrides: OfTaskForce & Partial<RecordTraining> = {}): Promise<Made<TrainingView>> {
    const { by, taskForceId, ...facts } = overrides;
    const host = by ?? (await this.account(await this.deskOf(taskForceId, facts.agencyId)));
    const heads = { trainedLawEnforcement: 24, trainedProsecutors: 6, trainedOther: 3 };
    const usual = { endedOn: '2026-03-01', title: 'Undercover chat investigations', ...heads };
    return this.made(host, '/trainings', { ...usual, ...facts });
  }

  async operation(overrides: OfTaskForce & Partial<PlanOperation> = {}): Promise<Made<OperationView>> {
    const { by, taskForceId, ...plan } = overrides;
    const runner = by ?? (await this.account({ role: 'supervisor', seat: 'task_force', ...placedIn(taskForceId) }));
    const usual = { startsOn: '2026-03-01', endsOn: '2026-05-31', membership: 'window' };
    return this.made(runner, '/operations', { name: `Operation ${nextNumber()}`, ...usual, ...plan });
  }

  async historicalTotal(overrides: By & Partial<RecordHistoricalTotal> = {}): Promise<Made<HistoricalTotalView>> {
    const { by, ...figure } = overrides;
    const keeper = by ?? (await this.account({ role: 'supervisor', seat: 'task_force' }));
    const usual = { measure: 'arrests', from: '1998-01-01', until: '2018-03-01', value: 100, precision: 'exact' };
    return this.made(keeper, '/historical-totals', { ...usual, source: 'Press release of June 2018', ...figure });
  }

  /** Creates a machine key of an investigator with all scopes, from this machine, for a day. */
  async machineKey(
    overrides: By & Partial<MakeMachineKey> = {},
  ): Promise<MachineKeyView & { token: string; by: GivenAccount }> {
    const { by, ...wanted } = overrides;
    const owner = by ?? (await this.account());
    const scopes = ['agencies:read', 'complaints:read', 'complaints:receive', 'events:read', 'task-forces:read'];
    const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
    const usual = { name: `Key ${nextNumber()}`, scopes, networks: ['127.0.0.0/8'], expiresAt };
    const key = await this.made<MachineKeyView>(owner, '/machine-keys', { ...usual, ...wanted });
    if (key.token === null) throw new Error('A key that has just been made is shown');
    return { ...key, token: key.token };
  }

  /** Links a new user of an identity provider to an account. */
  async linkUser({ by, id, accountId }: { by: GivenAccount; id: string; accountId: string }): Promise<void> {
    const path = `/provisioned-users/${id}/account`;
    madeBy(await this.tracker.as(by).put(path, { accountId }, { 'if-match': '"v1"' }), 200);
  }

  async tip(agency: GivenAgency): Promise<TipOutcomeView> {
    const by = await this.account({ agency, role: 'supervisor' });
    const report = icacReport({ reportId: String(700_000_000 + nextNumber()) });
    const { body } = madeBy(await this.tracker.as(by).post<TipImportView>('/tip-imports', report), 200);
    const [item] = body.items;
    if (!item) throw new Error('An import of a tip says what became of it');
    return item;
  }

  async export({ by }: { readonly by: GivenAccount }): Promise<string> {
    const wanted = { format: 'csv', handling: 'unit_only', purpose: 'Monthly report.' };
    const query = { from: '2026-01-01', until: '2026-04-01' };
    madeBy(await this.tracker.as(by).post('/exports/totals', { ...wanted, query }), 200);
    const { body } = madeBy(await this.tracker.as(by).get<ExportPage>('/exports'), 200);
    const [made] = body.items;
    if (!made) throw new Error('An export that was made is listed');
    return made.id;
  }

  async packet({ complaint, by }: OfComplaint = {}): Promise<string> {
    const of = complaint ?? (await this.complaint());
    const maker = this.tracker.as(by ?? of.by);
    const wanted = {
      complaintId: of.id,
      rendering: 'redacted',
      recipient: 'United States Attorney',
      purpose: 'Filing.',
    };
    madeBy(await maker.post('/packets', { ...wanted, basis: 'government_attorney' }), 200);
    const { body } = madeBy(await maker.get<PacketPage>(`/packets?complaintId=${of.id}`), 200);
    const [packet] = body.items;
    if (!packet) throw new Error('A packet that was made is listed');
    return packet.id;
  }

  /** Returns the complaint after these acts of the account, or of a new supervisor of its task force. */
  async moved(complaint: Made<ComplaintView>, acts: readonly Act[], by?: GivenAccount): Promise<Made<ComplaintView>> {
    const { id, taskForceId } = complaint;
    const actor = by ?? (await this.account({ taskForceId, role: 'supervisor' }));
    let moved = complaint;
    for (const [act, body] of acts) {
      const changed = await this.changed({ ...moved, by: actor }, `/complaints/${id}/${act}`, body);
      moved = { ...changed, by: complaint.by };
    }
    return moved;
  }

  /** Creates a complaint closed so long ago that its review is due. */
  async closedLongAgo(overrides: ComplaintOver = {}): Promise<Made<ComplaintView>> {
    const closed = await this.complaint({ ...overrides, state: 'closed' });
    await this.tracker.sql(`UPDATE app.complaints SET state_since = '2015-06-01T12:00:00Z' WHERE id = $1`, [closed.id]);
    return closed;
  }

  async purgeCertificate(agencyId: string): Promise<string> {
    const [row] = await this.tracker.sql<{ id: string }>(
      `INSERT INTO app.purged_complaints (id, task_force_id, agency_id, complaint_id, reference, class, was_sealed, purged_at, number,
                               certificate, sha256)
       SELECT gen_random_uuid(), a.task_force_id, a.id, gen_random_uuid(), $2, 'unfounded', false, now(), 'PC-' || $2, '{}',
              sha256('{}')
         FROM app.agencies a WHERE a.id = $1 RETURNING id`,
      [agencyId, `TT-${nextNumber()}`],
    );
    if (!row) throw new Error('A certificate that was inserted is there');
    return row.id;
  }

  async preferences(by: GivenAccount): Promise<void> {
    madeBy(await this.tracker.as(by).put('/accounts/me/preferences', { density: 'compact' }), 200);
  }

  async made<View>(author: GivenAccount, path: string, body: unknown): Promise<Made<View>> {
    return madeOf(author, madeBy(await this.tracker.as(author).post<View>(path, body), 201));
  }

  /** Saves a draft for the first time: of a new complaint, or as given. */
  async draft({ by, ...overrides }: By & Partial<SaveDraft> = {}): Promise<Made<DraftSummary>> {
    const author = by ?? (await this.account());
    const draft = { kind: 'complaint', body: { narrative: 'The caller says that' }, ...overrides };
    return madeOf(author, madeBy(await this.tracker.as(author).put<DraftSummary>(`/drafts/${newId()}`, draft), 200));
  }

  /** Returns the latest notice to an agency of a corrected or purged subject index entry. */
  async noticeTo(agencyId: string): Promise<string> {
    const [notice] = await this.tracker.sql<{ id: string }>(
      'SELECT id FROM app.subject_index_notices WHERE agency_id = $1 AND acknowledged_at IS NULL LIMIT 1',
      [agencyId],
    );
    if (!notice) throw new Error('There is no notice to that agency');
    return notice.id;
  }

  /** Changes any record by its author. */
  async changed<View>({ by, etag }: Made<View>, path: string, body: unknown): Promise<Made<View>> {
    return madeOf(by, madeBy(await this.tracker.as(by).change<View>(path, body, { 'if-match': etag }), 200));
  }

  private async workedUpTo(state: WorkedUpTo, received: Made<ComplaintView>): Promise<Made<ComplaintView>> {
    const { id, taskForceId, agencyId, by } = received;
    const supervisor = this.tracker.as(await this.account({ taskForceId, role: 'supervisor' }));
    let worked = received;
    for (const [reached, act, decision] of decisions) {
      const body = act === 'assignment' ? { agencyId } : decision;
      const answer = await supervisor.put<ComplaintView>(`/complaints/${id}/${act}`, body, { 'if-match': worked.etag });
      worked = madeOf(by, madeBy(answer, 200));
      if (reached === state) break;
    }
    return worked;
  }

  private async deskOf(taskForceId: string | undefined, agencyId: string | undefined): Promise<AccountOver> {
    if (agencyId === undefined) return { agency: await this.agency(placedIn(taskForceId)) };
    const [agency] = await this.tracker.sql<GivenAgency>(
      'SELECT id, task_force_id AS "taskForceId", name FROM app.agencies WHERE id = $1',
      [agencyId],
    );
    if (!agency) throw new Error('There is no such agency to log for');
    return { agency };
  }
}

/** Returns the answer, or throws an error with the actual status. */
export function madeBy<Body>(answer: Answer<Body>, status: number): Answer<Body> {
  if (answer.status !== status) throw new Error(`${status} was expected and ${answer.status} came: ${answer.text}`);
  return answer;
}

function madeOf<View>(by: GivenAccount, { body, etag }: Answer<View>): Made<View> {
  return { ...body, etag, by };
}

function placedIn(taskForceId: string | null | undefined): { taskForceId?: string } {
  return taskForceId == null ? {} : { taskForceId };
}
