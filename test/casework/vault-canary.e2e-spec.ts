import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RevealedIdentityView } from '../../src/casework/vault/identity.view.js';
import { Client, type Answer, type Headers } from '../support/client.js';
import { figure } from '../support/figures.js';
import { Given, type GivenAccount } from '../support/given.js';
import { startProcess, type TrackerProcess } from '../support/tracker-process.js';
import { startTracker, type Tracker } from '../support/tracker.js';

let directory: string;
let tracker: Tracker;
let given: Given;
let logging: TrackerProcess;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tracker-vault-'));
  tracker = await startTracker();
  given = new Given(tracker);
  const { appUrl: DATABASE_URL, authUrl: DATABASE_AUTH_URL } = tracker.database;
  const environment = { LOG_LEVEL: 'verbose', LOG_ERROR_CAUSES: 'omit', DATABASE_URL, DATABASE_AUTH_URL };
  logging = await startProcess(directory, { environment });
});
afterAll(async () => {
  await logging.stop();
  await tracker.close();
  await rm(directory, { recursive: true, force: true });
});

const why = { purpose: 'interview', reason: 'Forensic interview on Tuesday' };
const children = Number(process.env['VAULT_CANARY'] ?? 8);

function identityAt(number: number): Readonly<Record<string, string>> {
  const word = `qzv${String.fromCharCode(97 + number)}x`;
  return {
    givenName: `${word}given`,
    familyName: `${word}family`,
    bornOn: `1907-0${1 + (number % 9)}-13`,
    address: `9 ${word}street`,
    phone: `+1 777 31${String(number).padStart(2, '0')} 99871`,
    email: `${word}mail@example.org`,
    school: `${word}school`,
    guardian: `${word}guardian`,
  };
}

/** Returns each value and its folded, encoded and rewritten forms, none of which may appear. */
function needlesOf(number: number): string[] {
  return Object.entries(identityAt(number)).flatMap(([field, value]) => {
    if (field === 'bornOn') return [value, value.replaceAll('-', '')];
    const digits = value.replace(/\D/g, '');
    const others = [
      Buffer.from(value).toString('base64'),
      Buffer.from(value).toString('hex'),
      encodeURIComponent(value),
    ];
    return [value, value.toUpperCase(), ...others, ...(field === 'phone' ? [digits, digits.slice(1)] : [])];
  });
}

async function dump(): Promise<{ tables: number; lines: string[] }> {
  const tables = await tracker.sql<{ name: string }>(
    `SELECT format('%I.%I', nspname, relname) AS name FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace
      WHERE relkind = 'r' AND nspname !~ '^pg_toast' AND nspname <> 'information_schema' AND relname <> 'pg_statistic'`,
  );
  const lines: string[] = [];
  for (const { name } of tables) {
    const rows = await tracker.sql<{ line: string }>(`SELECT t::text AS line FROM ${name} t`);
    lines.push(...rows.map(({ line }) => `${name} ${line}`));
  }
  return { tables: tables.length, lines };
}

async function postgresLog(): Promise<string> {
  const [row] = await tracker.sql<{ log: string }>(
    `SELECT string_agg(pg_read_file(current_setting('log_directory') || '/' || name), '') AS log FROM pg_ls_logdir()`,
  );
  return row?.log ?? '';
}

describe('the identity of a child', () => {
  it('is in no dump, log, trail, list, export or error, and only in answers to a recorded access', async () => {
    const needles = Array.from({ length: children }, (_, number) => needlesOf(number)).flat();
    const hitsIn = (text: string): string[] => needles.filter((needle) => text.includes(needle));
    const seen: { what: string; text: string }[] = [];
    const complaint = await given.complaint();
    const { by, taskForceId, id: complaintId } = complaint;
    const head = await given.account({ taskForceId, role: 'supervisor' });
    const second = await given.account({ taskForceId, role: 'supervisor' });
    const auditor = await given.account({ seat: 'task_force', taskForceId, role: 'auditor' });
    const stranger = await given.account();
    const send = async (
      account: GivenAccount,
      method: string,
      path: string,
      body?: unknown,
      headers: Headers = {},
    ): Promise<Answer> => {
      const client = new Client(logging.url, { authorization: `Bearer ${account.token}` });
      const answer = await client.send(method, path, body, headers);
      const isLook = path.endsWith('/identity/reveal') && answer.status === 200;
      // A pointer names the member that the caller sent, to the caller.
      const told = answer.status < 400 ? answer.text : answer.text.replaceAll(/"pointer":"[^"]*"/g, '');
      seen.push({
        what: `${method} ${path} ${answer.status}`,
        text: `${JSON.stringify(answer.headers)} ${isLook ? '' : told}`,
      });
      return answer;
    };

    const watched = await given.account({ taskForceId, role: 'supervisor' });
    const withdrawn = await send(head, 'POST', '/identity-access-withdrawals', {
      accountId: (await given.account({ taskForceId })).accountId,
      reason: 'Too many looks.',
    });

    const ids: string[] = [];
    let looks = 0;
    for (let number = 0; number < children; number += 1) {
      const victim = await given.victim({ complaint });
      const identity = identityAt(number);
      const path = `/victims-identified/${victim.id}/identity`;
      ids.push(victim.id);
      expect((await send(by, 'PUT', path, identity, { 'if-match': '"v1"' })).status).toBe(200);
      const shown = (await send(by, 'POST', `${path}/reveal`, why)) as unknown as Answer<RevealedIdentityView>;
      expect(shown).toMatchObject({ status: 200, body: identity });
      looks += 1;
      const { givenName = '', familyName = '', bornOn, phone, email } = identity;
      const found = await send(by, 'POST', '/victim-identities/search', {
        givenName,
        familyName,
        bornOn,
        phone,
        email,
      });
      expect(found.body).toMatchObject({ items: [{ victimId: victim.id }] });
      const scanned = await send(by, 'POST', '/victim-identities/scan', {
        complaintId,
        purpose: 'recording',
        text: `We met ${givenName} ${familyName}.`,
      });
      expect((scanned.body['mentions'] as object[]).length).toBe(1);
      await send(by, 'PUT', path, { ...identity, email: `${email ?? ''} ` + familyName }, { 'if-match': '"v2"' });
      await send(by, 'PUT', path, { ...identity, [familyName]: familyName }, { 'if-match': '"v2"' });
      await send(by, 'PUT', path, identity, { 'if-match': '"v1"' });
      await send(by, 'PUT', path, JSON.stringify(identity).slice(0, -1), { 'if-match': '"v2"' });
      await send(by, 'POST', `${path}/reveal`, { ...why, reason: `To call ${givenName} ${familyName} at home` });
      await send(stranger, 'PUT', path, identity, { 'if-match': '"v2"' });
      await send(stranger, 'POST', `${path}/reveal`, why);
      await send(auditor, 'POST', `${path}/reveal`, why);
      await send(head, 'POST', '/identity-destructions', {
        victimId: victim.id,
        orderNumber: 'CI-9',
        reason: `Expungement of ${givenName} ${familyName}`,
      });
      await send(head, 'POST', '/identity-destructions', {
        victimId: victim.id,
        orderNumber: `In re ${givenName} ${familyName}`,
        reason: 'Expungement.',
      });
      const withdraws = { accountId: watched.accountId, reason: `Looked at ${givenName} ${familyName}` };
      expect((await send(head, 'POST', '/identity-access-withdrawals', withdraws)).status).toBe(422);
      const asks = { reason: `Nobody has to call ${givenName} ${familyName} any more` };
      const restoration = `/identity-access-withdrawals/${String(withdrawn.body['id'])}/restoration-request`;
      expect((await send(head, 'PUT', restoration, asks, { 'if-match': '"v1"' })).status).toBe(422);
    }
    await whileBroken(send, by, ids, complaintId);
    // A correction, whose previous value is searched for, and a destroyed identity.
    const [first = '', last = ''] = [ids[0], ids.at(-1)];
    const corrected = await send(by, 'PUT', `/victims-identified/${first}/identity`, identityAt(1), {
      'if-match': '"v2"',
    });
    expect(corrected.status).toBe(200);
    const order = { victimId: last, orderNumber: 'CI-1', reason: 'Expungement.' };
    const { body } = await send(head, 'POST', '/identity-destructions', order);
    expect((await send(second, 'PUT', `/identity-destructions/${String(body['id'])}/approval`)).status).toBe(200);

    for (const [account, path] of [
      [by, '/victims-identified?limit=200'],
      [by, `/victims-identified/${first}`],
      [by, `/victims-identified/${first}/identity`],
      [by, `/complaints/${complaintId}`],
      [by, '/complaints'],
      [by, `/complaints/${complaintId}/trail?limit=200`],
      [head, '/trail?limit=200'],
      [auditor, '/trail?limit=200'],
      [head, `/access-log?record=${first}`],
      [head, `/access/explain?account=${by.accountId}&record=${first}`],
      [head, '/identity-destructions'],
      [head, '/identity-access-withdrawals'],
      [head, '/reports/totals?from=2026-01-01&until=2027-01-01'],
    ] as const) {
      expect((await send(account, 'GET', path)).status).toBe(200);
    }
    // Its end has written the last lines.
    await logging.stop();

    const { tables, lines } = await dump();
    const { out, err } = logging.output();
    expect(out).toMatch(/"sqlState":"23514"/);
    expect(out).toMatch(/"sqlState":"42P01"/);
    expect(lines.filter((line) => hitsIn(line).length > 0)).toEqual([]);
    expect(out.split('\n').filter((line) => hitsIn(line).length > 0)).toEqual([]);
    expect(err.split('\n').filter((line) => hitsIn(line).length > 0)).toEqual([]);
    expect(hitsIn(await postgresLog())).toEqual([]);
    expect(seen.filter(({ text }) => hitsIn(text).length > 0)).toEqual([]);
    expect(seen.filter(({ what }) => hitsIn(what).length > 0)).toEqual([]);
    // The values were present in the answers, and the access log has their entries.
    const [entries] = await tracker.sql<{ n: number }>(
      `SELECT count(*)::int AS n FROM audit.entries WHERE action = 'identity.revealed' AND outcome = 'done'`,
    );
    expect(entries?.n).toBe(looks);
    expect(lines.filter((line) => line.startsWith('vault.encrypted_identities')).length).toBe(children - 1);
    expect(out.split('\n').filter((line) => line.includes('"requestId"')).length).toBeGreaterThan(children * 10);
    figure('vault canary', {
      identities: children,
      needles: needles.length,
      tables,
      rows: lines.length,
      answers: seen.length,
      hits: 0,
    });
  });
});

/** Sends the request while database errors quote the row, the statement and its parameters. */
async function whileBroken(
  send: (account: GivenAccount, method: string, path: string, body?: unknown, headers?: Headers) => Promise<unknown>,
  by: GivenAccount,
  [id = '']: readonly string[],
  complaintId: string,
): Promise<void> {
  const path = `/victims-identified/${id}/identity`;
  const put = (): Promise<unknown> => send(by, 'PUT', path, identityAt(0), { 'if-match': '"v2"' });
  await tracker.sql('ALTER TABLE vault.encrypted_identities ADD CONSTRAINT odd CHECK (given_name IS NULL) NOT VALID');
  await put();
  await tracker.sql('ALTER TABLE vault.encrypted_identities DROP CONSTRAINT odd');
  await tracker.sql('ALTER TABLE vault.tokens RENAME TO elsewhere');
  await put();
  await send(by, 'POST', '/victim-identities/search', { familyName: identityAt(0)['familyName'] });
  const text = `We met ${identityAt(0)['givenName'] ?? ''} there.`;
  await send(by, 'POST', '/victim-identities/scan', { complaintId, purpose: 'recording', text });
  await tracker.sql('ALTER TABLE vault.elsewhere RENAME TO tokens');
}
