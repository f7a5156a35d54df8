import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { Client, logFirstComplaint } from '../../scripts/image/first-records.mjs';
import { startPostgres } from '../setup/start-postgres.js';
import { freePort } from '../support/free-port.js';
import { readBook, type BookCommand } from '../support/operations-book.js';
import { until } from '../support/until.js';

/*
 * An operator's walk through docs/operations: one installation in production, from the roles of its database to the checks of the
 * runbooks. Each command runs as it stands there, on other folders, ports and hosts. A command of the book that neither this spec nor
 * the named file runs fails.
 */

/** Commands that another file runs: its name, and a text by which it runs them. */
const runElsewhere: readonly (readonly [command: RegExp, file: string, text: string])[] = [
  [
    /^(?:cd \S+ && )?npm run (?:--silent )?tracker -- (?:backup --to|restore --from|restore:verify --from)/,
    'test/commands/backup.e2e-spec.ts',
    'readShownCommands',
  ],
  [/^npm run tracker -- backup$/, 'test/commands/backup.e2e-spec.ts', `'backup'`],
  [/^npm run tracker -- restore:verify --signatures/, 'test/commands/audit-restore.e2e-spec.ts', `'--signatures'`],
  [
    /^npm run tracker -- audit:restore --(?:request|approve)/,
    'test/commands/audit-restore.e2e-spec.ts',
    'readShownCommands',
  ],
  [/^npm run vault -- rotate-master/, 'test/commands/vault-rotation.e2e-spec.ts', `started('rotate-master')`],
  [/^npm run vault -- rotate-keys/, 'test/commands/vault-rotation.e2e-spec.ts', `started('rotate-keys'`],
  [/^npm run vault$/, 'test/commands/vault-rotation.e2e-spec.ts', 'rotate'],
  [/^npm ci && npm run build/, '.ci/run', 'npm run --silent build'],
  [/^npm run drill/, '.ci/run', 'npm run --silent drill -- --short'],
  [/^npm run alerts:test/, '.ci/run', 'npm run --silent alerts:test'],
  [/^npm run test:postgres/, '.ci/run', 'npm run --silent test:postgres'],
  [/^npm run release/, 'test/release.e2e-spec.ts', 'release.mjs'],
  [/^npm run image:test/, 'test/image.spec.ts', 'image-test.mjs'],
  [/^docker build/, 'scripts/image/check-image.mjs', 'docker/Dockerfile'],
  [/^docker compose -f docker\/compose\.yaml (?:up|logs|ps)/, 'scripts/image/drive.mjs', `compose('ps'`],
  [/^docker compose .*files\.yaml/, 'test/image.spec.ts', 'override file'],
  [/^systemd-analyze verify/, 'test/systemd-units.spec.ts', 'systemd-analyze'],
  [/^patronictl .*(?:list|switchover)/, 'scripts/drill/cluster.mjs', `'switchover'`],
  [/^psql 'postgres:.* -f docker\/ha\/pgbouncer-users\.sql/, 'scripts/drill/trackers.mjs', 'pgbouncer-users.sql'],
  [/^(?:set -a; \. \.\/ha\.env|envsubst < docker\/ha)/, 'test/drill.spec.ts', 'ha.env'],
];

/** Commands that no test runs, because they change the machine itself or belong to a program that it does not have. */
const unrun: readonly RegExp[] = [
  /^(?:useradd|install -d|cp -r|systemctl|journalctl) /,
  /^(?:timedatectl|chronyc tracking)$/,
  /^(?:pgbackrest|pg_dropcluster) /,
  /^patronictl -c CONFIG (?:history|reinit)/,
];

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const book = await readBook();
const password = randomBytes(24).toString('hex');
const ran = new Set<string>();
const servers: Server[] = [];
let folder: string;
let stopPostgres: () => Promise<void>;
let adminUrl: string;
let urls: Record<string, string> = {};
let tracker: ChildProcess | undefined;
let printed = '';
let ports: { readonly api: number; readonly metrics: number };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tracker operations '));
  // Under root, Postgres runs as another user, who needs access.
  await chmod(folder, 0o711);
  const postgres = startPostgres({ directory: join(folder, 'server'), durable: true, removeAtEnd: true });
  ({ adminUrl } = await postgres.ready);
  stopPostgres = async () => {
    await postgres.stop();
  };
  ports = { api: await freePort(), metrics: await freePort() };
});
afterAll(async () => {
  for (const server of servers) server.close();
  if (tracker?.exitCode === null) {
    tracker.kill('SIGTERM');
    await once(tracker, 'exit');
  }
  await stopPostgres();
  await rm(folder, { recursive: true, force: true });
});

/** Runs a command of the book, with its places replaced. Fails if the book does not have it. */
async function run(
  command: string,
  places: Readonly<Record<string, string>> = {},
  environment: NodeJS.ProcessEnv = {},
): Promise<Ended> {
  expect(book.map((shown) => shown.command)).toContain(command);
  ran.add(command);
  let here = command;
  for (const [place, value] of Object.entries({ ...places, ...usualPlaces() })) here = here.replaceAll(place, value);
  const child = spawn('sh', ['-c', here], { env: { ...settings(), ...environment } });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out, err };
}

function usualPlaces(): Record<string, string> {
  const { hostname, port } = new URL(adminUrl);
  return {
    '/etc/task-force-tracker/*': `'${folder}'/secrets/*`,
    '/etc/task-force-tracker/': `'${folder}'/secrets/`,
    '127.0.0.1:3000': `127.0.0.1:${ports.api}`,
    '127.0.0.1:9464': `127.0.0.1:${ports.metrics}`,
    'DATABASE_HOST -p 5432': `${hostname} -p ${port}`,
    'cd /opt/task-force-tracker': `cd '${process.cwd()}'`,
    '> report.txt': `> '${folder}'/report.txt`,
    '> differences.txt': `> '${folder}'/differences.txt`,
  };
}

function settings(): NodeJS.ProcessEnv {
  const secret = (name: string): string => join(folder, 'secrets', name);
  const { PATH, HOME } = process.env;
  return {
    PATH,
    HOME,
    NODE_ENV: 'production',
    PUBLIC_URL: 'https://tracker.example.gov',
    PASSWORD_PEPPER_FILE: secret('password-pepper'),
    FACTOR_KEY_FILE: secret('factor-key'),
    DECONFLICTION_KEY_FILE: secret('deconfliction-key'),
    VAULT_MASTER_KEY_FILE: secret('vault-master-key'),
    SIGN_KEY_FILE: secret('signing.key'),
    SIGN_FILE: join(folder, 'signatures.jsonl'),
    DATA_DIRECTORY: join(folder, 'data'),
    PORT: String(ports.api),
    METRICS_PORT: String(ports.metrics),
    ...urls,
  };
}

const has = (program: string): boolean => {
  try {
    execFileSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

describe('the installation', () => {
  it('gets its roles, whose URLs are printed', async () => {
    const names = ['OWNER', 'APP', 'AUTH', 'SIGNER', 'AUDITOR', 'PURGE'].map((role) => `DATABASE_${role}_PASSWORD`);
    const passwords = Object.fromEntries(names.map((name) => [name, password]));

    const made = await run('npm run db:roles', {}, { DATABASE_ADMIN_URL: adminUrl, ...passwords });

    const again = await run('DATABASE_ADMIN_URL=… npm run db:roles', { '…': `'${adminUrl}'` }, passwords);

    expect(again.code).toBe(0);
    const lines = [...made.out.matchAll(/^ +(DATABASE_\w*URL)=(\S+)$/gm)];
    urls = Object.fromEntries(
      lines.map(([, name = '', url = '']): [string, string] => [name, url.replace('PASSWORD', password)]),
    );
    expect(made).toMatchObject({ code: 0, err: '' });
    expect(Object.keys(urls)).toHaveLength(6);
  });

  it('gets its four secrets, and a signing key', async () => {
    mkdirSync(join(folder, 'secrets'));
    const commands = ['password-pepper', 'factor-key', 'deconfliction-key', 'vault-master-key'].map(
      (name) => `head -c 32 /dev/urandom > /etc/task-force-tracker/${name}`,
    );
    for (const command of ['umask 077', ...commands]) expect(await run(command)).toEqual({ code: 0, out: '', err: '' });
    for (const name of readdirSync(join(folder, 'secrets'))) await chmod(join(folder, 'secrets', name), 0o600);

    const key = { 'restore.key': `'${folder}'/secrets/signing.key` };
    expect((await run('openssl genpkey -algorithm ed25519 -out restore.key', key)).code).toBe(0);
    expect((await run('chmod 600 restore.key', key)).code).toBe(0);
    expect((await run('sha256sum /etc/task-force-tracker/*')).out.trim().split('\n')).toHaveLength(5);
    expect((await run('sha256sum FILE | cut -c1-8', { FILE: `'${folder}'/secrets/password-pepper` })).out).toMatch(
      /^[0-9a-f]{8}\n$/,
    );
  });

  it('is migrated', async () => {
    expect((await run('npm run db:migrate')).code).toBe(0);
  });

  it('is found without a fault by the doctor, apart from warnings', async () => {
    const { code, out } = await run('npm run doctor');

    expect({ code, refused: /^[2-4]\d .*/m.exec(out)?.[0] }).toEqual({ code: 1, refused: undefined });
  });

  it('starts, and is live, ready and measured', async () => {
    const started = spawn(process.execPath, ['dist/src/main.js'], {
      env: settings(),
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    tracker = started;
    started.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    await until(
      () => started.exitCode !== null || printed.includes('ready on'),
      () => printed,
    );

    expect((await run('curl -i http://127.0.0.1:3000/health/live')).out).toContain('HTTP/1.1 200');
    expect((await run('curl -i http://127.0.0.1:3000/health/ready')).out).toContain('HTTP/1.1 200');
    const scrape = await run('curl -s http://127.0.0.1:9464/metrics | grep ^tracker_');
    expect(scrape.out).toContain('tracker_database_up 1');
    // No request failed, and there is no standby.
    expect((await run(`curl -s http://127.0.0.1:9464/metrics | grep 'tracker_requests_total.*5xx'`)).code).toBe(1);
    expect((await run('curl -s http://127.0.0.1:9464/metrics | grep ^tracker_replica_')).code).toBe(1);
  });
});

describe('the nightly work', () => {
  beforeAll(async () => {
    const client = new Client(`http://127.0.0.1:${ports.api}`, 'https://tracker.example.gov');
    await logFirstComplaint(client, /\/welcome#admin=([\w-]{43})/.exec(printed)?.[1] ?? '');
  });

  it('signs the trail, and finds it whole', async () => {
    expect((await run('npm run audit:sign -- --once')).code).toBe(0);
    const places = {
      FILE: `'${folder}/signatures.jsonl'`,
      FOLDER: `'${folder}'`,
      PUBLIC_KEY: `'${folder}'/secrets/*.public.pem`,
    };

    // The auditor has no access to the folder of the signer, where its public key is.
    expect(await run('npm run audit:verify')).toMatchObject({ code: 2, out: expect.stringContaining('--key') });
    const verified = await run('npm run audit:verify -- --signatures FILE --key PUBLIC_KEY', places);
    expect(verified).toMatchObject({ code: 0, err: '', out: expect.stringContaining('The trail is whole') });
    const kept = await run(
      'npm run audit:verify -- --signatures FILE --key PUBLIC_KEY --archive FOLDER > report.txt; echo $?',
      places,
    );
    expect(kept.out).toBe('0\n');
  });

  it('recounts, and corrects the ledger', async () => {
    for (const command of ['npm run tally:verify > differences.txt', 'npm run tally:rebuild', 'npm run tally:verify'])
      expect({ command, ...(await run(command)) }).toMatchObject({ command, code: 0 });
  });

  it('purges, by hand and as the line of the scheduler', async () => {
    expect((await run('npm run retention:purge')).out).toContain('Complaints purged: 0.');
    const line = 'cd /opt/task-force-tracker && DATABASE_PURGE_URL=… npm run --silent retention:purge';
    const { out } = await run(line, { '…': `'${urls['DATABASE_PURGE_URL'] ?? ''}'` });
    expect(out).toContain('Complaints purged: 0.');
  });

  it('signs by a process that stays, until a signal', async () => {
    const command = 'npm run audit:sign';
    expect(book.map((shown) => shown.command)).toContain(command);
    ran.add(command);
    const signer = spawn(process.execPath, ['dist/src/commands/audit-sign.command.js'], { env: settings() });
    const ended = once(signer, 'close');
    await Promise.race([once(signer.stdout, 'data'), once(signer.stderr, 'data'), ended]);
    signer.kill('SIGTERM');
    expect(((await ended) as [number | null])[0]).toBe(0);
  });
});

describe('the runbooks', () => {
  it('describe each command', async () => {
    const described = [
      'npm run tracker -- --help',
      ...['backup', 'restore', 'restore:verify', 'audit:restore'].map((name) => `npm run tracker -- ${name} --help`),
    ];
    for (const command of described) expect({ command, ...(await run(command)) }).toMatchObject({ command, code: 0 });
    const named = { '<command>': 'doctor' };
    expect((await run('npm run tracker -- <command> --help', named)).out).toContain('Check an installation');
    expect((await run('node dist/src/commands/tracker.command.js <command>', { '<command>': '--help' })).code).toBe(0);
  });

  it('ask the database', async () => {
    if (!has('psql')) for (const { command } of book) if (/^(?:psql|pg_isready) /.test(command)) ran.add(command);
    const owner = {
      NODE: new URL(adminUrl).host,
      'postgres://…@': adminUrl.replace(/@.*/, '@'),
      ':5432/tracker': '/tracker',
    };
    const asked = book.filter(({ command }) => /^psql "|^pg_isready /.test(command) && has('psql'));
    for (const { command } of asked) {
      const replica = { DATABASE_REPLICA_URL: urls['DATABASE_URL'] };
      expect({ command, ...(await run(command, owner, replica)) }).toMatchObject({ command, code: 0, err: '' });
    }
  });

  it('read the ends of the certificates of a proxy and of Postgres', async () => {
    const [key, cert] = [join(folder, 'tls.key'), join(folder, 'tls.pem')];
    const subject = ['-subj', '/CN=127.0.0.1', '-days', '30', '-nodes', '-keyout', key, '-out', cert];
    execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', ...subject], {
      stdio: 'ignore',
    });
    const proxy = await serveTls(key, cert, '');
    const postgres = await serveTls(key, cert, 'S');

    const places = { 'HOST:443': `127.0.0.1:${proxy}`, '-servername HOST': '-servername proxy.example.gov' };
    const read = commandsLike(/^openssl s_client -connect HOST/);
    expect((await run(read, places)).out).toMatch(/^notAfter=/);
    const ofPostgres = { 'DATABASE_HOST:5432': `127.0.0.1:${postgres}` };
    expect((await run(commandsLike(/^openssl s_client -starttls postgres/), ofPostgres)).out).toMatch(/^notAfter=/);
  });

  it('show the free space', async () => {
    expect((await run('df -h')).code).toBe(0);
  });

  it('have statements that a superuser can run', async () => {
    const client = new pg.Client({ connectionString: new URL('/tracker', adminUrl).href });
    await client.connect();
    try {
      const statements = book.filter(({ language }) => language === 'sql');
      expect(statements.length).toBeGreaterThan(4);
      for (const { command } of statements) {
        await client.query(command);
        ran.add(command);
      }
    } finally {
      await client.end();
    }
  });
});

describe('the set-up of a cluster and of the sign-in', () => {
  it('creates roles and schema through the port of the leader', async () => {
    const [admin] = book.filter(({ command }) => command.startsWith('export DATABASE_ADMIN_URL='));
    const { href } = new URL('/postgres', adminUrl);
    const exported = await run(admin?.command ?? '', { [/'(.+)'/.exec(admin?.command ?? '')?.[1] ?? '']: href });
    const migrated = await run('DATABASE_OWNER_URL=… npm run db:migrate', {
      '…': `'${urls['DATABASE_OWNER_URL'] ?? ''}'`,
    });

    expect([exported, migrated]).toMatchObject([{ code: 0, err: '' }, { code: 0 }]);
  });

  it('creates the key pair for the identity provider', async () => {
    const places = { 'oidc.key': `'${folder}'/oidc.key`, 'oidc.pub': `'${folder}'/oidc.pub` };
    for (const pattern of [/^openssl genpkey -algorithm RSA/, /^openssl pkey -in oidc\.key/])
      expect((await run(commandsLike(pattern), places)).code).toBe(0);

    expect(readFileSync(join(folder, 'oidc.pub'), 'utf8')).toContain('BEGIN PUBLIC KEY');
  });

  it('creates the key and the certificate by which SAML requests are signed', async () => {
    const places = { 'saml.pem': `'${folder}'/saml.pem` };
    expect((await run(commandsLike(/^openssl req -x509 -newkey rsa:3072/), places)).code).toBe(0);

    const pair = readFileSync(join(folder, 'saml.pem'), 'utf8');
    expect(pair).toContain('BEGIN PRIVATE KEY');
    expect(pair).toContain('BEGIN CERTIFICATE');
  });
});

describe('the book', () => {
  it('has no command that neither this spec nor another file runs', () => {
    const unknown = book.filter(({ command }) => !ran.has(command) && !isRunElsewhere(command) && !isUnrun(command));

    expect(unknown).toEqual([]);
    expect(book.length).toBeGreaterThan(60);
  });

  it.each(runElsewhere)('leaves %s to %s', (command, file, text) => {
    expect(book.filter((shown) => command.test(shown.command))).not.toEqual([]);
    expect(readFileSync(file, 'utf8')).toContain(text);
  });

  it.each(unrun.map((command) => [command]))('shows %s, which no test runs', (command) => {
    expect(book.filter((shown) => command.test(shown.command))).not.toEqual([]);
  });
});

const isRunElsewhere = (command: string): boolean => runElsewhere.some(([pattern]) => pattern.test(command));
const isUnrun = (command: string): boolean => unrun.some((pattern) => pattern.test(command));

function commandsLike(pattern: RegExp): string {
  const [shown, ...more]: BookCommand[] = book.filter(({ command }) => pattern.test(command));
  expect(more).toEqual([]);
  return shown?.command ?? '';
}

/** Serves TLS on a port, after an answer to the first packet where one is given, as Postgres has it. */
async function serveTls(keyFile: string, certFile: string, greeting: string): Promise<number> {
  const [key, cert] = [readFileSync(keyFile), readFileSync(certFile)];
  const server = createServer((socket) => {
    const secure = (): void => void new TLSSocket(socket, { isServer: true, key, cert }).on('error', () => undefined);
    if (greeting === '') secure();
    else
      socket.once('data', () => {
        socket.write(greeting, secure);
      });
  }).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}
