import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { TimelinePage } from '../../src/casework/timeline/timeline.view.js';
import type { ComplaintPage } from '../../src/casework/complaints/complaint-line.view.js';
import type { ComplaintView } from '../../src/casework/complaints/complaint.view.js';
import type { ImportView } from '../../src/intelligence/import/import.view.js';
import type { Answer, Client } from '../support/client.js';
import { Given } from '../support/given.js';
import { startTracker, type Tracker } from '../support/tracker.js';
import { complaintsSeenBy, faultsOfFile, fileEntered, rowsSent, warningsOfFile } from './imports.js';

const today = new Date('2026-02-12T15:00:00Z');
const clock = new Date(today);
let tracker: Tracker;
let given: Given;
let us: Client;

beforeAll(async () => {
  tracker = await startTracker({ clock });
  given = new Given(tracker);
});
afterAll(() => tracker.close());
beforeEach(async () => {
  clock.setTime(today.getTime());
  us = tracker.as(await given.account({ agency: await given.agency(), role: 'supervisor' }));
});

const head = ['Source', 'Received on', 'State', 'Summary'];
const row = (received: string, narrative = 'An adult asked for a meeting.'): string[] => [
  'public_complaint',
  received,
  'NE',
  narrative,
];

const sent = (rows: readonly (readonly string[])[]): Promise<Answer<ImportView>> => rowsSent(us, 'complaints', rows);

async function complaintsOf(rows: readonly (readonly string[])[]): Promise<ComplaintView[]> {
  await fileEntered(us, await sent(rows));
  return complaintsSeenBy(us);
}

describe('a day without a time in a log', () => {
  it('is noon in the time zone of the task force, and marked', async () => {
    const [complaint] = await complaintsOf([
      [...head, 'Incident on'],
      [...row('3/1/2018'), '2/28/2018'],
    ]);

    expect(complaint).toMatchObject({
      receivedAt: '2018-03-01T18:00:00.000Z',
      receivedOn: '2018-03-01',
      isReceivedDayOnly: true,
      incidentAt: '2018-02-28T18:00:00.000Z',
      isIncidentDayOnly: true,
    });
    const { items } = (await us.get<TimelinePage>(`/complaints/${complaint?.id ?? ''}/timeline`)).body;
    expect(items).toEqual([expect.objectContaining({ kind: 'received', occurredOn: '2018-03-01', isDayOnly: true })]);
  });

  it('is not marked when the time is known', async () => {
    const [complaint] = await complaintsOf([head, row('3/1/2018 9:30 AM')]);

    expect(complaint).toMatchObject({ receivedAt: '2018-03-01T15:30:00.000Z', isReceivedDayOnly: false });
  });

  it.each([
    [
      'of a receipt is not before an incident of that day',
      '3/1/2018',
      '3/1/2018 3:00 PM',
      '2018-03-01T21:00',
      '2018-03-01T21:00',
    ],
    [
      'of an incident is not after the receipt of that day',
      '3/1/2018 9:30 AM',
      '3/1/2018',
      '2018-03-01T15:30',
      '2018-03-01T15:30',
    ],
    ['of both is noon', '3/1/2018', '3/1/2018', '2018-03-01T18:00', '2018-03-01T18:00'],
    ['of today is not in the future', '2/12/2026', '2/11/2026', '2026-02-12T15:00', '2026-02-11T18:00'],
    [
      'of an incident is not after a receipt at the start of a day of 25 hours',
      ...['11/4/2018 12:30 AM', '11/4/2018', '2018-11-04T05:30', '2018-11-04T05:30'],
    ],
  ])('%s', async (_, received, incident, receivedAt, incidentAt) => {
    const [complaint] = await complaintsOf([
      [...head, 'Incident'],
      [...row(received), incident],
    ]);

    expect([complaint?.receivedAt, complaint?.incidentAt]).toEqual([`${receivedAt}:00.000Z`, `${incidentAt}:00.000Z`]);
  });

  it('of a receipt takes the time of a report to NCMEC on that day', async () => {
    const [complaint] = await complaintsOf([
      [...head, 'Reported to NCMEC'],
      [...row('6/30/2018'), '6/30/2018 11:30 PM'],
    ]);

    expect(complaint).toMatchObject({ receivedAt: '2018-07-01T04:30:00.000Z', receivedOn: '2018-06-30' });
  });

  it.each([
    ['Reported to NCMEC', '6/30/2018', '7/1/2018', 'reportedToNcmecAt', '2018-06-30T17:00'],
    ['Incident', '6/30/2018', '7/1/2018 12:00 AM', 'incidentAt', '2018-06-30T17:00'],
    // The day of the incident has 23 hours, so its noon is 11 and a half hours after the receipt.
    ['Incident', '3/10/2018 11:30 PM', '3/11/2018', 'incidentAt', '2018-03-11T05:30'],
  ])('is not moved to another day: %s, received %s', async (column, received, later, field, receivedAt) => {
    const answer = await sent([
      [...head, column],
      [...row(received), later],
    ]);
    expect(await warningsOfFile(us, answer)).toEqual([expect.stringMatching(`^2,${field},"must not be after the `)]);

    await fileEntered(us, answer);
    const { items } = (await us.get<ComplaintPage>('/complaints')).body;
    expect(items.map((one) => one.receivedAt)).toEqual([`${receivedAt}:00.000Z`]);
  });

  it('is recognized in the same log on a later day', async () => {
    const log = [head, row('2/12/2026')];
    await complaintsOf(log);
    clock.setTime(today.getTime() + 86_400_000);

    expect((await sent(log)).body).toMatchObject({ known: 1, ready: 0 });
  });

  it.each([
    ['at the end of that day', '3/1/2018', '2018-03-02T05:59:59Z', 200],
    ['on the next day', '3/1/2018', '2018-03-02T06:00:00Z', 422],
    ['in the future', '2/12/2026', '2026-02-12T16:00:00Z', 422],
  ])('of a receipt judges a corrected report to NCMEC %s', async (_, received, reportedToNcmecAt, status) => {
    const [complaint] = await complaintsOf([head, row(received)]);
    const path = `/complaints/${complaint?.id ?? ''}`;
    const { etag } = await us.get(path);
    const answer = await us.put<ComplaintView>(`${path}/submission`, { reportedToNcmecAt }, { 'if-match': etag });

    expect(answer.status).toBe(status);
    const { body } = await us.get<ComplaintView>(path);
    expect([body.receivedAt, body.reportedToNcmecAt]).toEqual([
      complaint?.receivedAt,
      status === 200 ? new Date(reportedToNcmecAt).toISOString() : null,
    ]);
  });

  it('after today is a fault', async () => {
    expect(await faultsOfFile(us, await sent([head, row('2/13/2026')]))).toEqual([
      '2,receivedAt,"must not be in the future"',
    ]);
  });
});

describe("the number of the agency's own case", () => {
  it('is imported and logged', async () => {
    const [imported] = await complaintsOf([
      [...head, 'Agency case number'],
      [...row('3/1/2018'), '18-004521'],
    ]);
    const logged = await us.post<ComplaintView>('/complaints', {
      ...{ source: 'public_complaint', receivedAt: '2018-03-02T15:30:00Z', narrative: 'It was seen.' },
      ...{ jurisdiction: { state: 'NE' }, agencyCaseNumber: '18-004522' },
    });

    expect([imported?.agencyCaseNumber, logged.body.agencyCaseNumber]).toEqual(['18-004521', '18-004522']);
  });
});
