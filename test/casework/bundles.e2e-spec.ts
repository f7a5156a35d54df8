import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import type { AccessLogPage } from '../../src/audit/trail/access-log.view.js';
import type { BundledComplaintPage, BundleList, BundleView } from '../../src/casework/bundles/bundle.view.js';
import type { ComplaintView } from '../../src/casework/complaints/complaint.view.js';
import { newId } from '../../src/platform/ids/ids.js';
import type { Client } from '../support/client.js';
import { Given, type GivenAccount, type GivenAgency, type GivenComplaint as Made } from '../support/given.js';
import { nextNumber } from '../support/people.js';
import { recordStatements } from '../support/statements.js';
import { startTracker, type Tracker } from '../support/tracker.js';
import { asApp } from '../support/transactions.js';
import {
  account,
  decision,
  hash,
  itemOf,
  on,
  openDesk,
  triageAll,
  withFile,
  withIdentifiers,
} from './bundled-complaints.js';

let tracker: Tracker;
let given: Given;

beforeAll(async () => {
  tracker = await startTracker({ config: { REQUESTS_PER_MINUTE: '1000000' } });
  given = new Given(tracker);
});
afterAll(() => tracker.close());

async function bundlesOf(client: Client, query = ''): Promise<BundleList> {
  const answer = await client.get<BundleList>(`/bundles${query}`);
  expect(answer.status).toBe(200);
  return answer.body;
}

/** Returns the complaints of each bundle, in the order of the list. */
async function idsOfBundles(client: Client, query = ''): Promise<string[][]> {
  const lists: string[][] = [];
  for (const { id } of (await bundlesOf(client, query)).items) {
    const { body } = await client.get<BundledComplaintPage>(
      `/bundles/${id}/complaints${query.includes('days') ? query : ''}`,
    );
    lists.push(body.items.map(({ complaint }) => complaint.id));
  }
  return lists;
}

describe('the proposed bundles', () => {
  it('have the untriaged complaints with the same file, without its hash', async () => {
    const { client, log } = await openDesk(tracker, given);
    const value = hash();
    const [one, two, three] = [
      await log(withFile(value), on('2026-02-01')),
      await log(withFile(value.toUpperCase()), on('2026-02-03'), { source: 'ncmec_cybertip' }),
      await log(withFile(value), on('2026-02-07')),
    ];
    await log(withFile(hash()));

    const answer = await client.get<BundleList>('/bundles');

    const [bundle] = answer.body.items;
    expect(answer.body).toEqual({
      items: [
        {
          id: bundle?.reasons[0]?.identifierId,
          reasons: [{ kind: 'hash', identifierId: bundle?.id, fileId: expect.any(String) }],
          count: 3,
          firstReceivedOn: '2026-02-01',
          lastReceivedOn: '2026-02-07',
          proposedTiers: [{ priority: 4, count: 3 }],
        },
      ],
      isComplete: true,
    });
    expect(answer.text).not.toContain(value);
    const complaints = await client.get<BundledComplaintPage>(`/bundles/${bundle?.id ?? ''}/complaints`);
    expect(complaints.body.items.map(({ complaint, ...proposal }) => [complaint.id, proposal])).toEqual([
      [one.id, { proposedType: null, proposedMode: 'reactive', proposedPriority: 4, obstacle: null }],
      [two.id, { proposedType: null, proposedMode: 'reactive', proposedPriority: 4, obstacle: null }],
      [three.id, { proposedType: null, proposedMode: 'reactive', proposedPriority: 4, obstacle: null }],
    ]);
    expect(complaints.text).not.toContain(value);
  });

  it('have the untriaged complaints about the same account, in any spelling of its platform', async () => {
    const { client, log } = await openDesk(tracker, given);
    const raw = `user-${nextNumber()}`;
    const one = await log(withIdentifiers(account(raw)));
    const two = await log(withIdentifiers({ ...account(raw, 'unknown'), platform: ' EXAMPLE chat' }));
    await log(withIdentifiers({ ...account(raw), platform: 'Another Chat' }));

    expect((await bundlesOf(client)).items).toMatchObject([{ reasons: [{ kind: 'account', fileId: null }], count: 2 }]);
    expect(await idsOfBundles(client)).toEqual([[one.id, two.id]]);
  });

  it('are one for all values of the same complaints', async () => {
    const { client, log } = await openDesk(tracker, given);
    const [md5, sha1, raw] = [hash(), hash().padStart(40, 'a'), `user-${nextNumber()}`];
    for (let n = 0; n < 2; n += 1) await log(withFile(md5, sha1), withIdentifiers(account(raw)));

    const { items } = await bundlesOf(client);

    expect(items).toHaveLength(1);
    expect(items[0]?.reasons.map(({ kind }) => kind).sort()).toEqual(['account', 'hash', 'hash']);
    expect((await client.get<BundleView>(`/bundles/${items[0]?.id ?? ''}`)).body).toEqual(items[0]);
  });

  it('have the complaints of seven days, or of the days of the request', async () => {
    const { client, log } = await openDesk(tracker, given);
    const value = hash();
    const days = ['2026-02-01', '2026-02-07', '2026-02-08', '2026-02-20'];
    const logged: string[] = [];
    for (const day of days) logged.push((await log(withFile(value), on(day))).id);

    expect(await idsOfBundles(client)).toEqual([logged.slice(0, 2)]);
    expect(await idsOfBundles(client, '?days=8')).toEqual([logged.slice(0, 3)]);
    expect(await idsOfBundles(client, '?days=31')).toEqual([logged]);
    expect(await idsOfBundles(client, '?days=1')).toEqual([]);
    expect((await client.get('/bundles?days=32')).status).toBe(422);
    expect((await client.get('/bundles?days=0')).status).toBe(422);
  });

  it('are those of one complaint if the request names it', async () => {
    const { client, log } = await openDesk(tracker, given);
    const [value, other] = [hash(), hash()];
    const [one, two, three] = [
      await log(withFile(value), on('2026-02-01')),
      await log(withFile(value), on('2026-02-05')),
      await log(withFile(value), on('2026-02-09')),
    ];
    for (let n = 0; n < 3; n += 1) await log(withFile(other));

    expect(await idsOfBundles(client, `?complaintId=${one.id}`)).toEqual([[one.id, two.id]]);
    expect(await idsOfBundles(client, `?complaintId=${three.id.toUpperCase()}`)).toEqual([[two.id, three.id]]);
    expect((await client.get(`/bundles?complaintId=${newId()}`)).status).toBe(404);
  });

  it('have no complaint of another seat', async () => {
    const { agency, supervisor, client, log } = await openDesk(tracker, given);
    const value = hash();
    const neighbour = await given.agency({ taskForceId: agency.taskForceId });
    const own = await log(withFile(value));
    const theirs = await given.complaint({
      by: supervisor,
      agencyId: neighbour.id,
      ...on('2026-02-01'),
      ...withFile(value),
    });
    const foreign = await openDesk(tracker, given);
    await foreign.log(withFile(value));
    const inAgency = tracker.as(await given.account({ agency, role: 'supervisor' }));

    expect(await idsOfBundles(client)).toEqual([[own.id, theirs.id]]);
    expect(await idsOfBundles(inAgency)).toEqual([]);
    expect(await idsOfBundles(foreign.client)).toEqual([]);
    const [bundle] = (await bundlesOf(client)).items;
    const path = `/bundles/${bundle?.id ?? ''}`;
    expect((await foreign.client.get(path)).status).toBe(404);
    expect((await foreign.client.get(`${path}/complaints`)).status).toBe(404);
    expect((await inAgency.get<BundleView>(path)).body).toMatchObject({ count: 1 });
    const seen = await inAgency.get<BundledComplaintPage>(`${path}/complaints`);
    expect(seen.body.items.map(({ complaint }) => complaint.id)).toEqual([own.id]);
  });

  it('have no complaint that was decided, is on hold or is merged, and keep their address', async () => {
    const { client, log } = await openDesk(tracker, given);
    const value = hash();
    const all: Made[] = [];
    for (let n = 0; n < 6; n += 1) all.push(await log(withFile(value)));
    const [first, decided, held, merged, ...waiting] = all as [Made, Made, Made, Made, ...Made[]];
    const [bundle] = (await bundlesOf(client)).items;
    const put = async ({ id, version }: ComplaintView, path: string, body: object) => {
      const answer = await client.put(`/complaints/${id}/${path}`, body, { 'if-match': `"v${version}"` });
      expect(answer.status).toBe(200);
    };

    await put(first, 'triage', decision);
    await put(decided, 'disposition', { code: 'duplicate', narrative: 'It was logged before.' });
    await put(held, 'hold', { reason: 'The laboratory has the devices.', reviewOn: '2099-01-01' });
    await put(merged, 'merge', { into: waiting[0]?.id, reason: 'The same report.' });

    expect(await idsOfBundles(client)).toEqual([waiting.map(({ id }) => id)]);
    const path = `/bundles/${bundle?.id ?? ''}`;
    expect((await client.get<BundleView>(path)).body).toMatchObject({ id: bundle?.id, count: 2 });
    await triageAll(client, waiting.map(itemOf));
    expect((await client.get<BundleView>(path)).body).toMatchObject({
      count: 0,
      firstReceivedOn: null,
      proposedTiers: [],
    });
    expect(await idsOfBundles(client)).toEqual([]);
  });

  it('have a value that is too common for a match, and none that was excluded', async () => {
    const { client, log } = await openDesk(tracker, given);
    const [common, excluded] = [hash(), hash()];
    for (let n = 0; n < 22; n += 1) await log(withFile(common));
    for (let n = 0; n < 2; n += 1) await log(withFile(excluded));
    await client.post('/excluded-identifiers', { kind: 'hash', raw: excluded, reason: 'The logo of the provider.' });

    expect((await bundlesOf(client)).items.map(({ count }) => count)).toEqual([22]);
  });

  it('have no value of a victim, a reporter or a recipient, no contact, and none that was voided', async () => {
    const { client, log } = await openDesk(tracker, given);
    const values = (['victim', 'reporter', 'recipient'] as const).map((role) => account(`user-${nextNumber()}`, role));
    const contact = { kind: 'email', role: 'suspect', raw: `owl.${nextNumber()}@example.com` } as const;
    const voided = await log(withIdentifiers(...values, contact, account('night_owl')));
    await log(withIdentifiers(...values, contact, account('night_owl')));
    const listed = await client.get<{ items: { id: string; kind: string; role: string }[] }>(
      `/identifiers?complaintId=${voided.id}`,
    );
    const idOf = (kind: string, role: string) =>
      listed.body.items.find((one) => one.kind === kind && one.role === role)?.id ?? '';
    const own = idOf('account', 'suspect');
    expect((await bundlesOf(client)).items.map(({ id }) => id)).toEqual([own]);

    await client.post(`/identifiers/${own}/void`, { reason: 'Misread.' }, { 'if-match': '"v1"' });

    expect((await bundlesOf(client)).items).toEqual([]);
    for (const id of [own, idOf('account', 'victim'), idOf('email', 'suspect'), newId()])
      expect((await client.get(`/bundles/${id}`)).status).toBe(404);
  });

  it('count the tiers that the rules propose', async () => {
    const { client, log } = await openDesk(tracker, given);
    const value = hash();
    const urgent = await log(withFile(value));
    for (let n = 0; n < 2; n += 1) await log(withFile(value));
    await given.changed(urgent, `/complaints/${urgent.id}/screening`, { type: 'traveler', mode: 'reactive' });
    const informational = { source: 'ncmec_cybertip', type: 'csam_distribution', ncmecClass: 'informational' } as const;
    await log(withFile(value), informational);
    await log(withFile(value), { ...informational, ncmecClass: null });

    expect((await bundlesOf(client)).items[0]?.proposedTiers).toEqual([
      { priority: 1, count: 1 },
      { priority: 3, count: 1 },
      { priority: 4, count: 3 },
    ]);
  });

  it('list their complaints page by page, each read with its entry in the access log', async () => {
    const { client, log, supervisor } = await openDesk(tracker, given);
    const value = hash();
    const logged: string[] = [];
    for (let n = 0; n < 3; n += 1) logged.push((await log(withFile(value))).id);
    const [bundle] = (await bundlesOf(client)).items;
    const path = `/bundles/${bundle?.id ?? ''}/complaints?limit=2`;

    const first = await client.get<BundledComplaintPage>(path);
    const last = await client.get<BundledComplaintPage>(`${path}&cursor=${first.body.nextCursor ?? ''}`);

    expect([first, last].map(({ body }) => body.items.map(({ complaint }) => complaint.id))).toEqual([
      logged.slice(0, 2),
      logged.slice(2),
    ]);
    expect(last.body.nextCursor).toBeNull();
    for (const id of logged) {
      const { body } = await client.get<AccessLogPage>(`/access-log?record=${id}`);
      expect(body.items.filter(({ action }) => action === 'bundle.read')).toMatchObject([
        { accountId: supervisor.accountId },
      ]);
    }
  });

  it('are found by the untriaged complaints, and never by the many that were decided', async () => {
    const { agency, supervisor, client, log } = await openDesk(tracker, given);
    const value = hash();
    const logged = [await log(withFile(value)), await log(withFile(value))];
    await fillDecided(agency, value, 12_000);
    const inAgency = await given.account({ agency, role: 'supervisor' });
    const record = recordStatements(tracker.app.get(DataSource));

    for (const reader of [supervisor, inAgency]) {
      const statements = await record(() => tracker.as(reader).get('/bundles'));
      const select = statements.find(({ text }) => text.includes('untriaged AS MATERIALIZED'))?.text ?? '';
      const nodes = await genericPlanOf(reader, select);
      const tables = nodes.flatMap(({ 'Relation Name': table, 'Index Name': index = 'none' }) =>
        (table === 'complaints' || table === 'identifiers') && !index.endsWith('_key') ? [`${table}: ${index}`] : [],
      );
      expect(new Set(tables)).toEqual(
        new Set([
          'identifiers: identifiers_task_force_id_complaint_id_idx',
          ...(reader === supervisor
            ? ['complaints: complaints_task_force_id_state_received_at_id_idx']
            : ['complaints: complaints_open_agency_idx', 'complaints: complaints_open_working_agency_idx']),
        ]),
      );
    }
    expect(await idsOfBundles(client)).toEqual([logged.map(({ id }) => id)]);
  });
});

interface PlanNode {
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly Plans?: readonly PlanNode[];
}

/** Returns the nodes of a statement's plan without values, as it is served. */
async function genericPlanOf(reader: GivenAccount, text: string): Promise<PlanNode[]> {
  const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];
  const explain = `EXPLAIN (GENERIC_PLAN, FORMAT JSON) ${text}`;
  const { rows } = await asApp(tracker, reader, (app) =>
    app.query<{ 'QUERY PLAN': readonly { Plan: PlanNode }[] }>(explain),
  );
  return rows.flatMap(({ 'QUERY PLAN': [plan] }) => (plan ? nodesOf(plan.Plan) : []));
}

/** Creates closed complaints with the same file, by SQL without triggers. */
async function fillDecided({ taskForceId, id }: GivenAgency, value: string, count: number): Promise<void> {
  await tracker.sql(
    `WITH off AS MATERIALIZED (SELECT set_config('session_replication_role', 'replica', true)), closed AS (
       INSERT INTO app.complaints (id, task_force_id, agency_id, reference, source, received_at, received_on, jurisdiction_state, narrative,
                                   state, state_since, disposition, intake_digest, logged_at, version)
       SELECT gen_random_uuid(), $1, $2, 'F-' || n, 'public_complaint', at, at::date, 'NE', 'A viral file.', 'closed', at, 'duplicate',
              '\\x00', at, 1
         FROM off, generate_series(1, $3::int) n
        CROSS JOIN LATERAL (SELECT timestamptz '2026-02-01T15:00:00Z' - n * interval '1 minute' AS at) r
       RETURNING id, received_at)
     INSERT INTO app.identifiers (id, task_force_id, complaint_id, role, kind, algorithm, raw, normalised, recorded_at, version)
     SELECT gen_random_uuid(), $1, id, 'unknown', 'hash', 'md5', $4, $4, received_at, 1 FROM closed`,
    [taskForceId, id, count, value],
  );
  await tracker.sql('ANALYZE app.complaints');
  await tracker.sql('ANALYZE app.identifiers');
}
