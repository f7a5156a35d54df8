import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';

/* Cheap checks of the image and the compose file. `npm run image:test` builds and drives both. */

interface Service {
  readonly image: string;
  readonly build?: object;
  readonly pull_policy?: string;
  readonly user?: string;
  readonly command?: readonly string[];
  readonly read_only: boolean;
  readonly mem_limit: string;
  readonly stop_grace_period?: string;
  readonly logging: { readonly driver: string; readonly options: Readonly<Record<string, string>> };
  readonly environment: Readonly<Record<string, string>>;
  readonly secrets?: readonly string[];
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
}

const { services } = parse(readFileSync('docker/compose.yaml', 'utf8'), { merge: true }) as Compose;
const settings = [...readFileSync('.env.example', 'utf8').matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name ?? '');
const ofTracker = Object.entries(services).filter(([name]) => name !== 'postgres');
const dockerfile = readFileSync('docker/Dockerfile', 'utf8');
/** DRAIN_SECONDS of production, and the most that the end takes after it. */
const longestEnd = 5 + 5;

describe('docker/compose.yaml', () => {
  it('builds one image, once', () => {
    expect(new Set(ofTracker.map(([, { image }]) => image)).size).toBe(1);
    expect(ofTracker.filter(([, { build }]) => build !== undefined).map(([name]) => name)).toEqual(['roles']);
    expect(ofTracker.filter(([, service]) => service.build === undefined && service.pull_policy !== 'never')).toEqual(
      [],
    );
  });

  it.each(Object.entries(services))('limits the memory and the log of %s', (_, service) => {
    expect(service.mem_limit).toMatch(/\d+[mg]/);
    expect(service.logging).toEqual({ driver: 'json-file', options: { 'max-size': '10m', 'max-file': '5' } });
    expect(service.read_only).toBe(true);
  });

  it('starts commands of this release', () => {
    const files = ofTracker.flatMap(([, { command }]) => (command ? [command[1] ?? ''] : []));

    expect(files).toHaveLength(5);
    for (const file of files) expect(existsSync(file.replace(/^dist\/(.*)\.js$/, '$1.ts'))).toBe(true);
  });

  it('gives the signer, the backup and the purge users of their own', () => {
    const users = ['tracker', 'signer', 'backup', 'purge'].map((name) => services[name]?.user);

    expect(users).not.toContain(undefined);
    expect(new Set(users).size).toBe(4);
  });

  it('waits longer for the end of the tracker than that takes', () => {
    const [, seconds] = /:-(\d+)s\}$/.exec(services['tracker']?.stop_grace_period ?? '') ?? [];

    expect(Number(seconds)).toBeGreaterThan(longestEnd);
  });

  it('passes the settings of mail, the identity provider, the standby, the IP tables and the metrics to the tracker', () => {
    const optional = /^(?:SMTP|MAIL|DAILY_MAIL|OIDC|SAML|DATABASE_REPLICA|IP_TABLE|METRICS)_/;
    const names = settings.filter((name) => optional.test(name) && !name.endsWith('_FILE'));

    expect(names.length).toBeGreaterThan(12);
    expect(services['tracker']?.environment).toMatchObject(
      Object.fromEntries(names.map((name) => [name, `\${${name}:-}`])),
    );
  });

  it('gets the files of these settings from an override file as install.md has it', () => {
    const [, text = ''] = /^```yaml\n(.+?)^```/ms.exec(readFileSync('docs/operations/install.md', 'utf8')) ?? [];
    const override = parse(text) as Compose;
    const { environment = {}, secrets } = override.services['tracker'] ?? {};
    const files = Object.values(environment).map((path) => path.replace('/run/secrets/', ''));

    expect(Object.keys(environment)).toEqual(['SMTP_PASSWORD_FILE', 'OIDC_CLIENT_KEY_FILE']);
    expect(settings).toEqual(expect.arrayContaining(Object.keys(environment)));
    expect(secrets).toEqual(files);
    expect(override.secrets).toEqual(Object.fromEntries(files.map((name) => [name, { file: `./secrets/${name}` }])));
  });

  it('gives the passwords of the owner and of the superuser to no service that can be reached', () => {
    const { environment } = services['tracker'] ?? { environment: {} };

    expect(JSON.stringify(environment)).not.toMatch(/OWNER_PASSWORD|POSTGRES_PASSWORD/);
  });
});

describe('docker/Dockerfile', () => {
  const [build = '', runtime = ''] = dockerfile.split(/^FROM /m).slice(1);

  it('takes both bases as arguments, which a release pins', () => {
    expect(build).toMatch(/^\$\{NODE_IMAGE\} AS build/);
    expect(runtime).toMatch(/^\$\{RUNTIME_IMAGE\}/);
  });

  it('runs no command in the last stage, and asks for liveness as a user without a name', () => {
    expect(runtime).not.toMatch(/^RUN /m);
    expect(runtime).toMatch(/^USER \d+:\d+$/m);
    expect(runtime).toContain('/health/live');
  });

  it('copies files that exist', () => {
    const copied = [...build.matchAll(/^COPY (.+) \S+$/gm)].flatMap(([, files = '']) => files.split(' '));

    expect(copied.length).toBeGreaterThan(8);
    expect(copied.filter((file) => !existsSync(file))).toEqual([]);
  });
});

describe('npm run image:test', () => {
  it('names the packages that are missing, and ends with 69', async () => {
    const ended = await new Promise((done) => {
      execFile(process.execPath, ['scripts/image-test.mjs'], { env: { PATH: '' } }, (fault, out, err) => {
        done({ code: fault?.code, out, err });
      });
    });

    const sentence =
      /^The image cannot be tested here\. Install these packages of Debian: podman, .*docker-compose.*\.\n$/;
    expect(ended).toEqual({ code: 69, out: '', err: expect.stringMatching(sentence) });
  });
});
