import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { SessionView } from '../../src/organization/accounts/sign-in.view.js';
import { Given } from '../support/given.js';
import { password, setPassword } from '../support/requests.js';
import { startTracker, type Tracker } from '../support/tracker.js';

let tracker: Tracker;

beforeAll(async () => {
  tracker = await startTracker({ config: { PUBLIC_URL: 'https://tracker.example.gov' } });
});
afterAll(() => tracker.close());

it('a tracker behind https sets a Secure cookie', async () => {
  const { accountId, email } = await new Given(tracker).account();
  await setPassword(tracker, accountId);

  const fromPage = { 'sec-fetch-site': 'same-origin' };
  const { body, headers } = await tracker.anonymous().post<SessionView>('/sessions', { email, password }, fromPage);
  const cookie = headers['set-cookie']?.split(';')[0] ?? '';
  const own = await tracker.anonymous().get('/accounts/me', { cookie });
  const plain = await tracker.anonymous().get('/accounts/me', { cookie: cookie.replace('__Host', 'localhost') });

  expect(headers['set-cookie']).toMatch(/^__Host-session=.+; Path=\/; Expires=.+; HttpOnly; Secure; SameSite=Strict$/);
  expect(body.token).toBeNull();
  expect([own.status, plain.status]).toEqual([200, 401]);
});

it('a tracker behind https issues https links', async () => {
  const given = new Given(tracker);
  const { accountId, taskForceId } = await given.account();
  const keeper = await given.account({ role: 'admin', taskForceId: taskForceId ?? '' });

  const { body } = await tracker.as(keeper).put(`/accounts/${accountId}/invitation`);

  expect(body['link']).toMatch(/^https:\/\/tracker\.example\.gov\/welcome#/);
});
