import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ComplaintView } from '../../src/casework/complaints/complaint.view.js';
import type { Client } from '../support/client.js';
import { Given, type GivenAgency } from '../support/given.js';
import { mmdb } from '../support/mmdb.js';
import { freshNumber } from '../support/tips.js';
import { sharedTracker, startTracker, type Tracker } from '../support/tracker.js';
import { idOfImportedTip, importTip, proposalOf } from './tip-imports.js';

let tracker: Tracker;
let given: Given;

beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

interface Unit {
  readonly agency: GivenAgency;
  readonly client: Client;
}

async function unit(on = tracker, people = given): Promise<Unit> {
  const agency = await people.agency();
  return { agency, client: on.as(await people.account({ agency, role: 'supervisor' })) };
}

/** Creates an agency of the task force with its city and counties. */
async function agencyOf(
  taskForceId: string,
  { city = null, counties = [], state = 'NE' }: { city?: string | null; counties?: readonly string[]; state?: string },
): Promise<GivenAgency> {
  const agency = await given.agency({ taskForceId });
  await tracker.sql('UPDATE app.agencies SET city = $2, county_fips = $3, state = $4 WHERE id = $1', [
    agency.id,
    city,
    counties,
    state,
  ]);
  return agency;
}

interface AddressOfTip {
  readonly street1?: string;
  readonly city?: string;
  readonly county?: string;
  readonly state?: string;
  readonly country?: string;
}

/** Returns a tip in the form of the ICAC Data System with the addresses of its suspect. */
function tipWith(addresses: readonly AddressOfTip[], { reportId = freshNumber(), ips = [] as readonly string[] } = {}) {
  return JSON.stringify({
    reportId,
    reportedInformation: {
      incidentSummary: { incidentType: 'Online Enticement of Children for Sexual Act' },
      reportedPeople: {
        reportedPersons: [
          {
            firstName: 'Rowan',
            addresses: { addresses },
            sourceInformation: { sourceCaptures: ips.map((value) => ({ captureType: 'IP Address', value })) },
          },
        ],
      },
      intendedRecipients: {
        intendedRecipients: [{ firstName: 'Madison', addresses: { addresses: [{ city: 'Boise', state: 'ID' }] } }],
      },
    },
  });
}

const confirmNebraska =
  'The complaint is recorded in Nebraska, and the tip names Colorado. Confirm the State in the triage.';

describe('a tip that names another State', () => {
  it('is recorded in the State of the task force, and the import and the proposal say so', async () => {
    const { client } = await unit();

    const outcome = await importTip(client, tipWith([{ city: 'Denver', state: 'CO' }]));
    const proposal = await proposalOf(client, outcome.complaintId);

    expect(outcome.warnings).toEqual([confirmNebraska]);
    expect(proposal.placeWarnings).toEqual([confirmNebraska]);
    expect(proposal.places).toMatchObject([
      {
        ...{ source: 'reported_address', state: 'CO', county: null, fips: null, city: 'Denver' },
        reason: 'The tip gives an address of the suspect in Denver, Colorado.',
      },
    ]);
  });

  it('has the State that a person confirms in the triage, and then no warning', async () => {
    const { client } = await unit();
    const outcome = await importTip(client, tipWith([{ city: 'Denver', state: 'Colorado' }]));
    const decision = { type: 'enticement', mode: 'reactive', priority: 3, rationale: 'A known suspect.' };

    const triaged = await client.put<ComplaintView>(
      `/complaints/${outcome.complaintId}/triage`,
      { ...decision, jurisdiction: { state: 'CO', city: 'Denver' } },
      { 'if-match': '"v1"' },
    );

    expect(triaged).toMatchObject({
      status: 200,
      body: { jurisdiction: { state: 'CO', county: null, city: 'Denver' } },
    });
    expect((await proposalOf(client, outcome.complaintId)).placeWarnings).toEqual([]);
  });

  it('keeps the recorded State in a triage without a jurisdiction', async () => {
    const { client } = await unit();
    const { complaintId } = await importTip(client, tipWith([{ city: 'Denver', state: 'CO' }]));
    const decision = { type: 'enticement', mode: 'reactive', priority: 3, rationale: 'A known suspect.' };

    const path = `/complaints/${complaintId}/triage`;
    const triaged = await client.put<ComplaintView>(path, decision, { 'if-match': '"v1"' });

    expect(triaged.body.jurisdiction).toEqual({ state: 'NE', county: null, city: null });
  });

  it('has no warning if the importer states that State', async () => {
    const { client } = await unit();

    expect((await importTip(client, tipWith([{ state: 'CO' }]), '?state=CO')).warnings).toEqual([]);
  });

  it('is compared by its latest version', async () => {
    const { client } = await unit();
    const reportId = freshNumber();
    await importTip(client, tipWith([{ city: 'Omaha', state: 'NE' }], { reportId }));

    const second = await importTip(client, tipWith([{ city: 'Denver', state: 'CO' }], { reportId }));

    expect(second).toMatchObject({ outcome: 'new_version', warnings: [confirmNebraska] });
    expect((await proposalOf(client, second.complaintId)).places).toMatchObject([{ city: 'Denver' }]);
  });
});

describe('the places of a tip', () => {
  it('are shown each, with a sentence, if they are in different States', async () => {
    const { client } = await unit();

    const file = tipWith([
      { city: 'Omaha', state: 'NE' },
      { city: 'Denver', state: 'CO' },
    ]);
    const proposal = await proposalOf(client, await idOfImportedTip(client, file));

    expect(proposal.places.map(({ city, state }) => [city, state])).toEqual([
      ['Omaha', 'NE'],
      ['Denver', 'CO'],
    ]);
    expect(proposal.placeWarnings).toEqual(['The tip names places in different States: Colorado and Nebraska.']);
  });

  it('are those of the suspect and of the incident, never of a child or a recipient', async () => {
    const { client } = await unit();
    const file = `<cyberTip><report>
      <internetDetails><nonInternetIncident><incidentAddress>
        <address>2 Sample Way</address><city>Lincoln</city><state>NE</state><zipCode>68501</zipCode>
      </incidentAddress></nonInternetIncident></internetDetails>
      <personOrUserReported>
        <personOrUserReportedPerson><address><city>Omaha</city><state>NE</state></address></personOrUserReportedPerson>
        <estimatedLocation><city>Lincoln</city><region>Nebraska</region><countryCode>US</countryCode></estimatedLocation>
      </personOrUserReported>
      <victim>
        <victimPerson><address><city>Boise</city><state>ID</state></address></victimPerson>
        <estimatedLocation><city>Boise</city><region>ID</region></estimatedLocation>
      </victim>
    </report><reportResponse><reportId>${freshNumber()}</reportId></reportResponse></cyberTip>`;

    const outcome = await importTip(client, file);
    const proposal = await proposalOf(client, outcome.complaintId);

    expect(proposal.places.map(({ source, city }) => [source, city])).toEqual([
      ['incident_location', 'Lincoln'],
      ['reported_address', 'Omaha'],
      ['estimated_location', 'Lincoln'],
    ]);
    expect(JSON.stringify(proposal)).not.toMatch(/Boise|Sample Way|68501/);
    const [stored] = await tracker.sql<{ places: unknown }>(
      'SELECT places FROM app.tip_versions WHERE complaint_id = $1',
      [outcome.complaintId],
    );
    expect(JSON.stringify(stored)).not.toMatch(/Boise|Sample Way|68501/);
  });

  it('omit a city that is the name of a child', async () => {
    const { client } = await unit();

    const proposal = await proposalOf(
      client,
      await idOfImportedTip(client, tipWith([{ city: 'Madison', state: 'NE' }])),
    );

    expect(JSON.stringify(proposal)).not.toContain('Madison');
  });

  it.each<[string, AddressOfTip, { state: string | null; country: string | null }, string[]]>([
    [
      'a territory as a State',
      { city: 'Ponce', state: 'Puerto Rico' },
      { state: 'PR', country: null },
      ['The complaint is recorded in Nebraska, and the tip names Puerto Rico. Confirm the State in the triage.'],
    ],
    [
      'a territory as a country',
      { city: 'Tamuning', country: 'GU' },
      { state: 'GU', country: null },
      ['The complaint is recorded in Nebraska, and the tip names Guam. Confirm the State in the triage.'],
    ],
    [
      'another country',
      { city: 'Köln', state: 'NE', country: 'DE' },
      { state: null, country: 'DE' },
      ['A place is outside the United States: Köln, DE.'],
    ],
    [
      'no known State',
      { city: 'Omaha', state: 'Nebrasca' },
      { state: null, country: null },
      ['No State is named Nebrasca.'],
    ],
    ['a city alone', { city: 'Omaha' }, { state: null, country: null }, []],
  ])('can have %s', async (_, address, place, warnings) => {
    const { client } = await unit();

    const proposal = await proposalOf(client, await idOfImportedTip(client, tipWith([address])));

    expect(proposal.places).toMatchObject([{ city: address.city, ...place }]);
    expect(proposal.placeWarnings).toEqual(warnings);
  });
});

describe('a proposed agency', () => {
  it('serves the county that the tip names', async () => {
    const { agency, client } = await unit();
    const sheriff = await agencyOf(agency.taskForceId, { counties: ['31153', '31055'] });
    await agencyOf(agency.taskForceId, { counties: ['31109'] });

    const file = tipWith([{ city: 'Omaha', county: 'DOUGLAS COUNTY', state: 'NE' }]);
    const proposal = await proposalOf(client, await idOfImportedTip(client, file));

    expect(proposal.places).toMatchObject([{ county: 'Douglas County', fips: '31055', state: 'NE' }]);
    expect(proposal.proposedAgencies).toEqual([
      { id: sheriff.id, name: sheriff.name, reason: 'The agency serves Douglas County, Nebraska.' },
    ]);
  });

  it('serves the county that a person recorded', async () => {
    const { agency, client } = await unit();
    const sheriff = await agencyOf(agency.taskForceId, { counties: ['31055'] });
    const body = {
      ...{ source: 'public_complaint', receivedAt: '2026-03-01T10:00:00Z', narrative: 'A synthetic report.' },
      jurisdiction: { state: 'NE', county: 'Douglas' },
    };

    const { body: complaint } = await client.post<ComplaintView>('/complaints', body);
    const proposal = await proposalOf(client, complaint.id);

    expect(proposal.places).toMatchObject([{ source: 'recorded', fips: '31055' }]);
    expect(proposal.proposedAgencies.map(({ id }) => id)).toEqual([sheriff.id]);
  });

  it('of the city comes before one of the county', async () => {
    const { agency, client } = await unit();
    const sheriff = await agencyOf(agency.taskForceId, { counties: ['31055'] });
    const police = await agencyOf(agency.taskForceId, { city: 'Omaha' });
    await agencyOf(agency.taskForceId, { city: 'Omaha', state: 'IA' });

    const file = tipWith([
      { city: 'OMAHA', county: 'Douglas', state: 'NE' },
      { city: 'Ames', state: 'IA' },
    ]);
    const { proposedAgencies } = await proposalOf(client, await idOfImportedTip(client, file));

    expect(proposedAgencies.map(({ id }) => id)).toEqual([police.id, sheriff.id]);
    expect(proposedAgencies[0]?.reason).toBe('The agency is in Omaha, Nebraska.');
  });

  it.each([
    ['an unknown county', 'Dougless', 'NE', 'No county of Nebraska is named Dougless.'],
    [
      'a name of two',
      'Baltimore',
      'MD',
      'Maryland has Baltimore County and City of Baltimore, and the place does not say which.',
    ],
  ])('is missing for %s, and the proposal says why', async (_, county, state, warning) => {
    const { agency, client } = await unit();
    await agencyOf(agency.taskForceId, { counties: ['31055', '24005', '24510'] });

    const proposal = await proposalOf(client, await idOfImportedTip(client, tipWith([{ county, state }])));

    expect(proposal.places).toMatchObject([{ county, fips: null }]);
    expect(proposal.placeWarnings).toContain(warning);
    expect(proposal.proposedAgencies).toEqual([]);
  });

  it('is never one of another task force, nor one that has left', async () => {
    const { agency, client } = await unit();
    const foreign = await unit();
    await agencyOf(foreign.agency.taskForceId, { city: 'Omaha', counties: ['31055'] });
    const former = await agencyOf(agency.taskForceId, { city: 'Omaha', counties: ['31055'] });
    await tracker.sql(`UPDATE app.agency_memberships SET ended_on = '2020-01-01', version = 2 WHERE agency_id = $1`, [
      former.id,
    ]);

    const file = tipWith([{ city: 'Omaha', county: 'Douglas', state: 'NE' }]);
    const { proposedAgencies } = await proposalOf(client, await idOfImportedTip(client, file));

    expect(proposedAgencies).toEqual([]);
  });

  it('of another State is replaced by the task forces of that State', async () => {
    const { client } = await unit();
    const { id, code } = await given.taskForce();
    await tracker.sql(`UPDATE app.task_forces SET state = 'WY' WHERE id = $1`, [id]);

    const proposal = await proposalOf(
      client,
      await idOfImportedTip(client, tipWith([{ city: 'Casper', state: 'WY' }])),
    );

    expect(proposal.otherTaskForces).toEqual([
      {
        ...{ id, code, name: `${code} Task Force` },
        reason: 'It is a task force of Wyoming. A transfer refers the complaint to one of its agencies.',
      },
    ]);
  });

  it('is hidden with its complaint from another agency', async () => {
    const { client } = await unit();
    const { complaintId } = await importTip(client, tipWith([{ city: 'Omaha', state: 'NE' }]));
    const other = await unit();

    const answer = await other.client.get(`/complaints/${complaintId}/triage-proposal`);

    expect(answer.status).toBe(404);
  });
});

describe('an IP address of the suspect', () => {
  const ips = ['44.130.2.3', '10.0.0.7', '203.0.113.7'];

  it('has no place without a table', async () => {
    const { client } = await unit();

    const proposal = await proposalOf(client, await idOfImportedTip(client, tipWith([], { ips })));

    expect(proposal).toMatchObject({ places: [], placeWarnings: [] });
  });

  it('has the State and the carrier of an installed table with its day, and nothing of it is stored', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'ip-tables-'));
    const file = join(folder, 'places.mmdb');
    const record = { country: 'US', region: 'Colorado', city: 'Denver', as_name: 'Example Broadband' };
    await writeFile(file, mmdb({ '0.0.0.0/1': record, '128.0.0.0/1': record }));
    const own = await startTracker({ config: { IP_TABLE_FILES: file } });
    try {
      const { client } = await unit(own, new Given(own));
      const outcome = await importTip(client, tipWith([], { ips }));

      const proposal = await proposalOf(client, outcome.complaintId);

      expect(proposal.places).toEqual([
        {
          ...{ source: 'ip_address', state: 'CO', county: null, fips: null, city: 'Denver', country: null },
          ...{ carrier: 'Example Broadband', tableBuiltOn: '2026-02-01', identifierId: expect.any(String) },
          reason:
            'The table of IP addresses of 2026-02-01 places an address that the suspect used in Denver, Colorado. ' +
            'It names Example Broadband as the carrier.',
        },
      ]);
      expect(proposal.placeWarnings).toEqual([
        'The complaint is recorded in Nebraska, and the table of IP addresses names Colorado. Confirm the State in the triage.',
      ]);
      const trail = JSON.stringify(await own.trailOf(outcome.complaintId));
      expect(trail).not.toMatch(/Example Broadband|Denver/);
    } finally {
      await own.close();
      await rm(folder, { recursive: true });
    }
  });
});
