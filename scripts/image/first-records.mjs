/** The first records of a production tracker over HTTP, from the link of the first administrator to a complaint. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { transform } from '@swc/core';
import { root, swcOptions } from '../compile.mjs';

const password = 'orchard violin gravel seventy';

/** Client of the API. `base` is its address here, and `origin` the public one, which a browser would have. */
export class Client {
  constructor(base, origin) {
    this.base = base;
    this.origin = origin;
  }

  async send(method, path, { token, body, status = [200, 201, 204] } = {}) {
    const response = await fetch(`${this.base}/api/v1${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    if (!status.includes(response.status)) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    return text === '' ? null : JSON.parse(text);
  }
}

/** Creates the first administrator by its link, a task force, an agency and an investigator, and logs a complaint as that one. */
export async function logFirstComplaint(client, adminToken) {
  const { version: notice } = await client.send('GET', '/notice');
  const admin = { email: 'pat.morgan@example.gov', name: 'Pat Morgan' };
  await client.send('POST', '/first-administrator', { body: { token: adminToken, password, ...admin } });
  const token = await signIn(client, admin.email, notice);

  const taskForce = await client.send('POST', '/task-forces', {
    token,
    body: { code: 'NE', name: 'Nebraska ICAC', state: 'NE', coverage: 'statewide', zone: 'America/Chicago' },
  });
  const agency = await client.send('POST', '/agencies', {
    token,
    body: {
      ...{ name: 'Omaha Police Department', kind: 'local_police', level: 'local', state: 'NE' },
      ...{ taskForceId: taskForce.id, membership: { kind: 'affiliate', beganOn: '2017-10-01' } },
    },
  });
  const investigator = { email: 'dana.reyes@example.gov', name: 'Dana Reyes', role: 'investigator' };
  const seat = { level: 'agency', taskForceId: taskForce.id, agencyId: agency.id };
  const account = await client.send('POST', '/accounts', { token, body: { ...investigator, seat } });
  const { link } = await client.send('PUT', `/accounts/${account.id}/invitation`, { token, body: {} });
  const invitation = link.split('#invite=')[1];
  await client.send('POST', '/enrolments', { body: { token: invitation, password } });

  const session = await signIn(client, investigator.email, notice);
  const complaint = await client.send('POST', '/complaints', {
    token: session,
    body: {
      ...{ source: 'public_complaint', receivedAt: '2026-03-01T12:00:00-06:00', jurisdiction: { state: 'NE' } },
      narrative: 'An adult asked a 13-year-old for a meeting in a game chat.',
    },
  });
  return { session, complaint };
}

/** Signs in and enrols a passkey, as production requires of an administrator. Returns the token of the session. */
async function signIn(client, email, notice) {
  const { token } = await client.send('POST', '/sessions', { body: { email, password, notice } });
  const { challenge, user } = await client.send('POST', '/accounts/me/passkey-challenges', { token });
  const authenticator = await createAuthenticator(client.origin);
  const body = { name: 'The blue key', response: authenticator.make(challenge, user.id) };
  const session = await client.send('POST', '/accounts/me/passkeys', { token, body });
  if (session.pendingStep !== null) throw new Error(`The session waits for the step ${session.pendingStep}.`);
  return session.token;
}

/** Returns the software authenticator of the tests, which is TypeScript. */
async function createAuthenticator(origin) {
  const source = await readFile(join(root, 'test/support/authenticator.ts'), 'utf8');
  const { code } = await transform(source, { ...swcOptions, sourceMaps: false });
  const { Authenticator } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  return new Authenticator(origin);
}
