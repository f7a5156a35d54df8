import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Client } from '../support/client.js';
import { Given, type GivenAgency } from '../support/given.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';
import { faultsOfFile, figuresOf, fileEntered, rowsSent } from './imports.js';

let tracker: Tracker;
let given: Given;
let agency: GivenAgency;
let us: Client;

beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());
beforeEach(async () => {
  agency = await given.agency();
  us = tracker.as(await given.account({ agency, role: 'supervisor' }));
});

const totals = () =>
  figuresOf(
    us,
    'from=2018-04-01&until=2018-05-01&measures=training_sessions,people_trained,presentations,people_reached',
  );

const trainingHead = ['Date', 'Topic', 'Law enforcement', 'Prosecutors', 'Other'];
const training = (title = 'Undercover chats'): string[] => ['4/20/2018', title, '1,024', '6', '3'];

describe('an import of trainings', () => {
  it('counts the sessions and trainees in the month of their last day', async () => {
    await fileEntered(us, await rowsSent(us, 'trainings', [trainingHead, training(), training('Legal process')]));

    expect(await totals()).toMatchObject({ trainingSessions: { recorded: 2 }, peopleTrained: { recorded: 2066 } });
    expect(
      await tracker.sql(
        `SELECT t.title, t.trained_law_enforcement AS officers FROM app.trainings t WHERE t.agency_id = $1 ORDER BY 1`,
        [agency.id],
      ),
    ).toEqual([
      { title: 'Legal process', officers: 1024 },
      { title: 'Undercover chats', officers: 1024 },
    ]);
  });

  it('is known in a second file, and never changed by it', async () => {
    await fileEntered(us, await rowsSent(us, 'trainings', [trainingHead, training()]));
    const again = await rowsSent(us, 'trainings', [
      trainingHead,
      training(),
      ['4/20/2018', 'Undercover chats', '9', '6', '3'],
    ]);

    expect(again.body).toMatchObject({ known: 1, ready: 0, faulty: 1 });
    expect(await faultsOfFile(us, again)).toEqual([
      '3,title,"already exists with other content, which is not changed"',
    ]);
  });

  it('has the rules of a single one', async () => {
    const rows = [
      ['4/20/2030', 'Later', '1', '1', '1'],
      ['4/20/2018', 'Words', 'twelve', '1', ''],
    ];

    expect(await faultsOfFile(us, await rowsSent(us, 'trainings', [trainingHead, ...rows]))).toEqual([
      '2,endedOn,"must not be in the future"',
      '3,trainedLawEnforcement,"must be a whole number, without words"',
      '3,trainedOther,"must not be empty"',
    ]);
  });
});

describe('an import of presentations', () => {
  const head = ['Held', 'Title', 'Youth', 'Adults', 'Agency'];

  it('counts the people who were reached, for the agency that held it', async () => {
    const seat = tracker.as(await given.account({ taskForceId: agency.taskForceId, role: 'supervisor' }));
    const rows = [
      ['4/17/2018', 'Staying safe', '180', '22', agency.name],
      ['4/17/2018', 'Staying safe', '180', '22', 'Nowhere Police'],
    ];
    const answer = await rowsSent(seat, 'presentations', [head, ...rows]);
    await fileEntered(seat, answer, { withoutFaulty: true });

    expect(await faultsOfFile(seat, answer)).toEqual([
      '3,agency,"names an agency that does not exist or is not accessible"',
    ]);
    expect(await totals()).toMatchObject({ presentations: { recorded: 1 }, peopleReached: { recorded: 202 } });
  });
});
