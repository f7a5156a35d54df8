import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PeoplePage } from '../../src/casework/people/people.view.js';
import type { ComplaintView } from '../../src/casework/complaints/complaint.view.js';
import type { TipImportView } from '../../src/intelligence/tips/tip-import.view.js';
import { namedVictim } from '../casework/vault-fixtures.js';
import type { Client } from '../support/client.js';
import { aTip, Given, type GivenAccount, type GivenAgency } from '../support/given.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';
import { icacReport } from '../support/tips.js';

let tracker: Tracker;
let given: Given;

beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

const reason = 'It was looked at.';

interface Unit {
  readonly agency: GivenAgency;
  readonly analyst: GivenAccount;
  readonly client: Client;
}

async function unit(): Promise<Unit> {
  const agency = await given.agency();
  const analyst = await given.account({ agency, role: 'analyst' });
  return { agency, analyst, client: tracker.as(analyst) };
}

describe('an analyst', () => {
  it('screens a complaint, whose triage stays with a supervisor', async () => {
    const { agency, client } = await unit();
    const { id, etag } = await given.complaint({ agencyId: agency.id });

    const screened = await client.put<ComplaintView>(
      `/complaints/${id}/screening`,
      { type: 'enticement', mode: 'reactive' },
      { 'if-match': etag },
    );
    const decision = { type: 'enticement', mode: 'reactive', priority: 3, rationale: reason };
    const triaged = await client.put(`/complaints/${id}/triage`, decision, { 'if-match': screened.etag });

    const { may } = screened.body;
    expect(screened).toMatchObject({ status: 200, body: { state: 'in_triage', type: 'enticement', priority: null } });
    expect([may.triage, may.assign, may.hold, may.merge, may.offer, may.close]).toEqual(Array(6).fill(false));
    expect([may.work, may.proposeClosure]).toEqual([true, true]);
    expect(triaged.status).toBe(403);
  });

  it('reads the complaints, tips, matches and bundles of the own agency alone', async () => {
    const { agency, client } = await unit();
    const { id } = await given.complaint({ agencyId: agency.id });
    const other = await given.complaint({ agencyId: (await given.agency({ taskForceId: agency.taskForceId })).id });
    const paths = (of: string): string[] => [
      `/complaints/${of}`,
      `/complaints/${of}/case`,
      `/complaints/${of}/matches`,
      `/complaints/${of}/triage-proposal`,
      `/complaints/${of}/timeline`,
    ];
    const statuses = (of: readonly string[]): Promise<number[]> =>
      Promise.all(of.map(async (path) => (await client.get(path)).status));

    expect(await statuses(paths(id))).toEqual([200, 200, 200, 200, 200]);
    expect(await statuses(paths(other.id))).toEqual([404, 404, 404, 404, 404]);
    expect(await statuses(['/bundles', '/complaints?queue=to_triage', `/tip-versions?complaintId=${id}`])).toEqual([
      200, 200, 200,
    ]);
    expect((await client.post('/search', { text: 'meeting' })).status).toBe(200);
  });

  it('logs complaints, imports tips, adds notes and proposes to close', async () => {
    const { agency, client } = await unit();

    const logged = await client.post<ComplaintView>('/complaints', { ...aTip, agencyId: agency.id });
    const tip = await client.post<TipImportView>('/tip-imports', icacReport({ reportId: '700000917' }));
    const note = await client.post(`/complaints/${logged.body.id}/notes`, { text: 'The handle was seen before.' });
    const proposed = await client.put(
      `/complaints/${logged.body.id}/closure-proposal`,
      { code: 'insufficient_information', narrative: 'No lead is left.' },
      { 'if-match': logged.etag },
    );

    expect([logged.status, tip.status, note.status, proposed.status]).toEqual([201, 200, 201, 200]);
  });

  it('is assigned no complaint, and works none that an investigator has', async () => {
    const { agency, analyst, client } = await unit();
    const supervisor = await given.account({ agency, role: 'supervisor' });
    const investigator = await given.account({ agency });
    const { id, etag } = await given.complaint({ agencyId: agency.id, state: 'triaged', by: supervisor });
    const assign = (to: GivenAccount) =>
      tracker
        .as(supervisor)
        .put(
          `/complaints/${id}/assignment`,
          { agencyId: agency.id, investigatorId: to.accountId },
          { 'if-match': etag },
        );

    const toAnalyst = await assign(analyst);
    const toInvestigator = await assign(investigator);
    const note = await client.post(`/complaints/${id}/notes`, { text: 'The handle was seen before.' });

    expect(toAnalyst).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/investigatorId' }] } });
    expect([toInvestigator.status, note.status]).toEqual([200, 403]);
  });

  it('gets no answer on names of children in a text, because none was looked up', async () => {
    const { agency, client } = await unit();
    const report = { text: 'Marigold wrote back.' };
    const ask = (by: Client) => by.post<{ nameMentions: unknown }>('/matches', report);

    const ofAnalyst = await ask(client);
    const ofInvestigator = await ask(tracker.as(await given.account({ agency, role: 'investigator' })));

    expect([ofAnalyst.status, ofAnalyst.body.nameMentions]).toEqual([200, null]);
    expect([ofInvestigator.status, ofInvestigator.body.nameMentions]).toEqual([200, []]);
  });

  it('is warned of the name of a child of the complaint that a note is about, and of no other child', async () => {
    const { agency, client } = await unit();
    const [own, other] = [
      await given.complaint({ agencyId: agency.id }),
      await given.complaint({ agencyId: agency.id }),
    ];
    const [victim, elsewhere] = [await given.victim({ complaint: own }), await given.victim({ complaint: other })];
    await namedVictim(given, victim, { givenName: 'Jane', familyName: 'Marigold' });
    await namedVictim(given, elsewhere, { givenName: 'Rowan', familyName: 'Finch' });
    const warningOf = async (text: string): Promise<unknown> => {
      const { status, headers } = await client.post(`/complaints/${own.id}/notes`, { text });
      expect(status).toBe(201);
      return headers['tracker-warning'];
    };

    expect(await warningOf('The teacher saw Jane Marigold in a car.')).toBe('victim-name; pointer="#/text"');
    expect(await warningOf('The family Marigold was not at home.')).toBeUndefined();
    expect(await warningOf('The teacher saw Rowan Finch in a car.')).toBeUndefined();
    expect(await warningOf('The teacher saw nobody in a car.')).toBeUndefined();
    const mentioned = await tracker.sql(
      `SELECT role, records @> ARRAY[$1::uuid] AS "isOwn" FROM audit.entries
        WHERE action = 'identity.mentioned' AND task_force_id = $2`,
      [victim.id, agency.taskForceId],
    );
    expect(mentioned).toEqual([{ role: 'analyst', isOwn: true }]);
    expect((await client.post(`/victims-identified/${victim.id}/identity/reveal`, {})).status).toBe(403);
  });

  it('sees the names of colleagues, and is refused their accounts, keys and totals', async () => {
    const { agency, analyst, client } = await unit();
    const colleague = await given.account({ agency, name: 'Dana Reyes' });

    const people = await client.get<PeoplePage>('/people?q=dana');
    const refused = [
      await client.get('/accounts'),
      await client.get(`/accounts/${colleague.accountId}`),
      await client.post('/machine-keys', {}),
      await client.get('/reports/totals?from=2026-01-01&until=2027-01-01'),
    ];

    expect(people.body.items).toMatchObject([{ name: 'Dana Reyes', isTrained: null, open: null }]);
    expect(refused.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
    expect((await client.get('/accounts/me')).body).toMatchObject({ id: analyst.accountId, role: 'analyst' });
  });
});
