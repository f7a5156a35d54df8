import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ComplaintView } from '../../src/casework/complaints/complaint.view.js';
import type { TaskView } from '../../src/casework/notes-and-tasks/task.view.js';
import type { PreservationView } from '../../src/casework/preservations/preservation.view.js';
import type { InvestigationView } from '../../src/casework/investigations/investigation.view.js';
import type { TotalsView } from '../../src/reporting/reports/report.view.js';
import type { ReadSealOrderView } from '../../src/casework/retention/seal-order.view.js';
import type { Answer } from '../support/client.js';
import { Given, madeBy, type GivenAccount, type GivenComplaint, type Made } from '../support/given.js';
import { offerOf } from './transfer-fixtures.js';
import { createFixtures } from '../support/fixtures.js';
import { startTracker, type Tracker } from '../support/tracker.js';
import { asApp, asHolder, untilSessionWaits } from '../support/transactions.js';
import { freshNumber, icacReport, jsonBytes } from '../support/tips.js';
import type { TipImportView } from '../../src/intelligence/tips/tip-import.view.js';
import type { TriageProposalView } from '../../src/casework/triage/triage-proposal.view.js';
import { namedVictim } from './vault-fixtures.js';

let tracker: Tracker;
let given: Given;

beforeAll(async () => {
  tracker = await startTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

const order = { orderNumber: 'CI 26-4417', court: 'District Court of Douglas County', orderedOn: '2026-02-20' };
/** Unique word that must not remain after an expungement. */
const secret = 'Zebulon';

async function pairOf({ taskForceId }: { readonly taskForceId: string }): Promise<[GivenAccount, GivenAccount]> {
  return [
    await given.account({ taskForceId, role: 'supervisor' }),
    await given.account({ taskForceId, role: 'supervisor' }),
  ];
}

function enter(
  by: GivenAccount,
  complaint: { readonly id: string },
  overrides: object,
): Promise<Made<ReadSealOrderView>> {
  return given.made<ReadSealOrderView>(by, '/seal-orders', { complaintId: complaint.id, ...order, ...overrides });
}

function execute(by: GivenAccount, { id, etag }: Made<ReadSealOrderView>): Promise<Answer<ReadSealOrderView>> {
  return tracker.as(by).put<ReadSealOrderView>(`/seal-orders/${id}/execution`, undefined, { 'if-match': etag });
}

async function totalsOf(head: GivenAccount): Promise<unknown> {
  const query = '/reports/totals?from=2020-01-01&until=2030-01-01&by=type';
  return madeBy(await tracker.as(head).get<TotalsView>(query), 200).body;
}

describe('a sealed complaint', () => {
  it('is visible to supervisors of its task force only, counts as before, and is unsealed by another order', async () => {
    const complaint = await given.complaint();
    const suspect = await given.suspect({ complaint });
    const [one, two] = await pairOf(complaint);
    const before = await totalsOf(one);
    const sealing = await enter(one, complaint, { kind: 'seal' });

    const alone = await execute(one, sealing);
    const sealed = await execute(two, sealing);
    const agencyHead = tracker.as(await given.account({ agency: await agencyOf(complaint), role: 'supervisor' }));
    const hidden = await Promise.all([
      tracker.as(complaint.by).get(`/complaints/${complaint.id}`),
      tracker.as(complaint.by).get(`/suspects/${suspect.id}`),
      agencyHead.get(`/complaints/${complaint.id}`),
      tracker.as(complaint.by).get(`/seal-orders/${sealing.id}`),
    ]);
    const shown = await tracker.as(one).get<ComplaintView>(`/complaints/${complaint.id}`);
    const whileSealed = await totalsOf(one);
    const unsealed = await execute(two, await enter(one, complaint, { kind: 'unseal', orderNumber: 'CI 26-5001' }));

    expect(sealing).toMatchObject({
      enteredBy: one.accountId,
      executedAt: null,
      may: { execute: false, withdraw: true },
    });
    expect(alone).toMatchObject({ status: 403, body: { type: '/problems/second-person-required' } });
    expect(sealed.body).toMatchObject({ executedBy: two.accountId });
    expect(hidden.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    expect(shown.body).toMatchObject({ id: complaint.id, isSealed: true });
    expect(whileSealed).toEqual(before);
    expect(unsealed.status).toBe(200);
    expect((await tracker.as(complaint.by).get(`/complaints/${complaint.id}`)).status).toBe(200);
  });

  it('hides its investigation when no other complaint of it is visible', async () => {
    const complaint = await given.complaint({ state: 'assigned' });
    const other = await given.complaint({ by: complaint.by, state: 'assigned' });
    const [one, two] = await pairOf(complaint);
    const investigator = await given.account({
      taskForceId: complaint.taskForceId,
      role: 'investigator',
      seat: 'task_force',
    });
    const { id } = await given.made<{ id: string }>(complaint.by, '/investigations', {
      complaintIds: [complaint.id, other.id],
      title: 'One household',
      openedOn: '2026-03-01',
    });
    const seen = async (): Promise<number[]> => {
      const answers = [];
      for (const account of [one, complaint.by, investigator]) {
        const list = await tracker.as(account).get<{ items: unknown[] }>('/investigations');
        const read = await tracker.as(account).get(`/investigations/${id}`);
        answers.push(read.status, list.body.items.length);
      }
      return answers;
    };

    await execute(two, await enter(one, complaint, { kind: 'seal' }));
    const half = await seen();
    await execute(two, await enter(one, other, { kind: 'seal' }));

    expect(half).toEqual([200, 1, 200, 1, 200, 1]);
    expect(await seen()).toEqual([200, 1, 404, 0, 404, 0]);
  });

  it('includes merged complaints, and unsealing leaves those that another order sealed', async () => {
    const complaint = await given.complaint({ state: 'triaged' });
    const [one, two] = await pairOf(complaint);
    const merged = await mergedInto(complaint);
    const own = await given.complaint({ agencyId: complaint.agencyId, state: 'triaged' });
    const sealedOnes = async (): Promise<boolean[]> => {
      const seen: boolean[] = [];
      for (const { id } of [complaint, merged, own])
        seen.push((await tracker.as(complaint.by).get(`/complaints/${id}`)).status === 404);
      return seen;
    };
    const merge = async (): Promise<number> => {
      const { etag } = await tracker.as(one).get<ComplaintView>(`/complaints/${own.id}`);
      const body = { into: complaint.id, reason: 'The same.' };
      return (await tracker.as(one).put(`/complaints/${own.id}/merge`, body, { 'if-match': etag })).status;
    };

    madeBy(await execute(two, await enter(one, own, { kind: 'seal' })), 200);
    const before = await sealedOnes();
    const early = await merge();
    madeBy(await execute(two, await enter(one, complaint, { kind: 'seal' })), 200);
    const late = await merge();
    const sealed = await sealedOnes();
    madeBy(await execute(two, await enter(one, complaint, { kind: 'unseal', orderNumber: 'CI 26-5001' })), 200);

    expect([early, late]).toEqual([409, 200]);
    expect(before).toEqual([false, false, true]);
    expect(sealed).toEqual([true, true, true]);
    expect(await sealedOnes()).toEqual([false, false, true]);
  });

  it('requires a valid order: not expired, not executed before, and for a visible complaint', async () => {
    const complaint = await given.complaint();
    const [one, two] = await pairOf(complaint);
    const client = tracker.as(one);
    const body = { complaintId: complaint.id, kind: 'seal', ...order };

    const expired = await client.post('/seal-orders', { ...body, expiresOn: '2026-03-01' });
    const future = await client.post('/seal-orders', { ...body, orderedOn: '2026-03-03' });
    const backwards = await client.post('/seal-orders', { ...body, expiresOn: '2026-02-19' });
    const unsealing = await client.post('/seal-orders', { ...body, kind: 'unseal' });
    const atAgency = await tracker
      .as(await given.account({ agency: await agencyOf(complaint), role: 'supervisor' }))
      .post('/seal-orders', body);
    const waiting = await enter(one, complaint, { kind: 'seal', expiresOn: '2026-03-02' });
    await tracker.sql(`UPDATE app.seal_orders SET expires_on = '2026-03-01' WHERE id = $1`, [waiting.id]);
    const late = await execute(two, waiting);
    const fitting = await enter(one, complaint, { kind: 'seal' });
    madeBy(await execute(two, fitting), 200);
    const again = await execute(two, { ...fitting, etag: '"v2"' });
    const doubled = await client.post('/seal-orders', body);
    const withdrawn = await client.post(
      `/seal-orders/${waiting.id}/withdraw`,
      { reason: 'It has expired.' },
      { 'if-match': waiting.etag },
    );

    expect(expired).toMatchObject({ status: 409, body: { type: '/problems/seal-order-expired' } });
    expect(future).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/orderedOn' }] } });
    expect(backwards).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/expiresOn' }] } });
    expect(unsealing).toMatchObject({ status: 409, body: { type: '/problems/not-sealed' } });
    expect(atAgency.status).toBe(403);
    expect(late).toMatchObject({ status: 409, body: { type: '/problems/seal-order-expired' } });
    expect(again).toMatchObject({ status: 409, body: { type: '/problems/order-not-open' } });
    expect(doubled).toMatchObject({ status: 409, body: { type: '/problems/already-sealed' } });
    expect(withdrawn).toMatchObject({ status: 200, body: { withdrawReason: 'It has expired.' } });
  });

  it('cannot be sealed by the author of the order, also in Postgres', async () => {
    const complaint = await given.complaint();
    const [one] = await pairOf(complaint);
    const sealing = await enter(one, complaint, { kind: 'seal' });

    const forge = tracker.sql(
      'UPDATE app.seal_orders SET executed_by = entered_by, executed_at = now() WHERE id = $1',
      [sealing.id],
    );

    await expect(forge).rejects.toMatchObject({ code: '23514' });
  });
});

describe('an expungement', () => {
  it('erases persons and free text, and keeps the order, the counts and the recipients to notify', async () => {
    const complaint = await given.complaint({ narrative: `${secret} asked for a meeting.`, externalReference: secret });
    const [one, two] = await pairOf(complaint);
    const suspect = await given.suspect({
      complaint,
      givenName: secret,
      familyName: secret,
      bornOn: '1979-11-02',
      offenderClass: 'producer',
    });
    await given.arrest({ suspect });
    const victim = await given.victim({ complaint });
    const { id: suspectId } = suspect;
    await given.made(complaint.by, '/suspect-aliases', { suspectId, kind: 'nickname', wholeName: secret });
    for (const raw of [`${secret}@example.com`, `${secret}@example.org`]) {
      await given.made(complaint.by, '/identifiers', {
        complaintId: complaint.id,
        suspectId,
        role: 'suspect',
        kind: 'email',
        raw,
      });
    }
    await given.made(complaint.by, `/complaints/${complaint.id}/notes`, { text: `${secret} called again.` });
    await namedVictim(given, victim);
    await disclosedBy(complaint);
    const before = await totalsOf(one);

    const done = await execute(two, await enter(one, complaint, { kind: 'expunge' }));

    expect(done).toMatchObject({
      status: 200,
      body: { recipientsToNotify: [{ recipient: 'Lancaster County Sheriff' }] },
    });
    const left = await tracker.as(one).get<ComplaintView>(`/complaints/${complaint.id}`);
    expect(left.body).toMatchObject({
      narrative: 'Expunged by order of a court.',
      externalReference: null,
      isSealed: true,
      reference: complaint.reference,
    });
    expect(await wordsLeft()).toEqual([]);
    expect(await tracker.sql('SELECT FROM vault.encrypted_identities WHERE identity_id = $1', [victim.id])).toEqual([]);
    const [identity] = await tracker.sql('SELECT fields, destroyed_at FROM vault.identities WHERE id = $1', [
      victim.id,
    ]);
    expect(identity).toEqual({ fields: [], destroyed_at: new Date('2026-03-02T15:00:00Z') });
    expect(await totalsOf(one)).toEqual(before);
    const [stored] = await tracker.sql('SELECT order_number, kind FROM app.seal_orders WHERE complaint_id = $1', [
      complaint.id,
    ]);
    expect(stored).toEqual({ order_number: 'CI 26-4417', kind: 'expunge' });
    const notes = await tracker.sql(
      `SELECT reason FROM audit.entries WHERE action = 'seal-order.recipients-due' AND task_force_id = $1`,
      [complaint.taskForceId],
    );
    expect(notes).toEqual([{ reason: '1 disclosures of the complaint, whose recipients must be notified.' }]);
    const again = await tracker.as(one).post('/seal-orders', { complaintId: complaint.id, ...order, kind: 'unseal' });
    expect(again).toMatchObject({ status: 409, body: { type: '/problems/already-expunged' } });
  });

  it('erases the text of an investigation when no other complaint of it remains, and lets nobody write it again', async () => {
    const complaint = await given.complaint({ state: 'assigned' });
    const other = await given.complaint({ by: complaint.by, state: 'assigned' });
    const [one, two] = await pairOf(complaint);
    const title = `The house of ${secret}`;
    const opening = { complaintIds: [complaint.id, other.id], title, openedOn: '2026-03-01' };
    const opened = await given.made<InvestigationView>(one, '/investigations', opening);
    const path = `/investigations/${opened.id}`;
    const closing = { outcome: 'opened_in_error', closedOn: '2026-03-02', narrative: `${secret} moved away.` };
    const closed = await given.changed(opened, `${path}/closure`, closing);
    await given.changed(closed, `${path}/reopen`, { reason: `${secret} came back.` });

    await execute(two, await enter(one, complaint, { kind: 'expunge' }));
    const half = await tracker.as(one).get<InvestigationView>(path);
    await execute(two, await enter(one, other, { kind: 'expunge' }));
    const whole = await tracker.as(one).get<InvestigationView>(path);
    const left = (await wordsLeft()).filter((table) => !table.startsWith('audit.'));
    const renamed = await tracker.as(one).put(path, { title }, { 'if-match': whole.etag });
    const ending = { ...closing, narrative: 'A court ordered it.' };
    const ended = await tracker.as(one).put<InvestigationView>(`${path}/closure`, ending, { 'if-match': whole.etag });
    const reopened = await tracker.as(one).post(`${path}/reopen`, { reason: title }, { 'if-match': ended.etag });

    expect(half.body).toMatchObject({ title, closures: [{ narrative: closing.narrative, reopenedBy: one.accountId }] });
    const gone = 'Expunged by order of a court.';
    expect(whole.body).toMatchObject({ title: gone, closures: [{ narrative: gone, reopenReason: gone }] });
    expect(left).toEqual([]);
    expect(ended.body.may).toMatchObject({ reopen: false });
    for (const refused of [renamed, reopened]) {
      expect(refused).toMatchObject({ status: 409, body: { type: '/problems/expunged' } });
    }
  });

  it('leaves nothing that a tip states of a person, and a triage proposal without it', async () => {
    const agency = await given.agency();
    const [one, two] = await pairOf(agency);
    const by = tracker.as(await given.account({ agency, role: 'supervisor' }));
    const person = { firstName: 'Rowan', relationshipToChildVictim: 'Father', convictedSexOffender: true };
    const addresses = { addresses: [{ city: 'Denver', state: 'CO' }] };
    const tip = icacReport({
      reportId: freshNumber(),
      reportedInformation: {
        reportingEsp: { espName: 'Example Chat' },
        reportedPeople: { reportedPersons: [{ ...person, addresses }] },
      },
    });
    const { body } = await by.send<TipImportView>('POST', '/tip-imports', jsonBytes(tip), {
      'content-type': 'application/json',
    });
    const id = body.items[0]?.complaintId ?? '';
    const stated = `SELECT provider_id, places, child_access, names_convicted_offender FROM app.tip_versions WHERE complaint_id = '${id}'`;
    const found = { childAccess: 'teacher', hasHandsOnStatement: true };
    const { etag } = await by.get(`/complaints/${id}`);
    await by.put(
      `/complaints/${id}/screening`,
      { type: 'enticement', mode: 'reactive', ...found },
      { 'if-match': etag },
    );
    expect(await tracker.sql(stated)).toMatchObject([
      { provider_id: expect.any(String), child_access: 'parent_or_guardian', names_convicted_offender: true },
    ]);

    const done = await execute(two, await enter(one, { id }, { kind: 'expunge' }));

    expect([done.status, done.status === 200 ? '' : done.text]).toEqual([200, '']);
    expect(await tracker.sql(stated)).toEqual([
      { provider_id: null, places: null, child_access: null, names_convicted_offender: null },
    ]);
    expect(
      await tracker.sql(`SELECT child_access, has_hands_on_statement FROM app.screenings WHERE complaint_id = '${id}'`),
    ).toEqual([{ child_access: null, has_hands_on_statement: null }]);
    const proposal = await tracker.as(one).get<TriageProposalView>(`/complaints/${id}/triage-proposal`);
    expect([proposal.status, proposal.body.places.filter(({ source }) => source !== 'recorded')]).toEqual([200, []]);
  });

  it('clears each listed column in every table that references a complaint', async () => {
    const agency = await given.agency();
    const [one, two] = await pairOf(agency);
    const place = await createFixtures(given, agency);
    const operation = await given.operation({ by: one, membership: 'tagged' });
    const tag = { complaintIds: [place.complaint] };
    await given.changed(operation, `/operations/${operation.id}/members`, tag);
    const written = await secretInAll(agency.taskForceId);
    const dependent = await tracker.sql<{ name: string }>(
      `SELECT DISTINCT s.dependent AS name FROM purge.tables_to_purge() s CROSS JOIN app.expunged_columns(s.dependent::regclass)
        -- The columns of a screening have codes alone. Another test clears them.
        WHERE s.dependent NOT IN ('app.seal_orders', 'app.screenings')`,
    );
    const complaints = await tracker.sql<{ id: string }>(
      'SELECT id FROM app.complaints WHERE task_force_id = $1 AND merged_into IS NULL',
      [agency.taskForceId],
    );

    for (const complaint of complaints) {
      const { status, text } = await execute(two, await enter(one, complaint, { kind: 'expunge' }));
      expect({ status, text: status === 200 ? '' : text }).toEqual({ status: 200, text: '' });
    }

    expect(dependent.map(({ name }) => name).filter((name) => !written.has(name))).toEqual([]);
    expect((await wordsLeft()).filter((name) => !name.startsWith('audit.'))).toEqual([]);
  });

  it('clears an offer to another task force, and waits for a concurrent answer to it', async () => {
    const [here, beyond] = [await given.agency(), await given.agency()];
    const complaint = await given.complaint({ agencyId: here.id, state: 'triaged' });
    const [one, two] = await pairOf(complaint);
    const by = await given.account({ agency: here, role: 'supervisor' });
    const offer = await offerOf(given, complaint, beyond, by, { summary: secret, reason: secret });
    const order = await enter(one, complaint, { kind: 'expunge' });

    // An answer to an offer locks the offer and then its complaint.
    const { executing, free } = await asHolder(tracker, async (holder) => {
      await holder.query('SELECT FROM app.transfers WHERE id = $1 FOR UPDATE', [offer.id]);
      const waiting = execute(two, order);
      await untilSessionWaits(tracker);
      const locked = holder.query('SELECT FROM app.complaints WHERE id = $1 FOR UPDATE NOWAIT', [complaint.id]);
      return { executing: waiting, free: await locked.then(({ rowCount }) => rowCount === 1).catch(() => false) };
    });

    expect(free).toBe(true);
    expect((await executing).status).toBe(200);
    expect(await wordsLeft()).not.toContain('app.transfers');
  });

  it('includes merged complaints, and is ordered for the complaint they were merged into', async () => {
    const complaint = await given.complaint({ narrative: 'An adult asked for a meeting.', state: 'triaged' });
    const [one, two] = await pairOf(complaint);
    const merged = await mergedInto(complaint);
    const earlier = await given.complaint({ agencyId: complaint.agencyId, narrative: secret, state: 'triaged' });
    const overtaken = await enter(one, earlier, { kind: 'seal' });
    await given.moved(earlier, [['merge', { into: complaint.id, reason: 'The same.' }]]);
    await disclosedBy(merged);

    const ofMerged = await tracker.as(one).post('/seal-orders', { complaintId: merged.id, ...order, kind: 'expunge' });
    const late = await execute(two, overtaken);
    const done = await execute(two, await enter(one, complaint, { kind: 'expunge' }));

    const mergedAway = { status: 409, body: { type: '/problems/complaint-merged', mergedInto: complaint.id } };
    expect([ofMerged, late]).toMatchObject([mergedAway, mergedAway]);
    expect(done).toMatchObject({
      status: 200,
      body: { recipientsToNotify: [{ recipient: 'Lancaster County Sheriff' }] },
    });
    for (const { id } of [complaint, merged, earlier]) {
      const { body } = await tracker.as(one).get<ComplaintView>(`/complaints/${id}`);
      expect(body).toMatchObject({ narrative: 'Expunged by order of a court.', isSealed: true, isExpunged: true });
    }
  });

  it('blocks further writes and reopening, and clears later text under another order', async () => {
    const complaint = await given.complaint({ state: 'closed' });
    const [one, two] = await pairOf(complaint);
    madeBy(await execute(two, await enter(one, complaint, { kind: 'expunge' })), 200);
    const client = tracker.as(one);
    const path = `/complaints/${complaint.id}`;

    const left = await client.get<ComplaintView>(path);
    const note = await client.post(`${path}/notes`, { text: `${secret} called again.` });
    const reopened = await client.post(`${path}/reopen`, { reason: 'A lead.' }, { 'if-match': left.etag });
    const submitted = await client.put(`${path}/submission`, { reportedToNcmecAt: null }, { 'if-match': left.etag });
    const other = await given.complaint({ agencyId: complaint.agencyId, state: 'triaged' });
    const merging = { into: complaint.id, reason: 'The same.' };
    const merged = await client.put(`/complaints/${other.id}/merge`, merging, { 'if-match': other.etag });
    const opening = { complaintIds: [complaint.id], title: 'One household', openedOn: '2026-03-01' };
    const opened = await client.post('/investigations', opening);
    await tracker.sql('UPDATE app.complaints SET narrative = $2 WHERE id = $1', [complaint.id, secret]);
    const again = await execute(two, await enter(one, complaint, { kind: 'expunge', orderNumber: 'CI 26-5001' }));

    expect(left.body.may).toMatchObject({ work: false, reopen: false });
    for (const refused of [note, reopened, submitted, merged, opened]) {
      expect(refused).toMatchObject({ status: 409, body: { type: '/problems/expunged' } });
    }
    expect(again.status).toBe(200);
    expect((await client.get<ComplaintView>(path)).body.narrative).toBe('Expunged by order of a court.');
  });

  it('blocks the end of its tasks and the renewal and release of its preservations', async () => {
    const complaint = await given.complaint({ state: 'triaged' });
    const [one, two] = await pairOf(complaint);
    const { id: complaintId, by } = complaint;
    const task = { complaintId, title: 'Call the school.', ownerId: one.accountId, dueOn: '2026-03-09' };
    const taskPath = `/tasks/${(await given.made<{ id: string }>(one, '/tasks', task)).id}`;
    const request = { complaintId, provider: 'Example Chat', account: 'player_17', requestedOn: '2026-03-01' };
    const preservationPath = `/preservations/${(await given.made<{ id: string }>(by, '/preservations', request)).id}`;
    madeBy(await execute(two, await enter(one, complaint, { kind: 'expunge' })), 200);
    const client = tracker.as(one);

    const openTask = await client.get<TaskView>(taskPath);
    const preservation = await client.get<PreservationView>(preservationPath);
    const ofTask = { 'if-match': openTask.etag };
    const ofPreservation = { 'if-match': preservation.etag };
    const refused = [
      await client.put(`${taskPath}/completion`, { outcome: `${secret} came.` }, ofTask),
      await client.post(`${taskPath}/cancel`, { reason: `${secret} moved.` }, ofTask),
      await client.put(`${preservationPath}/renewal`, { renewedOn: '2026-03-02' }, ofPreservation),
      await client.post(`${preservationPath}/release`, { reason: `${secret} was heard.` }, ofPreservation),
    ];

    for (const answer of refused) expect(answer).toMatchObject({ status: 409, body: { type: '/problems/expunged' } });
    expect(openTask.body).toMatchObject({ state: 'open', may: { change: false, end: false } });
    expect(preservation.body.may).toEqual({ renew: false, release: false });
    expect(await client.get<TaskView>(taskPath)).toMatchObject({ body: { outcome: null, state: 'open' } });
  });

  it('proceeds despite a legal hold, because a court ordered it', async () => {
    const complaint = await given.complaint({ narrative: 'An adult asked for a meeting.' });
    const [one, two] = await pairOf(complaint);
    const hold = { authority: 'Another court', reason: 'An appeal', reviewOn: '2099-01-01' };
    await given.made(one, '/legal-holds', { complaintId: complaint.id, ...hold });

    const done = await execute(two, await enter(one, complaint, { kind: 'expunge' }));

    expect(done.status).toBe(200);
  });

  it('is executed once and only by a second person, which the database enforces', async () => {
    const complaint = await given.complaint();
    const [one, two] = await pairOf(complaint);
    const { id, etag } = await enter(one, complaint, { kind: 'seal' });
    const carryOut = (by: GivenAccount, assignments: string | null): Promise<boolean> =>
      asApp(tracker, by, async (app) => {
        const statement = `UPDATE app.seal_orders SET ${assignments ?? ''} WHERE id = $1`;
        if (assignments) await app.query(statement, [id]);
        await app.query('SELECT app.carry_out_seal_order($1)', [id]);
        const { rows } = await app.query<{ is_sealed: boolean }>('SELECT is_sealed FROM app.complaints WHERE id = $1', [
          complaint.id,
        ]);
        return rows[0]?.is_sealed ?? false;
      });
    const executedBy = (who: GivenAccount): string => `executed_by = '${who.accountId}', executed_at = now()`;
    const refused = { code: '42501' };

    await expect(carryOut(one, null)).rejects.toMatchObject(refused);
    await expect(carryOut(one, executedBy(one))).rejects.toMatchObject({ code: '23514' });
    await expect(carryOut(one, executedBy(two))).rejects.toMatchObject(refused);
    await expect(carryOut(one, `entered_by = '${two.accountId}', ${executedBy(one)}`)).rejects.toMatchObject(refused);
    await expect(carryOut(two, null)).rejects.toMatchObject(refused);
    expect(await carryOut(two, executedBy(two))).toBe(true);
    madeBy(await tracker.as(two).put(`/seal-orders/${id}/execution`, undefined, { 'if-match': etag }), 200);
    await expect(carryOut(two, null)).rejects.toMatchObject(refused);
    await expect(carryOut(two, 'version = version + 1')).rejects.toMatchObject(refused);
    const forged = asApp(tracker, one, (app) =>
      app.query(
        `INSERT INTO app.seal_orders (id, task_force_id, complaint_id, kind, order_number, court, ordered_on, entered_by, entered_at,
                                      version)
         VALUES (gen_random_uuid(), $1, $2, 'unseal', 'CI 1', 'A court', '2026-01-01', $3, now(), 1)`,
        [complaint.taskForceId, complaint.id, two.accountId],
      ),
    );
    await expect(forged).rejects.toMatchObject(refused);
  });
});

async function disclosedBy({ id, taskForceId, by }: GivenComplaint): Promise<void> {
  await tracker.sql(
    `INSERT INTO app.disclosures (id, task_force_id, complaint_id, what, recipient, basis, purpose, disclosed_by, disclosed_at,
                                  entered_at)
     VALUES (gen_random_uuid(), $1, $2, 'other', 'Lancaster County Sheriff', 'own_agency', $3, $4, now(), now())`,
    [taskForceId, id, secret, by.accountId],
  );
}

/** Merges another complaint of the agency into this one. */
async function mergedInto({ id: into, agencyId }: GivenComplaint): Promise<GivenComplaint> {
  const merged = await given.complaint({ agencyId, state: 'triaged' });
  return given.moved(merged, [['merge', { into, reason: 'The same.' }]]);
}

async function agencyOf({
  agencyId,
  taskForceId,
}: GivenComplaint): Promise<{ id: string; taskForceId: string; name: string }> {
  return Promise.resolve({ id: agencyId, taskForceId, name: '' });
}

/** Writes the word into each column that an expungement clears, and returns the tables that contain it. */
async function secretInAll(taskForceId: string): Promise<ReadonlySet<string>> {
  const columns = await tracker.sql<{ table: string; name: string; word: string }>(
    `SELECT s.dependent AS "table", e.name,
            CASE a.atttypid WHEN 'text'::regtype THEN format('%L || '' '' || ctid', $1::text)
                            WHEN 'bytea'::regtype THEN format('convert_to(%L, ''UTF8'')', $1::text)
                            WHEN 'jsonb'::regtype THEN format('jsonb_build_object(''word'', %L)', $1::text)
                            WHEN 'text[]'::regtype THEN format('ARRAY[%L]', $1::text) ELSE 'NULL' END AS word
       FROM (SELECT DISTINCT dependent FROM purge.tables_to_purge() WHERE dependent <> 'app.seal_orders') s
      CROSS JOIN app.expunged_columns(s.dependent::regclass) e
       JOIN pg_attribute a ON a.attrelid = s.dependent::regclass AND quote_ident(a.attname) = e.name`,
    [secret],
  );
  const written = new Set<string>();
  for (const { table, name, word } of columns) {
    // What a CHECK wants beside it, and, where that is more, what has it already.
    const ways = [
      `${name} = ${word} WHERE true`,
      `${name} = ${word}, voided_at = now() WHERE true`,
      `${name} = ${word}, ended_at = now(), ended_by = linked_by WHERE true`,
      `${name} = ${word} WHERE ${name} IS NOT NULL`,
    ];
    for (const way of ways) {
      const rows = await tracker
        .sql(`UPDATE ${table} SET ${way} AND task_force_id = $1 RETURNING id`, [taskForceId])
        .catch(() => []);
      if (rows.length === 0) continue;
      if (word !== 'NULL') written.add(table);
      break;
    }
  }
  return written;
}

async function wordsLeft(): Promise<string[]> {
  const tables = await tracker.sql<{ name: string }>(
    `SELECT c.oid::regclass::text AS name FROM pg_class c
      WHERE c.relkind = 'r' AND c.relnamespace::regnamespace::text IN ('app', 'audit', 'vault', 'auth') ORDER BY 1`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const statement = `SELECT FROM ${name} t WHERE t::text ILIKE $1 LIMIT 1`;
    if ((await tracker.sql(statement, [`%${secret}%`])).length > 0) found.push(name);
  }
  return found;
}
