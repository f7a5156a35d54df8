import { createHash, randomBytes } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import { generateSync } from 'otplib';
import type { PasskeyAssertion, PasskeyAttestation } from '../../src/organization/accounts/factors.request.js';
import type {
  PasskeyChallengeView,
  PasskeyCreationView,
  TotpView,
} from '../../src/organization/accounts/factors.view.js';
import { makeRecoveryCodes, hashRecoveryCode } from '../../src/organization/accounts/recovery-codes.js';
import { newId } from '../../src/platform/ids/ids.js';
import { addDays } from '../../src/platform/time/calendar.js';
import { Authenticator } from './authenticator.js';
import { deconflictionRequests } from '../intelligence/deconfliction-fixtures.js';
import { noteAndTaskRequests } from '../casework/notes-and-tasks-fixtures.js';
import { draftRequests } from '../casework/draft-fixtures.js';
import { transferRequests } from '../casework/transfer-fixtures.js';
import { identifierRequests } from '../casework/identifier-fixtures.js';
import { processTemplateRequests } from '../casework/process-template-fixtures.js';
import { providerRequests } from '../casework/provider-fixtures.js';
import { importRequests } from '../intelligence/import-fixtures.js';
import { investigateRequests } from '../casework/investigate-fixtures.js';
import { provisioningRequests } from '../organization/provisioning-fixtures.js';
import { aTip } from './given.js';
import { nextCode, nextDay, nextNumber, type GivenAccount } from './people.js';
import { caseRequests } from '../casework/case-fixtures.js';
import { peopleRequests } from '../casework/people-fixtures.js';
import { performanceReportRequests } from '../reporting/performance-report-fixtures.js';
import { retentionRequests } from '../casework/retention-fixtures.js';
import type { Kind, Fixtures } from './fixtures.js';
import { safeguardRequests } from './safeguard-fixtures.js';
import { searchRequests } from '../intelligence/search-fixtures.js';
import { Passwords } from '../../src/organization/accounts/passwords.js';
import { Config } from '../../src/platform/config/config.js';
import { oncePerWorker } from './worker.js';
import { subjectIndexRequests } from '../intelligence/subject-index-fixtures.js';
import type { Tracker } from './tracker.js';
import { tipRequests } from '../intelligence/tip-fixtures.js';
import { vaultRequests } from '../casework/vault-fixtures.js';

/** Valid request for a route without its sender; tests that walk all routes use it. */
export interface ValidRequest {
  /** Kind of record that `:id` names, or else the query or body. */
  readonly of?: Kind;
  readonly path?: (place: Fixtures) => string;
  readonly body?: (place: Fixtures, sender: GivenAccount | null, tracker: Tracker) => object | Promise<object>;
  /** Whether the request cannot be repeated on the same record. */
  readonly isFinal?: true;
  /** Whether the body is a file, whose content has no fields of this API. */
  readonly isFile?: true;
  /** Whether the request ends the session of the sender, or requires a sender with a password. */
  readonly isOfSender?: true;
}

/** Password of every test account that has one. */
export const password = 'orchard violin gravel seventy';

const hashes = oncePerWorker('password-hashes', () => new Map<string, Promise<string>>());

/**
 * Sets that password on an account. For sign-in at another process, whose pepper is its own, the hash is stored
 * `withoutPepper`.
 */
export async function setPassword(tracker: Tracker, accountId: string, { withoutPepper = false } = {}): Promise<void> {
  const kind = withoutPepper ? 'without pepper' : tracker.app.get(Config).PASSWORD_KDF;
  if (!hashes.has(kind)) {
    const plain = { memoryCost: 65_536, timeCost: 3, parallelism: 1 };
    hashes.set(kind, withoutPepper ? hash(password, plain) : tracker.app.get(Passwords).hash(password));
  }
  await tracker.sql('INSERT INTO auth.credentials (account_id, password_hash) VALUES ($1, $2)', [
    accountId,
    await hashes.get(kind),
  ]);
}

/** Returns the token of a one-time link for an account, or for the first administrator. */
export async function inviteTo(tracker: Tracker, accountId: string | null): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await tracker.sql(
    `INSERT INTO auth.invitations (hash, account_id, expires_at) VALUES (sha256($1), $2, now() + interval '1 hour')`,
    [createHash('sha256').update(token).digest(), accountId],
  );
  return token;
}

/** Creates an account without another invitation, because setting a password voids its other links. */
async function newcomer(tracker: Tracker): Promise<string> {
  const [row] = await tracker.sql<{ id: string }>(
    `INSERT INTO app.accounts (id, email, name, role, version)
     VALUES (gen_random_uuid(), $1, 'New Comer', 'investigator', 1) RETURNING id`,
    [`newcomer-${nextNumber()}@example.gov`],
  );
  if (!row) throw new Error('An account that was inserted is there');
  return row.id;
}

const origin = 'http://localhost:0';

const identityAnswer = { state: 'Zk3xw0-J8bqQ1mVtT5rYcN7aPdLhS2oGf9uEiXKjR4w', code: 'a-code' };
/** Form by which the SAML provider sends a browser back. */
const samlForm = 'SAMLResponse=QQ%3D%3D&RelayState=Zk3xw0-J8bqQ1mVtT5rYcN7aPdLhS2oGf9uEiXKjR4w';

async function signedBy(tracker: Tracker, sender: GivenAccount | null): Promise<PasskeyAssertion> {
  const authenticator = new Authenticator(origin);
  if (sender) {
    await tracker.sql(
      `INSERT INTO auth.passkeys (id, account_id, credential_id, public_key, counter, name, is_synced)
       VALUES (gen_random_uuid(), $1, $2, $3, 0, 'The blue key', false)`,
      [sender.accountId, authenticator.credentialId, authenticator.publicKey],
    );
  }
  const { body } = await tracker.anonymous().post<PasskeyChallengeView>('/passkey-challenges');
  return authenticator.sign(body.challenge, { userHandle: null });
}

/** Returns a recovery code of the sender, whose session then waits for a second factor. */
async function recoveryCodeOf(tracker: Tracker, sender: GivenAccount | null): Promise<string> {
  const [code = ''] = makeRecoveryCodes();
  if (!sender) return code;
  await tracker.sql('INSERT INTO auth.recovery_codes (account_id, hash) VALUES ($1, $2)', [
    sender.accountId,
    hashRecoveryCode(code),
  ]);
  await tracker.sql(`UPDATE auth.sessions SET pending_step = 'second_factor', opened_at = now() WHERE id = $1`, [
    sender.sessionId,
  ]);
  return code;
}

async function firstCodeOf(tracker: Tracker, sender: GivenAccount | null): Promise<string> {
  if (!sender) return '123456';
  const { body } = await tracker.as(sender).post<TotpView>('/accounts/me/totp');
  return generateSync({ secret: body.secret });
}

async function giveTotp(tracker: Tracker, sender: GivenAccount | null): Promise<object> {
  if (!sender) return {};
  await tracker.sql(
    `INSERT INTO auth.totps (id, account_id, secret, confirmed_at) VALUES (gen_random_uuid(), $1, '\\x00', now())`,
    [sender.accountId],
  );
  return {};
}

async function madeBySender(tracker: Tracker, sender: GivenAccount | null): Promise<PasskeyAttestation> {
  const authenticator = new Authenticator(origin);
  if (!sender) return authenticator.make('AA', 'AA');
  const { body } = await tracker.as(sender).post<PasskeyCreationView>('/accounts/me/passkey-challenges');
  return authenticator.make(body.challenge, body.user.id);
}

const agency = { kind: 'sheriff', level: 'county', state: 'NE' };
const contact = { contactPhone: '+1 402 555 0100', contactEmail: 'icac@example.gov' };
const suspect = { offenderClass: 'unknown', juvenile: false, identifiedOn: '2026-03-01', bornOn: '1979-11-02' };
const name = { givenName: 'Alex', familyName: 'Sample' };
const arrest = { arrestedOn: '2026-03-02', kind: 'taken_into_custody' };
const presentation = { heldOn: '2026-03-01', title: 'Staying safe', attendeesYouth: 180, attendeesAdult: 22 };
const heads = { trainedLawEnforcement: 24, trainedProsecutors: 6, trainedOther: 3 };
const training = { endedOn: '2026-03-01', title: 'Undercover chat investigations', ...heads };
const figure = { value: 100, precision: 'at_least', source: 'Press release of June 2018' };

const operation = (): object => ({
  name: `Operation ${nextNumber()}`,
  startsOn: '2026-03-01',
  endsOn: '2026-05-31',
  membership: 'tagged',
});

/** One request per route of the router, without HEAD. */
export const validRequests: Readonly<Record<string, ValidRequest>> = {
  'GET /': {},
  'GET /app': {},
  'GET /app/*': { path: () => '/app/' },
  'POST /app/identity-provider': { isFile: true, body: () => Buffer.from(samlForm) },
  'GET /docs': {},
  'GET /docs/:file': { path: () => '/docs/reference.css' },
  'GET /welcome': {},
  'GET /sign-in': {},
  'GET /welcome/:file': { path: () => '/welcome/welcome.css' },
  'GET /health/live': {},
  'GET /health/ready': {},
  'GET /api/v1/openapi.json': {},

  'POST /api/v1/sessions': {
    isOfSender: true,
    body: (_, sender) => ({ email: sender?.email ?? 'nobody@example.gov', password }),
  },
  'GET /api/v1/notice': {},
  'POST /api/v1/passkey-challenges': {},
  'POST /api/v1/sessions/passkey': {
    isOfSender: true,
    body: async (_, sender, tracker) => ({ response: await signedBy(tracker, sender) }),
  },
  'GET /api/v1/identity-providers': {},
  'GET /api/v1/identity-providers/saml/metadata': {},
  // No identity provider is set up in the trackers that walk all routes.
  'POST /api/v1/identity-provider-requests': { isOfSender: true, body: () => ({ protocol: 'oidc' }) },
  'POST /api/v1/sessions/identity-provider': { isOfSender: true, body: () => identityAnswer },
  'GET /api/v1/accounts/me/identity-provider-links': {},
  'POST /api/v1/accounts/me/identity-provider-requests': { isOfSender: true, body: () => ({ protocol: 'saml' }) },
  'POST /api/v1/accounts/me/identity-provider-links': { isOfSender: true, body: () => identityAnswer },
  'DELETE /api/v1/accounts/me/identity-provider-links/:id': {
    isOfSender: true,
    path: () => `/api/v1/accounts/me/identity-provider-links/${newId()}`,
  },
  'POST /api/v1/sessions/second-factor': {
    isOfSender: true,
    body: async (_, sender, tracker) => ({ code: await recoveryCodeOf(tracker, sender) }),
  },
  'GET /api/v1/sessions': {},
  'GET /api/v1/sessions/current': {},
  'PUT /api/v1/sessions/current/step-up': { isOfSender: true, body: () => ({ password }) },
  'DELETE /api/v1/sessions/current': { isOfSender: true },
  // A random id, because only the owner of a session knows its id.
  'DELETE /api/v1/sessions/:id': { isOfSender: true, path: () => `/api/v1/sessions/${newId()}` },
  'GET /api/v1/accounts/me/factors': {},
  'POST /api/v1/accounts/me/totp': { isOfSender: true },
  'PUT /api/v1/accounts/me/totp/confirmation': {
    isOfSender: true,
    body: async (_, sender, tracker) => ({ code: await firstCodeOf(tracker, sender) }),
  },
  'DELETE /api/v1/accounts/me/totp': {
    isOfSender: true,
    body: async (_, sender, tracker) => giveTotp(tracker, sender),
  },
  'POST /api/v1/accounts/me/passkey-challenges': { isOfSender: true },
  'POST /api/v1/accounts/me/passkeys': {
    isOfSender: true,
    body: async (_, sender, tracker) => ({ name: 'The blue key', response: await madeBySender(tracker, sender) }),
  },
  'DELETE /api/v1/accounts/me/passkeys/:id': {
    isOfSender: true,
    path: () => `/api/v1/accounts/me/passkeys/${newId()}`,
  },
  'POST /api/v1/accounts/me/recovery-codes': { isOfSender: true },
  'PUT /api/v1/accounts/me/password': {
    isOfSender: true,
    body: () => ({ current: password, password: 'lantern harbour mistake eleven' }),
  },
  'POST /api/v1/enrolments': {
    body: async (_, __, tracker) => ({ token: await inviteTo(tracker, await newcomer(tracker)), password }),
  },
  'POST /api/v1/first-administrator': {
    body: async (_, __, tracker) => {
      const email = `first-${nextNumber()}@example.gov`;
      return { token: await inviteTo(tracker, null), email, name: 'Pat Morgan', password };
    },
  },

  'POST /api/v1/accounts': {
    of: 'agency',
    body: ({ taskForce: taskForceId, agency: agencyId }) => ({
      email: `new-${nextNumber()}@example.gov`,
      name: 'Dana Reyes',
      role: 'investigator',
      seat: { level: 'agency', taskForceId, agencyId },
    }),
  },
  'POST /api/v1/machine-keys': {
    body: (_, sender) => ({
      name: `Import ${nextNumber()}`,
      scopes: [sender?.role === 'admin' ? 'provisioned-users:sync' : 'complaints:receive'],
      networks: ['127.0.0.0/8'],
      expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
    }),
  },
  'GET /api/v1/machine-keys': {},
  'GET /api/v1/machine-keys/:id': { of: 'machineKey' },
  'DELETE /api/v1/machine-keys/:id': { of: 'machineKey' },

  'GET /api/v1/accounts': {},
  'GET /api/v1/accounts/me': {},
  'GET /api/v1/accounts/me/preferences': {},
  'PUT /api/v1/accounts/me/preferences': { body: () => ({ language: 'es', density: 'compact' }) },
  'GET /api/v1/accounts/:id': { of: 'account' },
  'PUT /api/v1/accounts/:id/invitation': { of: 'account' },
  'POST /api/v1/accounts/:id/disable': {
    of: 'account',
    isFinal: true,
    body: () => ({ reason: 'Left the agency.' }),
  },
  'PUT /api/v1/accounts/:id/role': {
    of: 'account',
    body: ({ taskForce: taskForceId, agency: agencyId }) => ({
      role: 'auditor',
      seat: { level: 'agency', taskForceId, agencyId },
      reason: 'It stays as it is.',
    }),
  },
  'PUT /api/v1/accounts/:id/approval': { of: 'waitingAccount', isFinal: true },
  'POST /api/v1/accounts/:id/enable': {
    of: 'disabledAccount',
    isFinal: true,
    body: () => ({ reason: 'Back from leave.' }),
  },
  'POST /api/v1/accounts/:id/unlock': {
    of: 'lockedAccount',
    isFinal: true,
    body: () => ({ reason: 'Its owner called.' }),
  },
  'POST /api/v1/account-batches': { body: () => ({ csv: 'email,name,role,agency' }) },
  'GET /api/v1/account-batches/:id': { of: 'accountBatch' },
  'POST /api/v1/factor-resets': {
    of: 'lockedAccount',
    body: ({ lockedAccount: accountId }) => ({ accountId, reason: 'Lost the phone.' }),
  },
  'GET /api/v1/factor-resets': {},
  'GET /api/v1/factor-resets/:id': { of: 'factorReset' },
  'PUT /api/v1/factor-resets/:id/approval': { of: 'factorReset', isFinal: true },
  'POST /api/v1/recertifications': {},
  'GET /api/v1/recertifications': {},
  'GET /api/v1/recertifications/:id': { of: 'recertification' },
  'GET /api/v1/recertifications/:id/lines': { of: 'recertification' },
  'PUT /api/v1/recertifications/:id/lines': {
    of: 'recertification',
    body: ({ reviewedAccount: accountId }) => ({ decisions: [{ accountId, decision: 'confirmed' }] }),
  },
  'PUT /api/v1/recertifications/:id/sign-off': { of: 'recertification', isFinal: true },

  'POST /api/v1/task-forces': {
    body: () => ({
      code: nextCode(),
      name: 'Nebraska Task Force',
      state: 'NE',
      coverage: 'statewide',
      zone: 'America/Chicago',
      ...contact,
    }),
  },
  'GET /api/v1/task-forces': {},
  'GET /api/v1/task-forces/:id': { of: 'taskForce' },
  'PUT /api/v1/task-forces/:id': {
    of: 'taskForce',
    body: () => ({ name: 'Nebraska Task Force', coverage: 'statewide', verified: true, ...contact }),
  },

  'POST /api/v1/agencies': {
    of: 'taskForce',
    body: ({ taskForce: taskForceId }) => ({
      taskForceId,
      name: `County Sheriff ${nextNumber()}`,
      ...agency,
      ...contact,
      membership: { kind: 'affiliate', beganOn: '2017-10-01' },
    }),
  },
  'GET /api/v1/agencies': {},
  'GET /api/v1/agencies/:id': { of: 'agency' },
  'PUT /api/v1/agencies/:id': {
    of: 'agency',
    body: () => ({ name: `County Sheriff ${nextNumber()}`, ori: null, ...agency, ...contact }),
  },
  'PUT /api/v1/agencies/:id/membership': {
    of: 'agency',
    body: () => {
      const beganOn = nextDay('2001-01-01');
      return { kind: 'affiliate', beganOn, mouSignedOn: beganOn, reason: 'Signed.' };
    },
  },

  'POST /api/v1/complaints': {
    of: 'agency',
    body: ({ agency: agencyId }) => ({
      ...aTip,
      agencyId,
      externalReference: String(nextNumber()),
      jurisdiction: { state: 'NE', county: 'Douglas', city: 'Omaha' },
    }),
  },
  'GET /api/v1/events': {},
  'GET /api/v1/complaints': {},
  'GET /api/v1/queues': {},
  'GET /api/v1/complaints/:id': { of: 'complaint' },
  'GET /api/v1/complaints/:id/decisions': { of: 'complaint' },
  'GET /api/v1/complaints/:id/trail': { of: 'complaint' },
  'GET /api/v1/sealed-duplicates': {},
  'PUT /api/v1/complaints/:id/submission': {
    of: 'complaint',
    body: () => ({ reportedToNcmecAt: '2026-02-10T18:00:00Z' }),
  },
  'PUT /api/v1/complaints/:id/ncmec-class': { of: 'complaint', body: () => ({ ncmecClass: 'informational' }) },
  'PUT /api/v1/complaints/:id/annotations': { of: 'complaint', body: () => ({ annotations: ['sextortion'] }) },
  'PUT /api/v1/complaints/:id/triage': {
    of: 'complaint',
    body: () => ({ type: 'enticement', mode: 'reactive', priority: 2, rationale: 'A meeting was proposed.' }),
  },
  'PUT /api/v1/complaints/triages': {
    of: 'complaint',
    path: () => '/api/v1/complaints/triages',
    body: ({ complaint: id }) => ({
      items: [{ id, version: 1 }],
      ...{ type: 'enticement', mode: 'reactive', priority: 2, rationale: 'A meeting was proposed.' },
    }),
  },
  'PUT /api/v1/complaints/:id/screening': {
    of: 'reopenedComplaint',
    isFinal: true,
    body: () => ({ type: 'enticement', mode: 'reactive' }),
  },
  'GET /api/v1/complaints/:id/triage-proposal': { of: 'complaint' },
  'GET /api/v1/attention': {},
  'GET /api/v1/bundles': {},
  'GET /api/v1/bundles/:id': { of: 'handle' },
  'GET /api/v1/bundles/:id/complaints': { of: 'handle' },
  'PUT /api/v1/complaints/:id/hold': {
    of: 'holdableComplaint',
    isFinal: true,
    body: () => ({ reason: 'The laboratory has the devices.', reviewOn: '2099-01-01' }),
  },
  'POST /api/v1/complaints/:id/resume': {
    of: 'heldComplaint',
    isFinal: true,
    body: () => ({ reason: 'The laboratory has answered.' }),
  },
  'PUT /api/v1/complaints/:id/merge': {
    of: 'mergeableComplaint',
    isFinal: true,
    body: ({ complaint: into }) => ({ into, reason: 'The same account, reported twice.' }),
  },
  'POST /api/v1/complaints/:id/unmerge': {
    of: 'mergedComplaint',
    isFinal: true,
    body: () => ({ reason: 'Two accounts after all.' }),
  },
  'GET /api/v1/dispositions': {},
  'GET /api/v1/complaints/:id/closure-proposal': { of: 'proposedComplaint' },
  'PUT /api/v1/complaints/:id/closure-proposal': {
    of: 'complaint',
    body: () => ({ code: 'duplicate', narrative: 'It was logged before.' }),
  },
  'PUT /api/v1/complaints/:id/closure-proposal/rejection': {
    of: 'proposedComplaint',
    isFinal: true,
    body: () => ({ reason: 'One lead is left.' }),
  },
  'POST /api/v1/complaints/:id/reopen': {
    of: 'closedComplaint',
    isFinal: true,
    body: () => ({ reason: 'Another tip names the same account.' }),
  },
  'PUT /api/v1/complaints/:id/assignment': {
    of: 'complaint',
    body: ({ agency: agencyId }) => ({ agencyId, reason: 'Nearest.' }),
  },
  'PUT /api/v1/complaints/assignments': {
    of: 'complaint',
    path: () => '/api/v1/complaints/assignments',
    body: ({ complaint: id, agency: agencyId }) => ({ items: [{ id, version: 1 }], agencyId, reason: 'Nearest.' }),
  },
  'PUT /api/v1/complaints/:id/disposition': {
    of: 'complaint',
    isFinal: true,
    body: () => ({ code: 'duplicate', narrative: 'It was logged before.' }),
  },

  ...noteAndTaskRequests,
  ...transferRequests,
  ...investigateRequests,
  ...caseRequests,

  'POST /api/v1/suspects': {
    of: 'complaint',
    body: ({ complaint: complaintId }) => ({ complaintId, ...suspect, ...name }),
  },
  'GET /api/v1/suspects': {},
  'GET /api/v1/suspects/:id': { of: 'suspect' },
  'PUT /api/v1/suspects/:id': { of: 'suspect', body: () => ({ ...suspect, ...name, reason: 'Spelt wrong.' }) },
  'POST /api/v1/arrests': { of: 'suspect', body: ({ suspect: suspectId }) => ({ suspectId, ...arrest }) },
  'GET /api/v1/arrests': {},
  'GET /api/v1/arrests/:id': { of: 'arrest' },
  'PUT /api/v1/arrests/:id': {
    of: 'arrest',
    body: ({ agency: agencyId }) => ({ agencyId, ...arrest, reason: 'The booking sheet says so.' }),
  },
  'POST /api/v1/victims-identified': {
    of: 'complaint',
    body: ({ complaint: complaintId }) => ({
      complaintId,
      abuseTiming: 'ongoing',
      productionVictim: false,
      safeguardingStatus: 'located',
      identifiedOn: '2026-03-01',
    }),
  },
  'GET /api/v1/victims-identified': {},
  'GET /api/v1/victims-identified/:id': { of: 'victim' },
  'POST /api/v1/victims-identified/:id/safeguarding': {
    of: 'victim',
    body: () => ({ status: 'safe_verified', reason: 'A visit.' }),
  },

  'POST /api/v1/presentations': { of: 'agency', body: ({ agency: agencyId }) => ({ agencyId, ...presentation }) },
  'GET /api/v1/presentations': {},
  'GET /api/v1/presentations/:id': { of: 'presentation' },
  'PUT /api/v1/presentations/:id': { of: 'presentation', body: () => presentation },
  'POST /api/v1/trainings': { of: 'agency', body: ({ agency: agencyId }) => ({ agencyId, ...training }) },
  'GET /api/v1/trainings': {},
  'GET /api/v1/trainings/:id': { of: 'training' },
  'PUT /api/v1/trainings/:id': { of: 'training', body: () => training },

  'POST /api/v1/operations': {
    of: 'taskForce',
    body: ({ taskForce }) => ({ ...operation(), taskForceIds: [taskForce] }),
  },
  'GET /api/v1/operations': {},
  'GET /api/v1/operations/:id': { of: 'operation' },
  'PUT /api/v1/operations/:id': { of: 'operation', body: operation },
  'POST /api/v1/operations/:id/members': {
    of: 'operation',
    body: ({ complaint }) => ({ complaintIds: [complaint] }),
  },

  ...peopleRequests,
  ...identifierRequests,
  ...providerRequests,
  ...processTemplateRequests,
  ...provisioningRequests,
  ...searchRequests,
  ...draftRequests,
  ...importRequests,
  ...retentionRequests,
  ...safeguardRequests,
  ...performanceReportRequests,

  ...vaultRequests,
  ...tipRequests,

  ...subjectIndexRequests,
  ...deconflictionRequests,

  'GET /api/v1/reports/totals': {
    of: 'agency',
    path: ({ agency: agencyId }) => `/api/v1/reports/totals?from=2026-01-01&until=2027-01-01&agencyId=${agencyId}`,
  },
  'GET /api/v1/reports/totals/drill-down': {
    of: 'agency',
    path: ({ agency: agencyId }) =>
      `/api/v1/reports/totals/drill-down?measure=arrests&from=2026-01-01&until=2027-01-01&agencyId=${agencyId}`,
  },
  ...Object.fromEntries(
    ['over-time', 'by-type-and-mode', 'by-task-force'].map((chart) => [
      `GET /api/v1/charts/${chart}`,
      {
        of: 'agency',
        path: ({ agency: agencyId }) =>
          `/api/v1/charts/${chart}?measure=arrests&from=2026-01-01&until=2027-01-01&agencyId=${agencyId}`,
      } satisfies ValidRequest,
    ]),
  ),
  'GET /api/v1/reports/operations/:id': { of: 'operation' },
  'GET /api/v1/reports/timeliness': {
    of: 'agency',
    path: ({ agency: agencyId }) => `/api/v1/reports/timeliness?from=2026-01-01&until=2027-01-01&agencyId=${agencyId}`,
  },
  'GET /api/v1/reports/timeliness/complaints': {
    path: () => '/api/v1/reports/timeliness/complaints?from=2026-01-01&until=2027-01-01&measure=triage',
  },
  'GET /api/v1/reports/backlog': {
    of: 'agency',
    path: ({ agency: agencyId }) => `/api/v1/reports/backlog?agencyId=${agencyId}`,
  },
  'GET /api/v1/reports/backlog/complaints': {},
  'GET /api/v1/reports/unworked': {
    of: 'agency',
    path: ({ agency: agencyId }) => `/api/v1/reports/unworked?from=2026-01-01&until=2027-01-01&agencyId=${agencyId}`,
  },
  'GET /api/v1/reports/unworked/complaints': {
    path: () => '/api/v1/reports/unworked/complaints?from=2026-01-01&until=2027-01-01',
  },
  'POST /api/v1/reports/operations/:id/release': { of: 'operation' },
  'GET /api/v1/reports/operations/:id/drill-down': {
    of: 'operation',
    path: ({ operation }) => `/api/v1/reports/operations/${operation}/drill-down?measure=complaints_documented`,
  },
  'GET /api/v1/reports/disclosures': { path: () => '/api/v1/reports/disclosures?from=2026-01-01&until=2027-01-01' },
  'POST /api/v1/historical-totals': {
    of: 'taskForce',
    body: ({ taskForce: taskForceId }) => {
      const from = nextDay('1999-01-01');
      return { taskForceId, measure: 'people_trained', from, until: addDays(from, 1), ...figure };
    },
  },
  'GET /api/v1/historical-totals': {},
  'GET /api/v1/historical-totals/:id': { of: 'historicalTotal' },
  'PUT /api/v1/historical-totals/:id': { of: 'historicalTotal', body: () => figure },

  'GET /api/v1/trail': {},
  'GET /api/v1/access-log': {
    of: 'suspect',
    path: ({ suspect: record }) => `/api/v1/access-log?record=${record}`,
  },
  'POST /api/v1/access/records': { body: () => ({ text: 'NE-000168' }) },
  'GET /api/v1/access/explain': {
    of: 'complaint',
    path: ({ account, complaint: record }) => `/api/v1/access/explain?account=${account}&record=${record}`,
  },
};
