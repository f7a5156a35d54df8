import { execFile } from 'node:child_process';
import { randomBytes, X509Certificate } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { exitCodeOf } from '../../src/platform/self-check/start-refusal.js';
import { transpiled } from '../setup/transpiled.js';
import { makeProviderKey } from '../organization/saml-provider.mjs';
import { specDatabase, type SpecDatabase } from '../support/databases.js';
import { findPgbouncer, startPgbouncer } from '../support/pgbouncer.js';
import { environmentOf, startProcess } from '../support/tracker-process.js';

interface Inspection {
  readonly code: number | null;
  readonly lines: readonly string[];
  readonly err: string;
}

let directory: string;
let database: SpecDatabase;
let urls: Readonly<Record<string, string>>;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tracker-doctor-'));
  database = await specDatabase();
  urls = { DATABASE_URL: database.appUrl, DATABASE_AUTH_URL: database.authUrl };
});
afterAll(async () => {
  await database.drop();
  await rm(directory, { recursive: true, force: true });
});

describe('the doctor', () => {
  it('changes nothing before the first start', async () => {
    const folder = await mkdtemp(join(directory, 'new-'));

    const { code, lines, err } = await inspect({ DATA_DIRECTORY: folder });

    expect({ code, err }).toEqual({ code: 2, err: '' });
    expect(lines).toContain(`2 unchecked: The database was not checked, because no tracker runs on ${folder}.`);
    expect(await readdir(folder)).toEqual([]);
  });

  it('creates no secret beside a database of its own, nor one that is missing', async () => {
    const folder = await mkdtemp(join(directory, 'keyless-'));
    const secrets = join(folder, 'secrets');

    const before = await inspect({ ...urls, DATA_DIRECTORY: folder });
    const created = await readdir(folder);
    await mkdir(secrets);
    await writeFile(join(secrets, 'factor-key'), randomBytes(32));
    const partly = await inspect({ ...urls, DATA_DIRECTORY: folder });

    const line = '2 unchecked: The database was not checked, because a start would first create missing secrets.';
    expect(before.lines).toContain(line);
    expect(partly.lines).toContain(line);
    expect([created, await readdir(secrets)]).toEqual([[], ['factor-key']]);
  });

  it('reports only warnings about an installation that starts', async () => {
    const tracker = await startProcess(directory, { environment: urls });

    const { code, lines, err } = await inspect(urls);

    await tracker.stop();
    expect({ code, err }).toEqual({ code: lines[0] === 'No fault was found.' ? 0 : 1, err: '' });
    // Node and Postgres of the machine may be outdated.
    const others = lines.filter((line) => !/^(warning: (Node|Postgres) |No fault was found\.)/.test(line));
    expect(others).toEqual([]);
  });

  it('reports each refusal of a start, and exits with the code of the first', async () => {
    await asAdmin('UPDATE app.migrations SET name = name || 1 WHERE id = 3');

    const { code, lines } = await inspect({ ...urls, DATABASE_POOLER: 'transaction' });

    await asAdmin(`UPDATE app.migrations SET name = rtrim(name, '1') WHERE id = 3`);
    const refusals = lines.filter((line) => !line.startsWith('warning: '));
    expect(code).toBe(exitCodeOf('migrations'));
    expect(refusals).toEqual([
      expect.stringMatching(/^29 migrations: 1 migrations have not run/),
      expect.stringMatching(/^29 migrations: 1 migrations have run that this release does not know/),
      expect.stringMatching(/^38 time-limits: /),
    ]);
  });

  it('reports in production what the settings, the keys and the machine lack', async () => {
    const { code, lines } = await inspect({
      ...urls,
      NODE_ENV: 'production',
      PUBLIC_URL: 'http://tracker.example.gov',
    });

    expect(code).toBe(exitCodeOf('secret-missing'));
    expect(lines).toContainEqual(expect.stringMatching(/^21 secret-missing: PASSWORD_PEPPER_FILE /));
    expect(lines).toContainEqual(expect.stringMatching(/^24 plain-http: /));
    expect(lines).toContain('2 unchecked: The database was not checked, because its keys could not be read.');
  });

  it('reports a database that does not answer, beside everything else', async () => {
    const away = Object.assign(new URL(database.appUrl), { port: '1' }).href;

    const { code, lines, err } = await inspect({ ...urls, DATABASE_URL: away });

    expect({ code, err }).toEqual({ code: 2, err: '' });
    expect(lines).toContainEqual(expect.stringMatching(/^2 unchecked: Postgres does not answer \(ECONNREFUSED\)\./));
  });

  it('warns of a mail server that does not answer, and sends it nothing', async () => {
    const settings = {
      SMTP_URL: 'smtp://127.0.0.1:1',
      MAIL_FROM: 'tracker@example.gov',
      PUBLIC_URL: 'http://localhost',
    };

    const { code, lines } = await inspect({ ...urls, ...settings });

    expect(code).toBe(1);
    expect(lines).toContain(
      'warning: The mail server cannot be used (ECONNREFUSED). docs/operations/mail.md lists the codes.',
    );
  });

  it('warns of certificates of SAML that end within thirty days', async () => {
    const [old, next] = [
      await makeProviderKey(directory, 'old', { days: 10 }),
      await makeProviderKey(directory, 'next', { days: 60 }),
    ];
    const [ofProvider, ofBoth] = [join(directory, 'provider.crt'), join(directory, 'both.crt')];
    const pair = join(directory, 'pair.pem');
    await writeFile(ofProvider, old.certificate);
    await writeFile(ofBoth, `${old.certificate}${next.certificate}`);
    await writeFile(pair, `${old.key}${old.certificate}`);
    const settings = { ...urls, SAML_ISSUER: 'urn:a', SAML_SIGN_IN_URL: 'https://login.example.gov/saml' };

    const ending = await inspect({ ...settings, SAML_CERTIFICATES_FILE: ofProvider, SAML_KEY_FILE: pair });
    const renewed = await inspect({ ...settings, SAML_CERTIFICATES_FILE: ofBoth });

    const end = new Date(new X509Certificate(old.certificate).validTo).toISOString().slice(0, 10);
    expect(ending.lines.filter((line) => line.includes('SAML'))).toEqual([
      `warning: The last certificate in SAML_CERTIFICATES_FILE ends on ${end}. Add the next one of the identity provider.`,
      `warning: The certificate in SAML_KEY_FILE ends on ${end}. Make a new one, and give the identity provider its metadata.`,
    ]);
    expect(renewed.lines.filter((line) => line.includes('SAML'))).toEqual([]);
  });

  it.each<[string, Record<string, string>]>([
    ['OIDC_ISSUER', { OIDC_ISSUER: 'https://login.example.gov/#a', OIDC_CLIENT_ID: 'tracker' }],
    [
      'SAML_CERTIFICATES_FILE',
      {
        SAML_ISSUER: 'urn:a',
        SAML_SIGN_IN_URL: 'https://login.example.gov/saml',
        SAML_CERTIFICATES_FILE: '/nothing/here.crt',
      },
    ],
  ])('ends as a start does when %s cannot be used', async (name, settings) => {
    const { code, err } = await inspect({ ...urls, ...settings });

    expect(code).toBe(1);
    expect(err).toMatch(new RegExp(`^${name} must `));
  });

  it('ends as a start does when a setting would trust every proxy', async () => {
    const { code, err } = await inspect({ ...urls, TRUST_PROXY: '0.0.0.0/0' });

    expect(code).toBe(exitCodeOf('proxy-trust'));
    expect(err).toMatch(/^The tracker does not start\.\n32 proxy-trust: /);
  });
});

const pgbouncer = await findPgbouncer();
const isThere = pgbouncer === null ? describe.skip : describe;

isThere('the doctor of a database with TLS', () => {
  it('reports a certificate that ends within thirty days', async () => {
    if (pgbouncer === null) throw new Error('There is no PgBouncer');
    const [key, certificate] = [join(directory, 'key.pem'), join(directory, 'certificate.pem')];
    await promisify(execFile)('openssl', [
      ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '10', '-subj', '/CN=localhost'],
      ...['-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', key, '-out', certificate],
    ]);
    await chmod(key, 0o644);
    await chmod(directory, 0o755);
    const settings = [`client_tls_key_file = ${key}`, `client_tls_cert_file = ${certificate}`];
    const pooler = await startPgbouncer(
      pgbouncer,
      [database.appUrl, database.authUrl],
      ['client_tls_sslmode = require', ...settings],
    );
    const through = (url: string): string => `${pooler.through(url)}?sslmode=verify-full&sslrootcert=${certificate}`;

    const { lines, err } = await inspect({
      DATABASE_POOLER: 'transaction',
      DATABASE_URL: through(database.appUrl),
      DATABASE_AUTH_URL: through(database.authUrl),
    });

    await pooler.stop();
    const end = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10);
    expect(err).toBe('');
    expect(lines).toContain(`warning: The certificate of the database ends on ${end}. Renew it.`);
  });
});

async function inspect(environment: Readonly<Record<string, string>>): Promise<Inspection> {
  const program = await transpiled('src/commands/doctor.command.js');
  return new Promise((resolve) => {
    const env = environmentOf(directory, environment);
    const child = execFile(process.execPath, [program], { env }, (_fault, out, err) => {
      resolve({ code: child.exitCode, lines: out.trimEnd().split('\n'), err });
    });
  });
}

async function asAdmin(statement: string): Promise<void> {
  const admin = new pg.Client({ connectionString: database.adminUrl });
  await admin.connect();
  await admin.query(statement);
  await admin.end();
}
