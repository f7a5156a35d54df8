import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AttentionView } from '../../src/casework/attention/attention.view.js';
import type { ManagedAccountView } from '../../src/organization/accounts/account.view.js';
import type { MachineKeyView } from '../../src/organization/machine-keys/machine-key.view.js';
import type { ProvisionedUserView } from '../../src/organization/provisioning/provisioned-user.view.js';
import { Housekeeping } from '../../src/platform/database/housekeeping.js';
import { atOnce, type Answer, type Json } from '../support/client.js';
import { Given, madeBy, type GivenAccount } from '../support/given.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';
import { asHolder, untilSessionWaits } from '../support/transactions.js';
import { entraUser, Provider, providerOf, seen, usersSeenBy, type ScimUser } from './provisioning-fixtures.js';

let tracker: Tracker;
let given: Given;

beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

const agencyOf = ({ admin }: Provider) => ({
  id: admin.agencyId ?? '',
  taskForceId: admin.taskForceId ?? '',
  name: '',
});
const seatOf = ({ admin }: Provider) => ({ level: 'agency', taskForceId: admin.taskForceId, agencyId: admin.agencyId });

/** Sends a decision of an administrator on the version of the user that they see. */
async function decide(
  admin: GivenAccount,
  id: string,
  act: string,
  body: object,
): Promise<Answer<ProvisionedUserView>> {
  const { version } = await seen(tracker, admin, id);
  return tracker
    .as(admin)
    .change<ProvisionedUserView>(`/provisioned-users/${id}/${act}`, body, { 'if-match': `"v${version}"` });
}

function accept(provider: Provider, user: ScimUser, changes: object = {}): Promise<Answer<ProvisionedUserView>> {
  const account = {
    email: user.userName,
    name: 'Dana Reyes',
    role: 'investigator',
    seat: seatOf(provider),
    ...changes,
  };
  return decide(provider.admin, user.id, 'new-account', account);
}

async function linked(provider: Provider, account: GivenAccount): Promise<ScimUser> {
  const user = await provider.create();
  madeBy(await decide(provider.admin, user.id, 'account', { accountId: account.accountId }), 200);
  return user;
}

async function accountOf(admin: GivenAccount, id: string): Promise<ManagedAccountView> {
  return madeBy(await tracker.as(admin).get<ManagedAccountView>(`/accounts/${id}`), 200).body;
}

async function enable(admin: GivenAccount, { accountId }: GivenAccount): Promise<void> {
  const { version } = await accountOf(admin, accountId);
  const path = `/accounts/${accountId}/enable`;
  madeBy(await tracker.as(admin).post(path, { reason: 'Back.' }, { 'if-match': `"v${version}"` }), 200);
}

async function trailAbout(admin: GivenAccount, record: string): Promise<Json[]> {
  const { body } = madeBy(await tracker.as(admin).get<{ items: Json[] }>(`/trail?record=${record}`), 200);
  return body.items;
}

describe('an administrator', () => {
  it('sees a user with the name and address that the provider sent, and that it waits', async () => {
    const provider = await providerOf(tracker, given);
    const user = await provider.create();

    expect(await seen(tracker, provider.admin, user.id)).toMatchObject({
      userName: user.userName,
      name: 'Dana Reyes',
      email: user.userName,
      isActive: true,
      state: 'waiting',
      seat: { level: 'agency', agencyId: provider.admin.agencyId },
      accountId: null,
      account: null,
      matchingAccountId: null,
      may: { link: true, reject: true, unlink: false },
    });
    const { body } = await tracker.as(provider.admin).get<AttentionView>('/attention');
    expect(body.items.find(({ kind }) => kind === 'provisioned_users_to_decide')).toMatchObject({
      count: 1,
      path: '/api/v1/provisioned-users?state=waiting',
    });
  });

  it('creates an account for a user, which the owner activates by an invitation', async () => {
    const provider = await providerOf(tracker, given);
    const user = await provider.create();

    const answer = await accept(provider, user);

    expect(answer).toMatchObject({ status: 200, body: { state: 'linked', decidedBy: provider.admin.accountId } });
    const account = await accountOf(provider.admin, answer.body.accountId ?? '');
    expect(account).toMatchObject({
      email: user.userName,
      name: 'Dana Reyes',
      role: 'investigator',
      isEnrolled: false,
    });
    expect(account).toMatchObject({ may: { invite: true } });
    expect(await trailAbout(provider.admin, account.id)).toMatchObject([
      { action: 'account.created', accountId: provider.admin.accountId },
    ]);
    expect(await trailAbout(provider.admin, user.id)).toMatchObject([
      { action: 'provisioned-user.accepted', accountId: provider.admin.accountId },
      { action: 'provisioned-user.proposed', accountId: provider.admin.accountId },
    ]);
  });

  it('needs a second person for the account of a supervisor', async () => {
    const provider = await providerOf(tracker, given);
    await given.account({ role: 'admin', agency: agencyOf(provider), status: 'enrolled' });

    const answer = await accept(provider, await provider.create(), { role: 'supervisor' });

    expect(await accountOf(provider.admin, answer.body.accountId ?? '')).toMatchObject({
      approvedAt: null,
      may: { invite: false },
    });
  });

  it('links a user to the account with its address, whose name and address stay', async () => {
    const provider = await providerOf(tracker, given);
    const account = await given.account({ agency: agencyOf(provider), name: 'D. Reyes' });
    const user = await provider.create(entraUser({ emails: [{ value: account.email.toUpperCase(), type: 'work' }] }));
    const { matchingAccountId, matchingAccount } = await seen(tracker, provider.admin, user.id);

    const answer = await decide(provider.admin, user.id, 'account', { accountId: account.accountId });

    expect({ matchingAccountId, name: matchingAccount?.name }).toEqual({
      matchingAccountId: account.accountId,
      name: 'D. Reyes',
    });
    expect(answer).toMatchObject({ status: 200, body: { state: 'linked', account: { name: 'D. Reyes' } } });
    await provider.patch(user.id, {
      op: 'replace',
      value: { displayName: 'Someone Else', userName: 'someone@example.gov' },
    });
    expect(await accountOf(provider.admin, account.accountId)).toMatchObject({
      name: 'D. Reyes',
      email: account.email,
    });
  });

  it('rejects a user, who stays rejected when the provider changes it, and can link it later', async () => {
    const provider = await providerOf(tracker, given);
    const account = await given.account({ agency: agencyOf(provider) });
    const user = await provider.create();

    const rejected = await decide(provider.admin, user.id, 'rejection', { reason: 'Works in another unit.' });

    expect(rejected).toMatchObject({ status: 200, body: { state: 'rejected', may: { link: true, reject: false } } });
    await provider.end(user.id);
    await provider.patch(user.id, { op: 'replace', path: 'active', value: true });
    expect(await seen(tracker, provider.admin, user.id)).toMatchObject({ state: 'rejected', isActive: true });
    expect(await decide(provider.admin, user.id, 'rejection', { reason: 'Again.' })).toMatchObject({
      status: 409,
      body: { type: '/problems/user-not-waiting' },
    });
    expect(await decide(provider.admin, user.id, 'account', { accountId: account.accountId })).toMatchObject({
      status: 200,
    });
  });

  it('removes a link, after which the end of the user does not disable the account', async () => {
    const provider = await providerOf(tracker, given);
    const account = await given.account({ agency: agencyOf(provider) });
    const user = await linked(provider, account);

    const unlinked = await decide(provider.admin, user.id, 'unlink', { reason: 'The wrong person.' });
    await provider.end(user.id);

    expect(unlinked).toMatchObject({ status: 200, body: { state: 'waiting', accountId: null } });
    expect(await accountOf(provider.admin, account.accountId)).toMatchObject({ disabledAt: null });
    expect(await decide(provider.admin, user.id, 'unlink', { reason: 'Again.' })).toMatchObject({
      status: 409,
      body: { type: '/problems/user-not-linked' },
    });
  });

  it('cannot link a second account, nor a second user', async () => {
    const provider = await providerOf(tracker, given);
    const account = await given.account({ agency: agencyOf(provider) });
    const user = await linked(provider, account);
    const other = await provider.create();

    expect(await decide(provider.admin, user.id, 'account', { accountId: account.accountId })).toMatchObject({
      status: 409,
      body: { type: '/problems/user-already-linked' },
    });
    expect(await decide(provider.admin, other.id, 'account', { accountId: account.accountId })).toMatchObject({
      status: 409,
      body: { type: '/problems/account-has-user' },
    });
    expect(await accept(provider, user)).toMatchObject({
      status: 409,
      body: { type: '/problems/user-already-linked' },
    });
  });

  it('is linked alone where two users get the account at the same time', async () => {
    const provider = await providerOf(tracker, given);
    const { accountId } = await given.account({ agency: agencyOf(provider) });
    const users = [await provider.create(), await provider.create()];

    const answers = await asHolder(tracker, async (holder) => {
      await holder.query('SELECT FROM app.accounts WHERE id = $1 FOR UPDATE', [accountId]);
      const sent = users.map(({ id }) => decide(provider.admin, id, 'account', { accountId }));
      await untilSessionWaits(tracker, 2);
      return sent;
    });

    const [made, refused] = (await Promise.all(answers)).sort((one, other) => one.status - other.status);
    expect(made).toMatchObject({ status: 200, body: { accountId } });
    expect(refused).toMatchObject({ status: 409, body: { type: '/problems/account-has-user' } });
  });

  it('cannot link the own account, a disabled one, or one beyond the seat of the provider', async () => {
    const taskForce = await given.account({ role: 'admin', seat: 'task_force' });
    const agency = await given.agency({ taskForceId: taskForce.taskForceId ?? '' });
    const provider = await providerOf(tracker, given, { agency });
    const disabled = await given.account({ agency, status: 'disabled' });
    const above = await given.account({ seat: 'task_force', taskForceId: agency.taskForceId });
    const foreign = await given.account();
    const user = await provider.create();
    const link = async (admin: GivenAccount, account: GivenAccount) =>
      (await decide(admin, user.id, 'account', { accountId: account.accountId })).status;

    expect(await link(provider.admin, provider.admin)).toBe(403);
    expect(await link(provider.admin, disabled)).toBe(409);
    expect(await link(taskForce, above)).toBe(422);
    expect(await link(provider.admin, foreign)).toBe(422);
    expect(
      await decide(taskForce, user.id, 'new-account', {
        email: user.userName,
        name: 'Dana Reyes',
        role: 'investigator',
        seat: { level: 'task_force', taskForceId: agency.taskForceId },
      }),
    ).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/seat' }] } });
  });

  it('cannot accept a user on whose address an account exists, and the user still waits', async () => {
    const provider = await providerOf(tracker, given);
    const user = await provider.create();
    const account = await given.account({ agency: agencyOf(provider) });

    expect(await accept(provider, user, { email: account.email })).toMatchObject({ status: 409 });

    expect(await seen(tracker, provider.admin, user.id)).toMatchObject({ state: 'waiting', accountId: null });
  });

  it('is refused with an outdated version', async () => {
    const provider = await providerOf(tracker, given);
    const user = await provider.create();
    await provider.patch(user.id, { op: 'replace', path: 'displayName', value: 'Someone Else' });

    const answer = await tracker
      .as(provider.admin)
      .put(`/provisioned-users/${user.id}/rejection`, { reason: 'No.' }, { 'if-match': '"v1"' });

    expect(answer).toMatchObject({ status: 412 });
  });

  it('of a task force decides on the users of its agencies, and one of an agency on no others', async () => {
    const taskForce = await given.taskForce();
    const [one, other] = [
      await providerOf(tracker, given, { agency: await given.agency({ taskForceId: taskForce.id }) }),
      await providerOf(tracker, given, { agency: await given.agency({ taskForceId: taskForce.id }) }),
    ];
    const above = await providerOf(tracker, given, { taskForceId: taskForce.id });
    const users = [await one.create(), await other.create(), await above.create()].map(({ id }) => id);

    expect(await usersSeenBy(tracker, above.admin)).toEqual(users);
    expect(await usersSeenBy(tracker, above.admin, `&agencyId=${one.admin.agencyId ?? ''}`)).toEqual([users[0]]);
    expect(await usersSeenBy(tracker, one.admin)).toEqual([users[0]]);
    expect(await tracker.as(one.admin).get(`/provisioned-users/${users[2] ?? ''}`)).toMatchObject({ status: 404 });
    expect(await usersSeenBy(tracker, (await providerOf(tracker, given)).admin)).toEqual([]);
  });
});

describe('the end of a user', () => {
  it.each<[string, (provider: Provider, id: string) => Promise<Answer<unknown>>]>([
    ['PATCH of Entra ID', (provider, id) => provider.end(id)],
    ['PATCH of Okta', (provider, id) => provider.patch(id, { op: 'replace', value: { active: false } })],
    [
      'PUT',
      async (provider, id) =>
        provider.send('PUT', `/Users/${id}`, { ...(await provider.read(id)), active: false, meta: undefined }),
    ],
    ['DELETE', (provider, id) => provider.send('DELETE', `/Users/${id}`)],
  ])(
    'by %s disables the linked account and ends its sessions, with entries that its administrators read',
    async (_, end) => {
      const provider = await providerOf(tracker, given);
      const account = await given.account({ agency: agencyOf(provider) });
      const key = await given.machineKey({ by: account });
      const user = await linked(provider, account);

      expect((await end(provider, user.id)).status).toBeLessThan(300);

      expect(await accountOf(provider.admin, account.accountId)).toMatchObject({ disabledAt: expect.any(String) });
      for (const credential of [account, key])
        expect(await tracker.as(credential).get('/accounts/me')).toMatchObject({ status: 401 });
      const [entry] = await trailAbout(provider.admin, account.accountId);
      expect(entry).toMatchObject({
        action: 'account.disabled-by-provider',
        accountId: provider.admin.accountId,
        sentence: expect.stringContaining('disabled an account, by a machine key of the identity provider'),
      });
      const rows = await tracker.sql('SELECT session_id FROM audit.entries WHERE action = $1 AND subject = $2', [
        'account.disabled-by-provider',
        account.accountId,
      ]);
      expect(rows).toEqual([{ session_id: provider.key.id }]);
      const [last] = await trailAbout(provider.admin, user.id);
      expect(last).toMatchObject({ action: expect.stringMatching(/^provisioned-user\.(left|deleted)$/) });
    },
  );

  it('ends the key of its owner, and the users stay', async () => {
    const provider = await providerOf(tracker, given);
    const colleague = await given.account({ role: 'admin', agency: agencyOf(provider), status: 'enrolled' });
    const user = await provider.create();
    madeBy(await decide(colleague, user.id, 'account', { accountId: provider.admin.accountId }), 200);

    expect(await provider.end(user.id)).toMatchObject({ status: 200, body: { active: false } });

    expect(await provider.send('GET', '/Users')).toMatchObject({ status: 401 });
    expect(await seen(tracker, colleague, user.id)).toMatchObject({ state: 'left' });
    expect(await accountOf(colleague, provider.admin.accountId)).toMatchObject({ disabledAt: expect.any(String) });
  });

  it('by DELETE ends the key of its owner, and the user is deleted', async () => {
    const provider = await providerOf(tracker, given);
    const colleague = await given.account({ role: 'admin', agency: agencyOf(provider), status: 'enrolled' });
    const user = await provider.create();
    madeBy(await decide(colleague, user.id, 'account', { accountId: provider.admin.accountId }), 200);

    expect(await provider.send('DELETE', `/Users/${user.id}`)).toMatchObject({ status: 204 });

    expect(await tracker.as(colleague).get(`/provisioned-users/${user.id}`)).toMatchObject({ status: 404 });
    expect(await accountOf(colleague, provider.admin.accountId)).toMatchObject({ disabledAt: expect.any(String) });
  });

  it('leaves a return as a proposal: the account stays disabled until an administrator enables and links it', async () => {
    const provider = await providerOf(tracker, given);
    const account = await given.account({ agency: agencyOf(provider) });
    const user = await linked(provider, account);
    await provider.end(user.id);

    await provider.patch(user.id, { op: 'Replace', path: 'active', value: 'True' });

    expect(await seen(tracker, provider.admin, user.id)).toMatchObject({
      state: 'waiting',
      accountId: null,
      formerAccountId: account.accountId,
      formerAccount: { id: account.accountId },
    });
    expect(await accountOf(provider.admin, account.accountId)).not.toMatchObject({ disabledAt: null });
    const relink = () => decide(provider.admin, user.id, 'account', { accountId: account.accountId });
    expect(await relink()).toMatchObject({ status: 409, body: { type: '/problems/already-disabled' } });
    await enable(provider.admin, account);
    expect(await relink()).toMatchObject({
      status: 200,
      body: { state: 'linked', accountId: account.accountId, formerAccountId: null },
    });
    expect((await trailAbout(provider.admin, user.id)).map(({ action }) => action)).toEqual([
      'provisioned-user.linked',
      'provisioned-user.returned',
      'provisioned-user.left',
      'provisioned-user.linked',
      'provisioned-user.proposed',
    ]);
  });

  it.each<[string, (provider: Provider, id: string) => Promise<Answer<unknown>>]>([
    ['PATCH', (provider, id) => provider.end(id)],
    ['DELETE', (provider, id) => provider.send('DELETE', `/Users/${id}`)],
  ])(
    'by %s disables no account that an administrator enabled without a link, and again a linked one',
    async (_, end) => {
      const provider = await providerOf(tracker, given);
      const [account, other] = [
        await given.account({ agency: agencyOf(provider) }),
        await given.account({ agency: agencyOf(provider) }),
      ];
      const [user, linkedAgain] = [await linked(provider, account), await linked(provider, other)];
      for (const [{ id }, its] of [[user, account] as const, [linkedAgain, other] as const]) {
        await provider.end(id);
        await enable(provider.admin, its);
        await provider.patch(id, { op: 'replace', path: 'active', value: true });
      }
      madeBy(await decide(provider.admin, linkedAgain.id, 'account', { accountId: other.accountId }), 200);

      for (const { id } of [user, linkedAgain]) expect((await end(provider, id)).status).toBeLessThan(300);

      expect(await accountOf(provider.admin, account.accountId)).toMatchObject({ disabledAt: null });
      expect(await accountOf(provider.admin, other.accountId)).toMatchObject({ disabledAt: expect.any(String) });
    },
  );

  it('forgets the former account when an administrator decides', async () => {
    const provider = await providerOf(tracker, given);
    const account = await given.account({ agency: agencyOf(provider) });
    const user = await linked(provider, account);
    await provider.end(user.id);
    await provider.patch(user.id, { op: 'replace', path: 'active', value: true });

    expect(await decide(provider.admin, user.id, 'rejection', { reason: 'Works elsewhere.' })).toMatchObject({
      body: { state: 'rejected', accountId: null, formerAccountId: null },
    });
  });

  it('does not disable an account that is linked to the user of another provider', async () => {
    const taskForce = await given.taskForce();
    const above = await providerOf(tracker, given, { taskForceId: taskForce.id });
    const below = await providerOf(tracker, given, { agency: await given.agency({ taskForceId: taskForce.id }) });
    const account = await given.account({ agency: agencyOf(below) });
    const former = await linked(above, account);
    await above.end(former.id);
    await above.patch(former.id, { op: 'replace', path: 'active', value: true });
    await enable(above.admin, account);
    await linked(below, account);

    await above.end(former.id);

    expect(await accountOf(below.admin, account.accountId)).toMatchObject({ disabledAt: null });
  });

  it('that is sent again does not disable an account which an administrator enabled meanwhile', async () => {
    const provider = await providerOf(tracker, given);
    const account = await given.account({ agency: agencyOf(provider) });
    const user = await linked(provider, account);
    await provider.end(user.id);
    await enable(provider.admin, account);

    await provider.end(user.id);
    await provider.send('DELETE', `/Users/${user.id}`);

    expect(await accountOf(provider.admin, account.accountId)).toMatchObject({ disabledAt: null });
  });

  it('at the same time as its link leaves no enabled account with an ended user', async () => {
    const provider = await providerOf(tracker, given);
    for (const account of await Promise.all([1, 2, 3, 4].map(() => given.account({ agency: agencyOf(provider) })))) {
      const user = await provider.create();
      const link = () => decide(provider.admin, user.id, 'account', { accountId: account.accountId });

      const [ended, link1] = await Promise.all([provider.end(user.id), link()]);

      expect(ended.status).toBe(200);
      const { state } = await seen(tracker, provider.admin, user.id);
      const { disabledAt } = await accountOf(provider.admin, account.accountId);
      expect({ state, isDisabled: disabledAt !== null }).toEqual({ state: 'left', isDisabled: link1.status === 200 });
      expect([200, 409, 412]).toContain(link1.status);
    }
  });

  it('accepts one of several decisions at once', async () => {
    const provider = await providerOf(tracker, given);
    const user = await provider.create();
    let number = 0;

    const answers = await atOnce(6, () => {
      number += 1;
      return tracker
        .as(provider.admin)
        .put(
          `/provisioned-users/${user.id}/new-account`,
          { email: `${number}-${user.userName}`, name: 'Dana Reyes', role: 'investigator', seat: seatOf(provider) },
          { 'if-match': '"v1"' },
        );
    });

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412, 412, 412]);
    expect(await tracker.sql('SELECT FROM app.accounts WHERE email LIKE $1', [`%${user.userName}`])).toHaveLength(1);
  });
});

describe('a moved account', () => {
  it('loses the link to the provider that it left, and can be linked to that of its new seat', async () => {
    const taskForce = await given.taskForce();
    const above = await providerOf(tracker, given, { taskForceId: taskForce.id });
    const [from, to] = [
      await providerOf(tracker, given, { agency: await given.agency({ taskForceId: taskForce.id }) }),
      await providerOf(tracker, given, { agency: await given.agency({ taskForceId: taskForce.id }) }),
    ];
    const account = await given.account({ agency: agencyOf(from) });
    const user = await linked(from, account);
    const { version } = await accountOf(above.admin, account.accountId);

    const moved = await tracker
      .as(above.admin)
      .put(
        `/accounts/${account.accountId}/role`,
        { role: 'investigator', seat: seatOf(to), reason: 'Moved.' },
        { 'if-match': `"v${version}"` },
      );

    expect(moved.status).toBe(200);
    expect(await seen(tracker, from.admin, user.id)).toMatchObject({ state: 'waiting', accountId: null });
    const again = await linked(to, account);
    await from.end(user.id);
    expect(await accountOf(above.admin, account.accountId)).toMatchObject({ disabledAt: null });
    await to.end(again.id);
    expect(await accountOf(above.admin, account.accountId)).toMatchObject({ disabledAt: expect.any(String) });
  });

  it('keeps the link to a provider of the task force', async () => {
    const taskForce = await given.taskForce();
    const above = await providerOf(tracker, given, { taskForceId: taskForce.id });
    const [from, to] = [
      await given.agency({ taskForceId: taskForce.id }),
      await given.agency({ taskForceId: taskForce.id }),
    ];
    const account = await given.account({ agency: from });
    const user = await linked(above, account);
    const { version } = await accountOf(above.admin, account.accountId);
    const seat = { level: 'agency', taskForceId: taskForce.id, agencyId: to.id };

    await tracker
      .as(above.admin)
      .put(
        `/accounts/${account.accountId}/role`,
        { role: 'investigator', seat, reason: 'Moved.' },
        { 'if-match': `"v${version}"` },
      );

    expect(await seen(tracker, above.admin, user.id)).toMatchObject({ state: 'linked', accountId: account.accountId });
  });
});

describe('the key of a provider', () => {
  it('sees, changes and ends the users of its own seat alone, also as its task force', async () => {
    const taskForce = await given.taskForce();
    const [one, other] = [
      await providerOf(tracker, given, { agency: await given.agency({ taskForceId: taskForce.id }) }),
      await providerOf(tracker, given, { agency: await given.agency({ taskForceId: taskForce.id }) }),
    ];
    const above = await providerOf(tracker, given, { taskForceId: taskForce.id });
    const sent = entraUser();
    const user = await one.create(sent);

    for (const stranger of [other, above, await providerOf(tracker, given)]) {
      expect((await stranger.list(`userName eq "${user.userName}"`)).body).toMatchObject({ totalResults: 0 });
      expect(await stranger.send('GET', `/Users/${user.id}`)).toMatchObject({ status: 404 });
      expect(await stranger.send('PUT', `/Users/${user.id}`, sent)).toMatchObject({ status: 404 });
      expect(await stranger.end(user.id)).toMatchObject({ status: 404 });
      expect(await stranger.send('DELETE', `/Users/${user.id}`)).toMatchObject({ status: 404 });
      // The name is unique within a seat, so its refusal reveals nothing of other seats.
      expect(await stranger.send('POST', '/Users', sent)).toMatchObject({ status: 201 });
    }
    expect(await one.read(user.id)).toEqual(user);
  });

  it('is followed by another key of the seat, which keeps the users', async () => {
    const provider = await providerOf(tracker, given);
    const user = await provider.create();
    await tracker.as(provider.admin).delete(`/machine-keys/${provider.key.id}`);

    expect(await provider.send('GET', '/Users')).toMatchObject({ status: 401 });
    const next = await providerOf(tracker, given, { agency: agencyOf(provider) });
    expect(await next.read(user.id)).toEqual(user);
  });

  it('has no other permission', async () => {
    const provider = await providerOf(tracker, given);
    const client = tracker.as(provider.key);

    for (const path of [
      '/provisioned-users',
      '/accounts',
      '/accounts/me',
      '/machine-keys',
      '/complaints',
      '/trail',
      '/agencies',
    ])
      expect({ path, status: (await client.get(path)).status }).toEqual({ path, status: 403 });
  });

  it.each([
    ['investigator', ['provisioned-users:sync']],
    ['supervisor', ['complaints:read', 'provisioned-users:sync']],
    ['admin', ['complaints:read']],
    ['admin', ['provisioned-users:sync', 'agencies:read']],
  ] as const)('cannot be created by role %s with the scopes %j', async (role, scopes) => {
    const owner = await given.account({ role });
    const expiresAt = new Date(Date.now() + 86_400_000).toISOString();

    const answer = await tracker
      .as(owner)
      .post('/machine-keys', { name: 'Sync', scopes, networks: ['127.0.0.0/8'], expiresAt });

    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/scopes' }] } });
  });

  it('cannot be created at the national seat', async () => {
    const owner = await given.account({ role: 'admin', seat: 'national' });
    const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
    const wanted = { name: 'Sync', scopes: ['provisioned-users:sync'], networks: ['127.0.0.0/8'], expiresAt };

    expect(await tracker.as(owner).post<MachineKeyView>('/machine-keys', wanted)).toMatchObject({ status: 422 });
  });

  it('is required: the session of a person is refused, with an entry', async () => {
    const admin = await given.account({ role: 'admin' });
    const client = tracker.as(admin);
    const user = entraUser();

    expect(await client.post('/scim/Users', user)).toMatchObject({
      status: 403,
      headers: { 'content-type': 'application/scim+json' },
      body: { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: '403' },
    });
    expect(await client.get('/scim/Users')).toMatchObject({ status: 403 });
    const { body } = await client.get<{ items: Json[] }>('/trail?action=provisioned-users:sync');
    expect(body.items).toMatchObject([{ outcome: 'refused' }, { outcome: 'refused' }]);
  });
});

describe('the trail of a user', () => {
  it('names no person', async () => {
    const provider = await providerOf(tracker, given);
    const user = await provider.create();
    await provider.patch(user.id, { op: 'replace', path: 'displayName', value: 'Someone Else' });
    await accept(provider, user);
    await provider.send('DELETE', `/Users/${user.id}`);

    const rows = await tracker.sql('SELECT e::text AS entry FROM audit.entries e WHERE row_id = $1 OR subject = $1', [
      user.id,
    ]);

    expect(rows).toHaveLength(4);
    expect(JSON.stringify(rows)).not.toMatch(/Dana|Reyes|Someone|@example|0a21f0f2/);
  });
});

describe('a user who left or was rejected', () => {
  it('is deleted 90 days after the last change, with an entry, and no other is', async () => {
    const provider = await providerOf(tracker, given);
    const users = await Promise.all([1, 2, 3, 4, 5].map(() => provider.create()));
    const [left, rejected, waiting, recent, account] = users.map(({ id }) => id) as [
      string,
      string,
      string,
      string,
      string,
    ];
    await provider.end(left);
    await decide(provider.admin, rejected, 'rejection', { reason: 'No.' });
    await decide(provider.admin, account, 'account', {
      accountId: (await given.account({ agency: agencyOf(provider) })).accountId,
    });
    await provider.end(recent);
    await tracker.sql(`UPDATE app.provisioned_users SET changed_at = now() - interval '91 days' WHERE id = ANY ($1)`, [
      [left, rejected, waiting, account],
    ]);
    await tracker.sql(`UPDATE app.provisioned_users SET changed_at = now() - interval '89 days' WHERE id = $1`, [
      recent,
    ]);

    await tracker.app.get(Housekeeping).deleteExpired();

    expect(await usersSeenBy(tracker, provider.admin)).toEqual([waiting, recent, account].sort());
    const entries = await tracker.sql(
      'SELECT subject FROM audit.entries WHERE action = $1 AND subject = ANY ($2) ORDER BY 1',
      ['provisioned-user.expired', users.map(({ id }) => id)],
    );
    expect(entries).toEqual([left, rejected].sort().map((subject) => ({ subject })));
  });
});
