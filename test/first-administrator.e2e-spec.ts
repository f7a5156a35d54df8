import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SignInService } from '../src/accounts/sign-in.service.js';
import { atOnce } from './support/client.js';
import { inviteTo, password } from './support/requests.js';
import { startTracker, type Tracker } from './support/tracker.js';

let tracker: Tracker;

beforeAll(async () => {
  tracker = await startTracker();
});
afterAll(() => tracker.close());

describe('the first administrator', () => {
  const name = 'Pat Morgan';

  it('is created once by the link of the first start, however many try at once', async () => {
    const token = await tracker.app.get(SignInService).inviteFirstAdministrator();

    const answers = await atOnce(5, (index) =>
      tracker.anonymous().post('/first-administrator', { token, email: `Pat-${index}@Example.gov`, name, password }),
    );

    expect(answers.map(({ status }) => status).sort()).toEqual([204, 403, 403, 403, 403]);
    const winner = answers.findIndex(({ status }) => status === 204);
    const email = `pat-${winner}@example.gov`;
    const accounts = await tracker.sql('SELECT email, name, role, task_force_id, agency_id FROM app.accounts');
    expect(accounts).toEqual([{ email, name, role: 'admin', task_force_id: null, agency_id: null }]);
    expect(await tracker.anonymous().post('/sessions', { email, password })).toMatchObject({ status: 201 });
    const acts = await tracker.sql('SELECT action, reason FROM audit.entries WHERE source IS NOT NULL');
    expect(acts).toEqual([{ action: 'account.created', reason: 'the first administrator' }]);
  });

  it('is the only one: no link is made once there is an account, and one made before is void', async () => {
    const before = await inviteTo(tracker, null);

    const answer = await tracker
      .anonymous()
      .post('/first-administrator', { token: before, email: 'second@example.gov', name, password });

    expect(await tracker.app.get(SignInService).inviteFirstAdministrator()).toBeNull();
    expect(answer).toMatchObject({ status: 403, body: { type: '/problems/link-not-valid' } });
  });
});
