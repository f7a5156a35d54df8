import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CaseView } from '../../src/casework/cases/case.view.js';
import type { ComplaintPage } from '../../src/casework/complaints/complaint-line.view.js';
import type { ComplaintView } from '../../src/casework/complaints/complaint.view.js';
import type { TaskPage, TaskView } from '../../src/casework/notes-and-tasks/task.view.js';
import type { LegalHoldPage } from '../../src/casework/retention/legal-hold.view.js';
import type { TransferView } from '../../src/casework/transfers/transfer.view.js';
import type { ManagedAccountView } from '../../src/organization/accounts/account.view.js';
import type { CurrentSessionView } from '../../src/organization/accounts/sign-in.view.js';
import { aTip, Given, type GivenAccount, type GivenAgency, type GivenComplaint } from '../support/given.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';
import { offerOf } from '../casework/transfer-fixtures.js';

let tracker: Tracker;
let given: Given;

beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

describe('names beside the ids of complaints', () => {
  it('are in the list, the record and the case, in one more statement for the page', async () => {
    const { complaint, investigator, supervisor, owner, worker } = await assigned();
    const names = {
      agency: { id: owner.id, name: owner.name },
      workingAgency: { id: worker.id, name: worker.name },
      investigator: {
        id: investigator.accountId,
        name: investigator.name,
        role: 'investigator',
        agency: worker.name,
      },
      mergedIntoComplaint: null,
    };

    const list = await tracker.expectQueries(2, () => tracker.as(supervisor).get<ComplaintPage>('/complaints'));
    const one = await tracker.expectQueries(1, () =>
      tracker.as(supervisor).get<ComplaintView>(`/complaints/${complaint.id}`),
    );
    // The case, its suspects, arrests, children, timeline, and the drafts of the reader.
    const opened = await tracker.expectQueries(6, () =>
      tracker.as(supervisor).get<CaseView>(`/complaints/${complaint.id}/case`),
    );

    expect(list.body.items).toEqual([expect.objectContaining({ id: complaint.id, ...names })]);
    expect(one.body).toMatchObject({ ...names, taskForce: { id: owner.taskForceId, code: complaint.taskForce.code } });
    expect(opened.body.complaint).toEqual(one.body);
  });

  it('are in the answer to a change, and in the replay of one', async () => {
    const { agencyId, by } = await given.complaint();
    const complaint = { ...aTip, agencyId };
    const headers = { 'idempotency-key': 'named-once' };

    const first = await tracker.as(by).post<ComplaintView>('/complaints', complaint, headers);
    const again = await tracker.as(by).post<ComplaintView>('/complaints', complaint, headers);

    expect(first.body.agency).toMatchObject({ id: agencyId });
    expect(first.body.agency.name).toMatch(/^Agency/);
    expect(again).toMatchObject({ headers: { 'idempotency-replayed': 'true' }, body: { agency: first.body.agency } });
  });

  it('name an investigator to colleagues of another agency, whose account they cannot read', async () => {
    const { investigator, worker, complaint } = await assigned();
    const colleague = await given.account({ agency: worker });

    const { body } = await tracker.as(colleague).get<ComplaintView>(`/complaints/${complaint.id}`);

    expect(body.investigator).toMatchObject({ name: investigator.name });
    expect(await tracker.as(colleague).get(`/accounts/${investigator.accountId}`)).toMatchObject({ status: 403 });
  });

  it('name the complaint into which another was merged', async () => {
    const target = await given.complaint();
    const { agencyId, taskForceId } = target;
    const supervisor = tracker.as(await given.account({ taskForceId, role: 'supervisor' }));
    const source = await given.complaint({ agencyId });

    const merge = { into: target.id, reason: 'The same tip arrived twice.' };
    const merged = await supervisor.put<ComplaintView>(`/complaints/${source.id}/merge`, merge, {
      'if-match': source.etag,
    });

    expect(merged.body).toMatchObject({ mergedIntoComplaint: { id: target.id, reference: target.reference } });
  });
});

describe('names beside the ids of other records', () => {
  it('are in tasks and legal holds, in lists and records', async () => {
    const { complaint, investigator, supervisor, worker } = await assigned();
    const head = tracker.as(supervisor);
    const owner = { id: investigator.accountId, name: investigator.name, role: 'investigator', agency: worker.name };
    const byHead = { id: supervisor.accountId, name: supervisor.name, role: 'supervisor', agency: null };
    const of = { complaint: { id: complaint.id, reference: complaint.reference } };
    const work = { title: 'Call the school.', ownerId: investigator.accountId, dueOn: '2026-03-09' };
    const task = await given.made<TaskView>(supervisor, '/tasks', { complaintId: complaint.id, ...work });
    const authority = { authority: 'District Court, 8:26-cr-00117', reviewOn: '2027-03-01' };
    await given.made(supervisor, '/legal-holds', { complaintId: complaint.id, reason: 'An appeal.', ...authority });

    const tasks = await tracker.expectQueries(2, () => head.get<TaskPage>('/tasks'));
    const holds = await head.get<LegalHoldPage>(`/legal-holds?complaintId=${complaint.id}`);

    expect(task).toMatchObject({ ...of, owner, setByPerson: byHead, endedByPerson: null });
    expect(tasks.body.items).toMatchObject([{ ...of, owner }]);
    expect(holds.body.items).toMatchObject([{ ...of, placedByPerson: byHead, liftedByPerson: null }]);
  });

  it('leave out the people and the complaint of another task force', async () => {
    const { complaint, receiver, bySender, byReceiver } = await acrossTaskForces();
    const offer = await offerOf(given, complaint, receiver, bySender);
    const path = `/transfers/${offer.id}`;

    const answer = { reason: 'The subject lives here.' };
    await tracker.as(byReceiver).change(`${path}/acceptance`, answer, { 'if-match': '"v1"' });
    const sent = await tracker.as(bySender).get<TransferView>(path);
    const received = await tracker.as(byReceiver).get<TransferView>(path);

    const unknown = { name: null, role: null, agency: null };
    expect(sent.body).toMatchObject({
      to: { taskForce: { id: receiver.taskForceId } },
      offeredByPerson: { id: bySender.accountId, name: bySender.name },
      decidedByPerson: { id: byReceiver.accountId, ...unknown },
      becameComplaint: { id: sent.body.becameComplaintId, reference: null },
    });
    expect(received.body).toMatchObject({
      offeredByPerson: { id: bySender.accountId, ...unknown },
      decidedByPerson: { id: byReceiver.accountId, name: byReceiver.name },
    });
    expect(received.body.becameComplaint?.reference).toMatch(/-\d{6}$/);
    expect(JSON.stringify(sent.body)).not.toContain(byReceiver.name);
  });

  it('are in the seat of an account and of a session', async () => {
    const { id: taskForceId, code } = await given.taskForce({ zone: 'Pacific/Guam' });
    const agency = await given.agency({ taskForceId });
    const account = await given.account({ agency });
    const seat = {
      level: 'agency',
      taskForceId,
      taskForce: { id: taskForceId, code, name: `${code} Task Force`, zone: 'Pacific/Guam' },
      agencyId: agency.id,
      agency: { id: agency.id, name: agency.name },
    };

    const session = await tracker.as(account).get<CurrentSessionView>('/sessions/current');
    const own = await tracker.as(account).get<ManagedAccountView>('/accounts/me');

    expect(session.body.seat).toEqual(seat);
    expect(session.body.account?.seat).toEqual(seat);
    expect(own.body.seat).toEqual(seat);
  });
});

/** Fields of answers that are an id alone, each with the reason. */
const idAlone: Readonly<Record<string, string>> = {
  'AccessLogEntryView.accountId': 'accountName has the name',
  'AccountActView.accountId': 'accountName has the name',
  'CountedRecordView.agencyId': 'a record of the count, compared by its hash',
  'CountedRecordView.complaintId': 'a record of the count, compared by its hash',
  'CountedRow.complaintId': 'reference has the number',
  'DifferenceView.complaintId': 'reference has the number',
  'DraftSummary.complaintId': 'subject has the number',
  'DraftView.complaintId': 'subject has the number',
  'DueView.complaintId': 'reference has the number',
  'EventView.complaintId': 'the change feed has ids only',
  'ExplainingActView.accountId': 'accountName has the name',
  'FindingAnswerView.by': 'findingAuthors has the person',
  'MissingPerformanceReportView.taskForceId': 'code and name are beside it',
  'NoteView.complaintId': 'the path names the complaint',
  'PurgeCertificateSummary.complaintId': 'the complaint is purged; reference has the number',
  'PurgeCertificateView.complaintId': 'the complaint is purged; reference has the number',
  'RecertificationLineView.accountId': 'name, role and seat are beside it',
  'ReportedFileView.complaintId': 'the path names the complaint',
  'ReportedPersonView.complaintId': 'the path names the complaint',
  'ScopeView.agencyId': 'the rows of a report have the names',
  'ScopeView.taskForceId': 'the rows of a report have the names',
  'SealedDuplicateView.complaintId': 'reference has the number',
  'SealedDuplicateView.sealedComplaintId': 'sealedReference has the number',
  'ShareSummary.complaintId': 'reference has the number',
  'ShareView.complaintId': 'reference has the number',
  'SideView.agencyId': 'agency has the name at that time',
  'SubjectDisseminationView.toAgencyId': 'toAgencyName has the name at that time',
  'TipOutcomeView.complaintId': 'reference has the number',
  'TrailActView.accountId': 'the sentence has the name',
  'TrailEntryView.accountId': 'accountName has the name',
  'TransferView.complaintId': 'reference has the number',
};

describe('the API document', () => {
  it('has a name beside each id of a person, agency, task force or complaint', () => {
    const found = Object.entries(schemas).flatMap(([name, { properties = {} }]) =>
      /(?:View|Summary|Line|Hit|Row)$/.test(name)
        ? Object.entries(properties).flatMap(([field, property]) => {
            const beside = nameBeside(field);
            return beside !== null && isId(property) && !(beside in properties) ? [`${name}.${field}`] : [];
          })
        : [],
    );

    expect(found.filter((field) => !(field in idAlone))).toEqual([]);
  });
});

interface Property {
  readonly format?: string;
  readonly anyOf?: readonly Property[];
  readonly oneOf?: readonly Property[];
}

const { schemas } = (
  JSON.parse(readFileSync('docs/openapi.json', 'utf8')) as {
    readonly components: {
      readonly schemas: Readonly<Record<string, { readonly properties?: Readonly<Record<string, Property>> }>>;
    };
  }
).components;

function isId({ format, anyOf = [], oneOf = [] }: Property): boolean {
  return format === 'uuid' || [...anyOf, ...oneOf].some(isId);
}

/** Returns the field with the name of an id, or null for the id of another kind of record. */
function nameBeside(field: string): string | null {
  if (/(?:complaint|agency|taskForce|account|investigator|owner)Id$/i.test(field)) return field.replace(/Id$/, '');
  if (field === 'mergedInto') return 'mergedIntoComplaint';
  return /By$/.test(field) ? `${field}Person` : null;
}

interface Across {
  readonly complaint: GivenComplaint;
  readonly receiver: GivenAgency;
  readonly bySender: GivenAccount;
  readonly byReceiver: GivenAccount;
}

/** Returns a complaint, and supervisors who can offer and receive it in two task forces. */
async function acrossTaskForces(): Promise<Across> {
  const complaint = await given.complaint({ state: 'triaged' });
  const receiver = await given.agency();
  const bySender = await given.account({ taskForceId: complaint.taskForceId, role: 'supervisor' });
  const byReceiver = await given.account({ agency: receiver, role: 'supervisor' });
  return { complaint, receiver, bySender, byReceiver };
}

interface Assigned {
  readonly complaint: GivenComplaint;
  readonly investigator: GivenAccount;
  readonly supervisor: GivenAccount;
  readonly owner: { readonly id: string; readonly taskForceId: string; readonly name: string };
  readonly worker: { readonly id: string; readonly taskForceId: string; readonly name: string };
}

/** Returns a complaint of one agency that an investigator of another agency works. */
async function assigned(): Promise<Assigned> {
  const owner = await given.agency();
  const { taskForceId } = owner;
  const worker = await given.agency({ taskForceId });
  const investigator = await given.account({ agency: worker });
  const supervisor = await given.account({ taskForceId, role: 'supervisor' });
  const complaint = await given.complaint({ agencyId: owner.id, by: supervisor, state: 'triaged' });
  await tracker
    .as(supervisor)
    .put(
      `/complaints/${complaint.id}/assignment`,
      { agencyId: worker.id, investigatorId: investigator.accountId },
      { 'if-match': complaint.etag },
    );
  return { complaint, investigator, supervisor, owner, worker };
}
