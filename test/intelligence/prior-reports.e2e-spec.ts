import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ComplaintView } from '../../src/casework/complaints/complaint.view.js';
import type { SearchView } from '../../src/intelligence/search/search.view.js';
import type { PriorReportView, TipVersionList } from '../../src/intelligence/tips/tip-version.view.js';
import type { Client } from '../support/client.js';
import { Given } from '../support/given.js';
import type { GivenAgency } from '../support/people.js';
import { freshNumber } from '../support/tips.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';
import { idOfImportedTip } from './tip-imports.js';

let tracker: Tracker;
let given: Given;

beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

async function supervisorOf(agency: GivenAgency): Promise<Client> {
  return tracker.as(await given.account({ agency, role: 'supervisor' }));
}

const plainTip = (number: string): string =>
  `<report reportId="${number}"><personOrUserReported><screenName>owl_${number}</screenName></personOrUserReported></report>`;

const tipNaming = (ofSuspect: string, ofVictim: string): string => `<report reportId="${freshNumber()}">
  <personOrUserReported><screenName>owl</screenName><priorCTReports>${ofSuspect}</priorCTReports></personOrUserReported>
  <victim>
    <victimPerson><firstName>Marigold</firstName></victimPerson><priorCTReports>${ofVictim}</priorCTReports>
  </victim>
</report>`;

async function priorOf(client: Client, complaintId: string): Promise<PriorReportView[]> {
  const { body } = await client.get<TipVersionList>(`/tip-versions?complaintId=${complaintId}`);
  return body.items[0]?.priorReports ?? [];
}

describe('a prior report of a tip', () => {
  it('is linked to its complaint, for a suspect and for a victim alike', async () => {
    const client = await supervisorOf(await given.agency());
    const [first, second] = [freshNumber(), freshNumber()];
    const prior = [await idOfImportedTip(client, plainTip(first)), await idOfImportedTip(client, plainTip(second))];

    const id = await idOfImportedTip(client, tipNaming(first, second));

    expect(await priorOf(client, id)).toMatchObject([
      {
        reportId: first,
        role: 'suspect',
        complaintId: prior[0],
        complaint: { reference: expect.any(String) as unknown },
      },
      {
        reportId: second,
        role: 'victim',
        complaintId: prior[1],
        complaint: { reference: expect.any(String) as unknown },
      },
    ]);
  });

  it('is a number without a complaint while the tracker has none, and linked once it has', async () => {
    const client = await supervisorOf(await given.agency());
    const [first, second] = [freshNumber(), freshNumber()];
    const id = await idOfImportedTip(client, tipNaming(first, second));
    const before = await priorOf(client, id);

    const prior = await idOfImportedTip(client, plainTip(first));

    expect(before).toMatchObject([
      { reportId: first, complaintId: null, complaint: null },
      { reportId: second, complaintId: null, complaint: null },
    ]);
    expect((await priorOf(client, id)).map(({ complaintId }) => complaintId)).toEqual([prior, null]);
  });

  it('is a number without a complaint for a reader who cannot see that complaint', async () => {
    const agency = await given.agency();
    const neighbour = await given.agency({ taskForceId: agency.taskForceId });
    const number = freshNumber();
    const prior = await idOfImportedTip(await supervisorOf(neighbour), plainTip(number));
    const client = await supervisorOf(agency);

    const id = await idOfImportedTip(client, tipNaming(number, freshNumber()));

    const commander = tracker.as(await given.account({ taskForceId: agency.taskForceId, role: 'supervisor' }));
    expect((await priorOf(client, id))[0]).toEqual({
      reportId: number,
      role: 'suspect',
      complaintId: null,
      complaint: null,
    });
    expect((await priorOf(commander, id))[0]).toMatchObject({ complaintId: prior });
  });

  it('stands in the narrative, without the name of the child', async () => {
    const client = await supervisorOf(await given.agency());

    const id = await idOfImportedTip(client, tipNaming('700100011', '700100012'));

    const { narrative } = (await client.get<ComplaintView>(`/complaints/${id}`)).body;
    expect(narrative).toContain('Prior reports: CyberTip 700100011; CyberTip 700100012 (of a victim).');
    expect(narrative).not.toContain('Marigold');
  });
});

describe('a search for the number of a CyberTip', () => {
  it.each(['', 'CT ', 'CT# ', 'ct #', 'CyberTip ', 'CyberTip # ', 'CTR: '])(
    'finds the tip, and a tip that names it, by the number after "%s"',
    async (prefix) => {
      const client = await supervisorOf(await given.agency());
      const number = freshNumber();
      const tip = await idOfImportedTip(client, plainTip(number));
      const later = await idOfImportedTip(client, tipNaming(number, freshNumber()));

      const { body } = await client.post<SearchView>('/search', { text: `${prefix}${number}` });

      expect(body.references).toMatchObject([{ referenceKind: 'external_reference', complaint: { id: tip } }]);
      expect(body.narratives.map(({ id }) => id).sort()).toEqual([tip, later].sort());
    },
  );
});
