import { X509Certificate } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readSignedResponse } from '../../src/organization/identity-provider/saml-signature.js';
import { newId } from '../../src/platform/ids/ids.js';
import type { Answer } from '../support/client.js';
import { figure } from '../support/figures.js';
import { Given } from '../support/given.js';
import { setPassword } from '../support/requests.js';
import { times } from '../support/times.js';
import { startTracker, type Tracker } from '../support/tracker.js';
import { forgedResponses } from './forged-responses.js';
import { fragileLock } from './fragile-lock.js';
import { type Forger, goodResponse } from './forgeries-of-responses.js';
import { begunBy } from './identity-provider-client.js';
import { makeProviderKey } from './saml-provider.mjs';
import type { Facts } from './saml-responses.js';

/* Responses of a provider whose key the test has. The account is linked to the person in each of them. */

const origin = 'https://tracker.example.gov';
const issuer = 'https://federation.example.gov/provider';
const subject = 'a-person';

let folder: string;
let tracker: Tracker;
let forger: Forger;
let accountId: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'saml-forgeries-'));
  const [own, foreign] = [await makeProviderKey(folder, 'own'), await makeProviderKey(folder, 'foreign')];
  forger = { ...own, foreignKey: foreign.key, foreignCertificate: foreign.certificate };
  await writeFile(join(folder, 'own.crt'), own.certificate);
  tracker = await startTracker({
    config: {
      PUBLIC_URL: origin,
      LOG_LEVEL: 'fatal',
      REQUESTS_PER_MINUTE: '1000000',
      SIGN_INS_PER_MINUTE: '1000000',
      SAML_ISSUER: issuer,
      SAML_SIGN_IN_URL: 'https://federation.example.gov/sign-in',
      SAML_CERTIFICATES_FILE: join(folder, 'own.crt'),
    },
  });
  ({ accountId } = await new Given(tracker).account());
  await setPassword(tracker, accountId);
  await tracker.sql(
    `INSERT INTO auth.identity_links (id, account_id, protocol, issuer, subject) VALUES ($1, $2, 'saml', $3, $4)`,
    [newId(), accountId, issuer, subject],
  );
});
afterAll(async () => {
  await tracker.close();
  await rm(folder, { recursive: true });
});

/** Begins a sign-in, and answers it with a response that is made for its request. */
async function answerWith(make: (facts: Facts) => string): Promise<Answer> {
  const { url, cookie } = begunBy(await tracker.anonymous().post('/identity-provider-requests', { protocol: 'saml' }));
  const state = new URL(url).searchParams.get('RelayState');
  const [stored] = await tracker.sql<{ nonce: string }>(
    'SELECT nonce FROM auth.identity_requests WHERE state_hash = sha256($1::text::bytea)',
    [state],
  );
  const facts: Facts = {
    ...{ issuer, subject, requestId: stored?.nonce ?? '', now: Date.now() },
    audience: `${origin}/api/v1/identity-providers/saml/metadata`,
    consumerUrl: `${origin}/app/identity-provider`,
  };
  const answer = { state, samlResponse: make(facts) };
  return tracker.anonymous().post('/sessions/identity-provider', answer, { cookie });
}

async function countSessions(): Promise<unknown> {
  const [row] = await tracker.sql<{ count: number }>(
    'SELECT count(*)::integer AS count FROM auth.sessions WHERE account_id = $1',
    [accountId],
  );
  return row?.count;
}

describe('a forged SAML response', () => {
  it('opens no session, and a right one does', async () => {
    const before = await countSessions();
    const rounds = times('FORGED_RESPONSES', { api: 300, long: 10_000 });
    const accepted: string[] = [];
    const statuses = new Map<number, number>();
    for (let round = 0; round < rounds; round += 1) {
      const [name, forge] = forgedResponses[round % forgedResponses.length] ?? raise();
      const { status } = await answerWith((facts) => forge(facts, forger));
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (status < 400) accepted.push(name);
    }

    expect(accepted).toEqual([]);
    // A response beyond the length of the field is 422, and each other one is rejected by its content.
    expect([...statuses.keys()].filter((status) => status !== 401 && status !== 422)).toEqual([]);
    expect(await countSessions()).toBe(before);
    expect(await answerWith((facts) => goodResponse(facts, forger))).toMatchObject({ status: 201 });
    expect(await countSessions()).toBe(Number(before) + 1);
    figure('identity provider by SAML', { kinds: forgedResponses.length, forged: rounds, accepted: accepted.length });
  });

  it.each(fragileLock)('is refused for what makes it one: %s', (_, forge, reason) => {
    const facts: Facts = { ...{ issuer, subject, requestId: '_a', now: Date.now() }, audience: 'a', consumerUrl: 'b' };
    const { publicKey } = new X509Certificate(forger.certificate);
    const xml = Buffer.from(forge(facts, forger), 'base64').toString();

    expect(() => readSignedResponse(xml, [publicKey])).toThrow(reason);
  });

  it('opens no session when it was right for another request', async () => {
    const kept: string[] = [];
    const keep = (facts: Facts): string => {
      kept.push(goodResponse(facts, forger));
      return '';
    };
    for (let round = 0; round < 3; round += 1) await answerWith((facts) => keep(facts) || 'AAAA');
    const before = await countSessions();

    for (const response of kept) expect(await answerWith(() => response)).toMatchObject({ status: 401 });
    expect(await countSessions()).toBe(before);
  });
});

function raise(): never {
  throw new Error('There is no such forgery');
}
