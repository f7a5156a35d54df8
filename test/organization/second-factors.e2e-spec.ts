import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import jsqr from 'jsqr';
import pg from 'pg';
import type { FactorsView } from '../../src/organization/accounts/factors.view.js';
import { pendingSteps } from '../../src/organization/accounts/sign-in.enums.js';
import { SignInClient, codeOf, timeLeft, type Session } from '../support/factors.js';
import { figure } from '../support/figures.js';
import { Given } from '../support/given.js';
import type { GivenAccount } from '../support/people.js';
import { inviteTo, password, setPassword } from '../support/requests.js';
import { startTracker, type Tracker } from '../support/tracker.js';

const another = 'lantern harbour mistake eleven';

let tracker: Tracker;
let given: Given;
let signInClient: SignInClient;

beforeAll(async () => {
  tracker = await startTracker({ config: { PASSWORD_MAX_AGE_DAYS: '365', LOCKOUT_FAILURES: '100' } });
  given = new Given(tracker);
  signInClient = new SignInClient(tracker);
});
afterAll(() => tracker.close());

describe('a session', () => {
  it('without its required second factor grants no access', async () => {
    const { account } = await withTotp();

    const { status, body } = await signInClient.signIn(account.email);

    expect({ status, ...body }).toMatchObject({
      status: 201,
      pendingStep: 'second_factor',
      factors: ['totp', 'recovery_code'],
      sinceLastSignIn: null,
      account: null,
    });
    expect(Math.round((Date.parse(body.expiresAt) - Date.now()) / 60_000)).toBe(15);
    const shut = [
      ['GET', '/accounts/me'],
      ['GET', '/sessions'],
      ['GET', '/complaints'],
      ['POST', '/complaints'],
      ['GET', '/accounts/me/factors'],
      ['POST', '/accounts/me/totp'],
      ['POST', '/accounts/me/passkey-challenges'],
      ['DELETE', '/accounts/me/totp'],
      ['POST', '/accounts/me/recovery-codes'],
    ] as const;
    for (const [method, path] of shut) {
      const answer = await tracker.as(body).send(method, path, undefined);
      expect({ method, path, status: answer.status }).toEqual({ method, path, status: 401 });
    }
    const change = { current: password, password: another };
    expect(await tracker.as(body).put('/accounts/me/password', change)).toMatchObject({ status: 401 });
    expect(await tracker.as(body).put('/sessions/current/step-up', { code: '1' })).toMatchObject({ status: 401 });
    expect(await tracker.as(body).get('/sessions/current')).toMatchObject({ body: { pendingStep: 'second_factor' } });
    expect(await tracker.as(body).delete('/sessions/current')).toMatchObject({ status: 204 });
    expect(await tracker.as(body).get('/sessions/current')).toMatchObject({ status: 401 });
  });

  it('can wait for the steps that the code and the database both list', async () => {
    const [check] = await tracker.sql<{ check: string }>(
      `SELECT pg_get_constraintdef(oid) AS check FROM pg_constraint WHERE conname = 'sessions_pending_step_check'`,
    );

    const words = [...(check?.check ?? '').matchAll(/'(\w+)'::text/g)].map(([, word]) => word);
    expect(words.sort()).toEqual([...pendingSteps].sort());
  });

  it('gets a new token after each proof, and the old one ends', async () => {
    const { account, secret } = await withTotp();

    const waiting = (await signInClient.signIn(account.email)).body;
    const whole = await signInClient.secondFactor(waiting, codeOf(secret));
    await forgetStep(account);
    const steppedUp = await tracker.as(whole.body).put<Session>('/sessions/current/step-up', { code: codeOf(secret) });

    expect(whole).toMatchObject({
      status: 201,
      body: { id: waiting.id, pendingStep: null, account: { id: account.accountId } },
    });
    expect(Math.round((Date.parse(whole.body.expiresAt) - Date.now()) / 60_000)).toBe(12 * 60);
    expect(steppedUp).toMatchObject({ status: 200, body: { id: waiting.id, sinceLastSignIn: null } });
    expect(await statusesOf(waiting, whole.body, steppedUp.body)).toEqual([401, 401, 200]);
    expect(await signInClient.secondFactor(steppedUp.body, codeOf(secret))).toMatchObject({
      status: 409,
      body: { type: '/problems/step-not-expected' },
    });
    const [opened] = await tracker.sql(`SELECT reason FROM audit.entries WHERE subject = $1`, [waiting.id]);
    expect(opened).toEqual({ reason: 'password, totp' });
  });

  it('expires after fifteen minutes without its second factor, or when the account is disabled', async () => {
    const [late, disabled] = [await withTotp(), await withTotp()];
    const waiting = (await signInClient.signIn(late.account.email)).body;
    await tracker.sql(`UPDATE auth.sessions SET opened_at = opened_at - interval '15 minutes' WHERE id = $1`, [
      waiting.id,
    ]);
    const cut = (await signInClient.signIn(disabled.account.email)).body;
    await tracker.sql('UPDATE app.accounts SET disabled_at = now() WHERE id = $1', [disabled.account.accountId]);

    expect(await signInClient.secondFactor(waiting, codeOf(late.secret))).toMatchObject({ status: 401 });
    expect(await signInClient.secondFactor(cut, codeOf(disabled.secret))).toMatchObject({ status: 401 });
  });

  it('of a machine key is rejected at the sign-in routes', async () => {
    const key = await given.machineKey({});

    for (const [method, path] of [
      ['GET', '/sessions/current'],
      ['DELETE', '/sessions/current'],
      ['GET', '/accounts/me/factors'],
      ['POST', '/accounts/me/totp'],
    ] as const) {
      expect(await tracker.as(key).send(method, path, undefined)).toMatchObject({ status: 401 });
    }
  });
});

describe('a one-time code', () => {
  it('is rejected in one way: missing, malformed, wrong, too early or too late', async () => {
    const { account, secret } = await withTotp();
    const { body: waiting } = await signInClient.signIn(account.email);
    await forgetStep(account);
    await timeLeft(15);
    const wrong = String((Number(codeOf(secret)) + 1) % 1_000_000).padStart(6, '0');
    const codes = [
      '',
      ' ',
      '12345',
      '1234567',
      'abcdef',
      '١٢٣٤٥٦',
      '-12345',
      '1e5000',
      '0x1234',
      '12345\n',
      'null',
      wrong,
    ];
    codes.push(codeOf(secret, -1), codeOf(secret, 2), codeOf(secret, 2880), 'A'.repeat(26), 'A'.repeat(64));

    const answers = [];
    for (const code of codes) answers.push(await signInClient.secondFactor(waiting, code));

    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 401, body: { type: '/problems/invalid-credential' } });
    expect(answers.map(({ status }) => status)).toEqual(codes.map(() => 401));
    for (const code of [null, 492_039, ['492039'], {}, 'A'.repeat(65)]) {
      expect(await signInClient.secondFactor(waiting, code)).toMatchObject({ status: 422 });
    }
    for (const body of [{}, { code: '1', response: null }, { password }]) {
      expect(await tracker.as(waiting).post('/sessions/second-factor', body)).toMatchObject({ status: 422 });
    }
    expect(await signInClient.secondFactor(waiting, codeOf(secret))).toMatchObject({ status: 201 });
    figure('one-time-codes', { wrong: codes.length, refused: answers.length });
  });

  it('is accepted once: not again, not with spaces and not after a failure', async () => {
    const { account, secret } = await withTotp();
    await timeLeft(15);
    const code = codeOf(secret);
    const waiting = async (): Promise<Session> => (await signInClient.signIn(account.email)).body;

    const first = await signInClient.secondFactor(await waiting(), code);
    const replays = [
      await signInClient.secondFactor(await waiting(), code),
      await signInClient.secondFactor(await waiting(), ` ${code} `),
      await signInClient.secondFactor(await waiting(), `${code.slice(0, 3)} ${code.slice(3)}`),
      await signInClient.secondFactor(await waiting(), `${code}\u00a0`),
      await signInClient.secondFactor(await waiting(), codeOf(secret, 1)),
    ];
    await signInClient.secondFactor(await waiting(), '000000');
    replays.push(await signInClient.secondFactor(await waiting(), code));
    replays.push(await tracker.as(first.body).put('/sessions/current/step-up', { code }));

    expect(first.status).toBe(201);
    expect(replays.map(({ status }) => status)).toEqual(replays.map(() => 401));
    figure('one-time-codes', { replays: replays.length, refused: replays.length });
  });

  it('is accepted once among concurrent requests', async () => {
    const { account, secret } = await withTotp();
    const waiting: Session[] = [];
    for (let n = 0; n < 4; n += 1) waiting.push((await signInClient.signIn(account.email)).body);
    const code = codeOf(secret);
    const barrier = await signInClient.hold(account);

    const sending = Promise.all(waiting.map((session) => signInClient.secondFactor(session, code)));
    await barrier.waiting(waiting.length);
    await barrier.open();

    expect((await sending).map(({ status }) => status).sort()).toEqual([201, 401, 401, 401]);
  });

  it('may contain spaces and be from the previous half minute', async () => {
    const { account, secret } = await withTotp();
    await forgetStep(account);
    const { body } = await signInClient.signIn(account.email);
    await timeLeft(5);
    const code = codeOf(secret, 1);

    expect(await signInClient.secondFactor(body, ` ${code.slice(0, 3)} ${code.slice(3)}`)).toMatchObject({
      status: 201,
    });
  });

  it('is valid for its own account only', async () => {
    const [one, other] = [await withTotp(), await withTotp()];
    const { body } = await signInClient.signIn(one.account.email);

    expect(await signInClient.secondFactor(body, codeOf(other.secret))).toMatchObject({ status: 401 });
  });

  it('has an encrypted secret that is unusable when changed or moved to another account', async () => {
    const [one, other] = [await withTotp(), await withTotp()];
    const kept = await tracker.sql<{ account_id: string; secret: Buffer }>(
      'SELECT account_id, secret FROM auth.totps WHERE account_id IN ($1, $2)',
      [one.account.accountId, other.account.accountId],
    );
    const put = (secret: Buffer | undefined): Promise<unknown> =>
      tracker.sql('UPDATE auth.totps SET secret = $1 WHERE account_id = $2', [secret, one.account.accountId]);
    const [own, foreign] = [one, other].map(
      ({ account }) => kept.find(({ account_id }) => account_id === account.accountId)?.secret,
    );
    const { body } = await signInClient.signIn(one.account.email);

    await put(foreign);
    const moved = await signInClient.secondFactor(body, codeOf(other.secret));
    await put(own && Buffer.concat([own.subarray(0, -1), Buffer.of((own.at(-1) ?? 0) ^ 1)]));
    const changed = await signInClient.secondFactor(body, codeOf(one.secret));
    await put(Buffer.of(1, 2, 3));
    const garbage = await signInClient.secondFactor(body, codeOf(one.secret));

    expect(own?.toString('latin1')).not.toContain(one.secret);
    expect([moved.status, changed.status, garbage.status]).toEqual([401, 401, 401]);
  });
});

describe('the QR code of the sign-in page', () => {
  it('contains the link for authenticator apps, and is drawn without style, data URI or markup', async () => {
    const account = await person();
    const { body: session } = await signInClient.signIn(account.email);
    const { body: totp } = await tracker.as(session).post<{ uri: string; secret: string }>('/accounts/me/totp');
    const page = await textOf('/sign-in');
    const { encode } = await served<Encoder>('/welcome/uqr.js');
    const { drawQrCode } = await served<Drawing>('/welcome/qr-code.js');
    const script = await textOf('/welcome/sign-in.js');
    const options = /encode\(answer\.body\.uri, \{ ecc: '(\w)', border: (\d+) \}\)/.exec(script);
    const [picture, path] = [new FakeElement(), new FakeElement()];

    drawQrCode(picture, path, encode(totp.uri, { ecc: options?.[1] ?? '', border: Number(options?.[2]) }));

    expect(totp.uri).toContain(`secret=${totp.secret}`);
    // The quiet zone that ISO/IEC 18004 requires.
    expect(Number(options?.[2])).toBeGreaterThanOrEqual(4);
    expect(scanned(picture.attributes['viewBox'] ?? '', path.attributes['d'] ?? '')).toBe(totp.uri);
    expect([...Object.keys(picture.attributes), ...Object.keys(path.attributes)]).toEqual(['viewBox', 'd']);
    expect(page).toMatch(/<svg\s[^>]*id="totp-picture"[^>]*\srole="img"\s[^>]*aria-label="QR code of the key below"/);
    expect(page).toMatch(/or\s+type\s+the\s+key\s+into\s+it/);
  });
});

describe('a recovery code', () => {
  it('has 130 bits and is stored as a hash', async () => {
    const { account, codes } = await withTotp();

    const kept = await tracker.sql<{ hash: Buffer }>('SELECT hash FROM auth.recovery_codes WHERE account_id = $1', [
      account.accountId,
    ]);

    expect(codes).toHaveLength(10);
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^([A-Z2-7]{5}-){4}[A-Z2-7]{6}$/);
    const hashes = codes.map((code) => createHash('sha256').update(code.replaceAll('-', '')).digest('hex'));
    expect(kept.map(({ hash }) => hash.toString('hex')).sort()).toEqual(hashes.sort());
  });

  it('is accepted once, ends all other sessions and requires a new factor', async () => {
    const { account, session, codes, secret } = await withTotp();
    const [code = ''] = codes;

    const { body: waiting } = await signInClient.signIn(account.email);
    const recovered = await signInClient.secondFactor(waiting, code.toLowerCase().replaceAll('-', ' '));
    const again = await signInClient.secondFactor((await signInClient.signIn(account.email)).body, code);
    const asRecovered = tracker.as(recovered.body);

    expect(recovered).toMatchObject({ status: 201, body: { pendingStep: 'enrolment', account: null } });
    expect(again).toMatchObject({ status: 401 });
    expect(await statusesOf(session, waiting, recovered.body)).toEqual([401, 401, 401]);
    expect(await asRecovered.post('/accounts/me/recovery-codes')).toMatchObject({ status: 401 });
    expect(await asRecovered.delete('/accounts/me/totp')).toMatchObject({ status: 401 });
    expect(await asRecovered.get<FactorsView>('/accounts/me/factors')).toMatchObject({
      body: { recoveryCodesLeft: 9, totp: { lastUsedAt: null }, passkeys: [] },
    });
    const enrolled = await signInClient.enrolTotp(recovered.body);
    expect(enrolled.session).toMatchObject({ pendingStep: null, account: { id: account.accountId } });
    expect(await statusesOf(recovered.body, enrolled.session)).toEqual([401, 200]);
    const { body } = await signInClient.signIn(account.email);
    expect(await signInClient.secondFactor(body, codeOf(secret))).toMatchObject({ status: 401 });
    expect(await signInClient.secondFactor(body, codeOf(enrolled.secret))).toMatchObject({ status: 201 });
  });

  it('is void when new ones are issued, and cannot be used for a step-up', async () => {
    const { account, session, codes } = await withTotp();
    const fresh = await signInClient.recoveryCodes(session);

    const { body } = await signInClient.signIn(account.email);
    const old = await signInClient.secondFactor(body, codes[0]);
    const stepUp = await tracker.as(fresh.session).put('/sessions/current/step-up', { code: fresh.codes[0] });

    expect([old.status, stepUp.status]).toEqual([401, 401]);
    expect(await signInClient.secondFactor(body, fresh.codes[0])).toMatchObject({ status: 201 });
  });
});

describe('a second factor', () => {
  it('ends all other sessions when it changes', async () => {
    const account = await person();
    const [first, second, third] = [
      await given.session(account.accountId),
      await given.session(account.accountId),
      await given.session(account.accountId),
    ];

    const added = await signInClient.enrolTotp(first);
    const afterAdding = await statusesOf(account, first, second, third, added.session);
    const other = await given.session(account.accountId);
    const removed = await tracker.as(added.session).delete<Session>('/accounts/me/totp');

    expect(afterAdding).toEqual([401, 401, 401, 401, 200]);
    expect(removed).toMatchObject({ status: 200, body: { pendingStep: null } });
    expect(await statusesOf(added.session, other, removed.body)).toEqual([401, 401, 200]);
    const acts = await tracker.sql(
      `SELECT action FROM audit.entries WHERE subject = $1 AND action LIKE 'totp.%' ORDER BY seq`,
      [account.accountId],
    );
    expect(acts).toEqual([{ action: 'totp.added' }, { action: 'totp.removed' }]);
  });

  it('is rejected and not requested after its removal', async () => {
    const { account, session, secret } = await withTotp();
    const waiting = (await signInClient.signIn(account.email)).body;
    await tracker.as(session).delete('/accounts/me/totp');

    const late = await signInClient.secondFactor(waiting, codeOf(secret));
    const { body } = await signInClient.signIn(account.email);

    expect(late).toMatchObject({ status: 401 });
    expect(body).toMatchObject({ pendingStep: null });
    expect(await tracker.as(body).put('/sessions/current/step-up', { code: codeOf(secret) })).toMatchObject({
      status: 401,
    });
  });

  it('requires a recent re-authentication to change', async () => {
    const account = await person();
    await tracker.sql(`UPDATE auth.sessions SET stepped_up_at = now() - interval '5 minutes' WHERE id = $1`, [
      account.sessionId,
    ]);
    const as = tracker.as(account);

    const answers = [
      await as.post('/accounts/me/totp'),
      await as.put('/accounts/me/totp/confirmation', { code: '123456' }),
      await as.delete('/accounts/me/totp'),
      await as.post('/accounts/me/passkey-challenges'),
      await as.delete(`/accounts/me/passkeys/${account.accountId}`),
      await as.post('/accounts/me/recovery-codes'),
    ];

    for (const answer of answers)
      expect(answer).toMatchObject({ status: 403, body: { type: '/problems/reauthentication-required' } });
    expect(await as.get('/accounts/me/factors')).toMatchObject({ status: 200 });
    const past = new pg.Client({ connectionString: tracker.database.authUrl });
    await past.connect();
    const begun = past.query(`SELECT auth.begin_totp(sha256($1::text::bytea), gen_random_uuid(), '\\x00')`, [
      account.token,
    ]);
    await expect(begun).rejects.toMatchObject({ code: '42501' });
    await past.end();
  });

  it('becomes active with its first code, and the previous one works until then', async () => {
    const { account, session, secret } = await withTotp();
    await tracker.as(session).post('/accounts/me/totp');
    const wrong = await tracker.as(session).put('/accounts/me/totp/confirmation', { code: codeOf(secret) });

    const { body } = await signInClient.signIn(account.email);

    expect(wrong).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/code' }] } });
    expect(await signInClient.secondFactor(body, codeOf(secret))).toMatchObject({ status: 201 });
  });

  it('is required after a password set by a link', async () => {
    const { account } = await withTotp();
    await tracker.anonymous().post('/enrolments', {
      token: await inviteTo(tracker, account.accountId),
      password: another,
    });

    expect((await signInClient.signIn(account.email, another)).body).toMatchObject({
      pendingStep: 'second_factor',
      account: null,
    });
  });
});

describe('a password', () => {
  it('must be changed after a year, once the second factor is shown', async () => {
    const { account, secret } = await withTotp();
    await tracker.sql(`UPDATE auth.credentials SET changed_at = now() - interval '365 days' WHERE account_id = $1`, [
      account.accountId,
    ]);

    const { body: waiting } = await signInClient.signIn(account.email);
    const shown = await signInClient.secondFactor(waiting, codeOf(secret));
    const as = tracker.as(shown.body);
    const same = await as.put('/accounts/me/password', { current: password, password });
    const changed = await as.put<Session>('/accounts/me/password', { current: password, password: another });

    expect(shown.body).toMatchObject({ pendingStep: 'password', account: null });
    expect(await as.get('/accounts/me')).toMatchObject({ status: 401 });
    expect(same).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/password' }] } });
    expect(changed).toMatchObject({ status: 200, body: { pendingStep: null, account: { id: account.accountId } } });
    expect(await statusesOf(shown.body, changed.body)).toEqual([401, 200]);
  });

  it('need not be changed a day before that', async () => {
    const account = await person();
    await tracker.sql(`UPDATE auth.credentials SET changed_at = now() - interval '364 days' WHERE account_id = $1`, [
      account.accountId,
    ]);

    expect((await signInClient.signIn(account.email)).body).toMatchObject({ pendingStep: null });
  });

  it('must be changed at the next sign-in when it has become a known one', async () => {
    const account = await given.account({ name: 'Orchard Violin', email: 'gravel.seventy@example.gov' });
    await setPassword(tracker, account.accountId);

    const { body } = await signInClient.signIn(account.email);

    expect(body).toMatchObject({ pendingStep: 'password' });
    const changed = await tracker
      .as(body)
      .put<Session>('/accounts/me/password', { current: password, password: another });
    expect(changed).toMatchObject({ status: 200, body: { pendingStep: null } });
    expect((await signInClient.signIn(account.email, another)).body).toMatchObject({ pendingStep: null });
  });

  it('is rehashed at sign-in when its hash has outdated parameters', async () => {
    const account = await person({ withoutPepper: true });
    const hashOf = async (): Promise<string> => {
      const [row] = await tracker.sql<{ hash: string }>(
        'SELECT password_hash AS hash FROM auth.credentials WHERE account_id = $1',
        [account.accountId],
      );
      return row?.hash ?? '';
    };
    const before = await hashOf();

    await signInClient.signIn(account.email, another);
    const untouched = await hashOf();
    await signInClient.signIn(account.email);
    const after = await hashOf();
    await signInClient.signIn(account.email);

    expect([before, untouched].map((hash) => hash.startsWith('$argon2id$'))).toEqual([true, true]);
    expect(after).toMatch(/^[0-9a-f]{8}\$argon2id\$/);
    expect(await hashOf()).toBe(after);
    expect(await signInClient.signIn(account.email)).toMatchObject({ status: 201 });
  });
});

async function person(stored: { readonly withoutPepper?: boolean } = {}): Promise<GivenAccount> {
  const account = await given.account();
  await setPassword(tracker, account.accountId, stored);
  return account;
}

interface Encoder {
  readonly encode: (text: string, options: { ecc: string; border: number }) => unknown;
}
interface Drawing {
  readonly drawQrCode: (picture: FakeElement, path: FakeElement, code: unknown) => void;
}

class FakeElement {
  readonly attributes: Record<string, string> = {};

  setAttribute(name: string, value: string): void {
    this.attributes[name] = value;
  }
}

async function textOf(path: string): Promise<string> {
  return (await fetch(`${tracker.url}${path}`)).text();
}

async function served<Module>(path: string): Promise<Module> {
  const text = Buffer.from(await textOf(path)).toString('base64');
  return (await import(`data:text/javascript;base64,${text}`)) as Module;
}

/** Scans a path of unit squares as a camera would: four pixels per module, black on white. */
function scanned(viewBox: string, d: string): string | undefined {
  const scale = 4;
  const width = Number(/^0 0 (\d+) \1$/.exec(viewBox)?.[1]) * scale;
  const pixels = new Uint8ClampedArray(width * width * 4).fill(255);
  for (const [, left, top] of d.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) {
    for (let at = 0; at < scale * scale; at += 1) {
      const [x, y] = [Number(left) * scale + (at % scale), Number(top) * scale + Math.floor(at / scale)];
      pixels.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
    }
  }
  return jsqr.default(pixels, width, width)?.data;
}

async function withTotp() {
  const account = await person();
  const { secret, session } = await signInClient.enrolTotp(account);
  return { account, secret, ...(await signInClient.recoveryCodes(session)) };
}

async function forgetStep({ accountId }: GivenAccount): Promise<void> {
  await tracker.sql('UPDATE auth.totps SET last_step = 0 WHERE account_id = $1', [accountId]);
}

async function statusesOf(...sessions: readonly { readonly token: string }[]): Promise<number[]> {
  const statuses: number[] = [];
  for (const session of sessions) statuses.push((await tracker.as(session).get('/accounts/me')).status);
  return statuses;
}
