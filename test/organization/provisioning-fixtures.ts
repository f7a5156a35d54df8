import type {
  ProvisionedUserPage,
  ProvisionedUserView,
} from '../../src/organization/provisioning/provisioned-user.view.js';
import { newId } from '../../src/platform/ids/ids.js';
import type { Answer, Client, Headers, Json } from '../support/client.js';
import { madeBy, type Given, type GivenAccount } from '../support/given.js';
import { nextNumber, type GivenAgency } from '../support/people.js';
import type { ValidRequest } from '../support/requests.js';
import type { Tracker } from '../support/tracker.js';

export const userSchema = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const enterpriseSchema = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
export const patchSchema = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
const scim = { 'content-type': 'application/scim+json; charset=utf-8', accept: 'application/scim+json' };

/** User as an identity provider receives it back. */
export interface ScimUser {
  readonly id: string;
  readonly userName: string;
  readonly externalId?: string;
  readonly displayName?: string;
  readonly name?: Json;
  readonly emails?: readonly Json[];
  readonly active: boolean;
  readonly meta: { readonly location: string; readonly version: string };
}

export interface ScimList {
  readonly totalResults: number;
  readonly startIndex: number;
  readonly itemsPerPage: number;
  readonly Resources: readonly ScimUser[];
}

export interface Change {
  readonly op: string;
  readonly path?: string;
  readonly value?: unknown;
}

/** Identity provider of a seat, which sends users with its machine key. */
export class Provider {
  private readonly client: Client;

  constructor(
    tracker: Tracker,
    readonly admin: GivenAccount,
    readonly key: { readonly id: string; readonly token: string },
  ) {
    this.client = tracker.as(key);
  }

  send<Body = Json>(method: string, path: string, body?: unknown, headers: Headers = {}): Promise<Answer<Body>> {
    return this.client.send<Body>(method, `/scim${path}`, body, { ...(body === undefined ? {} : scim), ...headers });
  }

  async create(user: object = entraUser()): Promise<ScimUser> {
    return madeBy(await this.send<ScimUser>('POST', '/Users', user), 201).body;
  }

  async read(id: string): Promise<ScimUser> {
    return madeBy(await this.send<ScimUser>('GET', `/Users/${id}`), 200).body;
  }

  list(filter: string, rest = ''): Promise<Answer<ScimList>> {
    return this.send<ScimList>('GET', `/Users?filter=${encodeURIComponent(filter)}${rest}`);
  }

  patch(id: string, ...operations: readonly Change[]): Promise<Answer<ScimUser>> {
    return this.send<ScimUser>('PATCH', `/Users/${id}`, { schemas: [patchSchema], Operations: operations });
  }

  /** Ends the user as Entra ID does. */
  end(id: string): Promise<Answer<ScimUser>> {
    return this.patch(id, { op: 'Replace', path: 'active', value: 'False' });
  }
}

/** Creates an administrator of a seat with a machine key of a provider. */
export async function providerOf(
  tracker: Tracker,
  given: Given,
  at: { readonly agency?: GivenAgency; readonly taskForceId?: string } = {},
): Promise<Provider> {
  const agency = at.agency ?? (at.taskForceId === undefined ? await given.agency() : undefined);
  const admin = await given.account({ role: 'admin', ...(agency ? { agency } : { seat: 'task_force', ...at }) });
  return new Provider(tracker, admin, await given.machineKey({ by: admin, scopes: ['provisioned-users:sync'] }));
}

/** Body with which Entra ID creates a user, by its public documents. */
export function entraUser(changes: object = {}): Json & { readonly userName: string } {
  const name = `entra-${nextNumber()}@example.gov`;
  return {
    schemas: [userSchema, enterpriseSchema],
    externalId: `0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef-${nextNumber()}`,
    userName: name,
    active: true,
    displayName: 'Dana Reyes',
    emails: [{ primary: true, type: 'work', value: name }],
    meta: { resourceType: 'User' },
    name: { formatted: 'Reyes, Dana', familyName: 'Reyes', givenName: 'Dana' },
    title: 'Detective',
    preferredLanguage: 'en',
    addresses: [{ type: 'work', locality: 'Omaha' }],
    phoneNumbers: [{ type: 'work', value: '+1 402 555 0100' }],
    roles: [{ primary: true, value: 'admin' }],
    [enterpriseSchema]: { department: 'Cyber', employeeNumber: '1042', manager: { value: 'ab' } },
    ...changes,
  };
}

/** Body with which Okta creates a user, by its public documents. */
export function oktaUser(changes: object = {}): Json & { readonly userName: string } {
  const name = `okta-${nextNumber()}@example.gov`;
  return {
    schemas: [userSchema],
    userName: name,
    name: { givenName: 'Morgan', familyName: 'Lee' },
    emails: [{ primary: true, value: name, type: 'work' }],
    displayName: 'Morgan Lee',
    locale: 'en-US',
    externalId: `00ujl29u0le5T6Aj10h7-${nextNumber()}`,
    groups: [],
    password: '1mz050nq-and-more',
    active: true,
    ...changes,
  };
}

/** Administrator’s view of a user. */
export async function seen(tracker: Tracker, admin: GivenAccount, id: string): Promise<ProvisionedUserView> {
  return madeBy(await tracker.as(admin).get<ProvisionedUserView>(`/provisioned-users/${id}`), 200).body;
}

export async function usersSeenBy(tracker: Tracker, admin: GivenAccount, query = ''): Promise<string[]> {
  const path = `/provisioned-users?limit=200${query}`;
  const { body } = madeBy(await tracker.as(admin).get<ProvisionedUserPage>(path), 200);
  return body.items.map(({ id }) => id);
}

export const provisioningKinds = ['provisionedUser', 'linkedUser'] as const;

/** Creates a user who waits and one with an account, sent by the provider of the agency. */
export async function provisionedUsersAt(
  given: Given,
  agency: GivenAgency,
): Promise<Record<(typeof provisioningKinds)[number], string>> {
  const admin = await given.account({ agency, role: 'admin' });
  const { token } = await given.machineKey({ by: admin, scopes: ['provisioned-users:sync'] });
  const [waiting, linked] = [
    await given.made<ScimUser>({ ...admin, token }, '/scim/Users', entraUser()),
    await given.made<ScimUser>({ ...admin, token }, '/scim/Users', entraUser()),
  ];
  const account = await given.account({ agency, role: 'auditor' });
  await given.linkUser({ by: admin, id: linked.id, accountId: account.accountId });
  return { provisionedUser: waiting.id, linkedUser: linked.id };
}

/** Returns an account of the agency without a user, or the id of no account where there is no such agency. */
async function linkableAccount(tracker: Tracker, agencyId: string): Promise<string> {
  const id = newId();
  await tracker.sql(
    `INSERT INTO app.accounts (id, email, name, role, task_force_id, agency_id, version)
     SELECT $1, $2, 'Alex Moss', 'auditor', a.task_force_id, a.id, 1 FROM app.agencies a WHERE a.id = $3`,
    [id, `linkable-${id}@example.gov`, agencyId],
  );
  return id;
}

export const provisioningRequests: Readonly<Record<string, ValidRequest>> = {
  'GET /api/v1/provisioned-users': {},
  'GET /api/v1/provisioned-users/:id': { of: 'provisionedUser' },
  'PUT /api/v1/provisioned-users/:id/new-account': {
    of: 'provisionedUser',
    isFinal: true,
    body: ({ taskForce: taskForceId, agency: agencyId }) => ({
      email: `accepted-${nextNumber()}@example.gov`,
      name: 'Dana Reyes',
      role: 'investigator',
      seat: { level: 'agency', taskForceId, agencyId },
    }),
  },
  'PUT /api/v1/provisioned-users/:id/account': {
    of: 'provisionedUser',
    isFinal: true,
    body: async ({ agency }, _, tracker) => ({ accountId: await linkableAccount(tracker, agency) }),
  },
  'PUT /api/v1/provisioned-users/:id/rejection': {
    of: 'provisionedUser',
    isFinal: true,
    body: () => ({ reason: 'Works in another unit.' }),
  },
  'POST /api/v1/provisioned-users/:id/unlink': {
    of: 'linkedUser',
    isFinal: true,
    body: () => ({ reason: 'The wrong person.' }),
  },

  'POST /api/v1/scim/Users': { body: () => entraUser() },
  'GET /api/v1/scim/Users': {},
  'POST /api/v1/scim/Users/.search': { body: () => ({ filter: 'userName eq "dana@example.gov"' }) },
  'GET /api/v1/scim/Users/:id': { of: 'provisionedUser' },
  'PUT /api/v1/scim/Users/:id': { of: 'provisionedUser', body: () => entraUser() },
  'PATCH /api/v1/scim/Users/:id': {
    of: 'provisionedUser',
    body: () => ({ schemas: [patchSchema], Operations: [{ op: 'replace', path: 'active', value: false }] }),
  },
  'DELETE /api/v1/scim/Users/:id': { of: 'provisionedUser' },
  'GET /api/v1/scim/ServiceProviderConfig': {},
  'GET /api/v1/scim/ResourceTypes': {},
  'GET /api/v1/scim/ResourceTypes/:name': { path: () => '/api/v1/scim/ResourceTypes/User' },
  'GET /api/v1/scim/Schemas': {},
  'GET /api/v1/scim/Schemas/:name': { path: () => `/api/v1/scim/Schemas/${userSchema}` },
};

/** Routes of SCIM, which describes them by documents of its own and not by the API document. */
export const scimRoutes = Object.keys(provisioningRequests).filter((route) => route.includes('/api/v1/scim/'));
