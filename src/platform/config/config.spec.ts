import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { getMetadataStorage } from 'class-validator';
import { Config, ConfigFault } from './config.js';

const keys = [
  ...new Set(
    getMetadataStorage()
      .getTargetValidationMetadatas(Config, '', true, false)
      .map(({ propertyName }) => propertyName),
  ),
];
const valuesOf = (config: Config): Record<string, string | number> => Object.fromEntries(Object.entries(config));
const faultOf = (environment: Record<string, string>): string => {
  try {
    Config.parse(environment);
  } catch (error) {
    if (error instanceof ConfigFault) return error.message;
  }
  return '';
};

describe('the configuration', () => {
  it('has defaults, and no database URL', () => {
    const config = Config.parse({});

    expect(valuesOf(config)).toEqual({
      HOST: '127.0.0.1',
      PORT: 3000,
      METRICS_HOST: '127.0.0.1',
      DATA_DIRECTORY: '.data',
      DATABASE_POOL: 12,
      TRAIL_LINK_DELAY: 60,
      LOG_LEVEL: 'warn',
      LOG_ERROR_CAUSES: 'include',
      AUTH_MFA: 'optional',
      ACCOUNT_INACTIVE_DAYS: 90,
      BACKUP_KEEP: '24h,7d,5w',
      DRAFT_DAYS: 14,
      DRAIN_SECONDS: 0,
      SMTP_TLS: 'required',
      DAILY_MAIL_HOUR: 7,
      PASSWORD_MAX_AGE_DAYS: 0,
      SIGN_IN_NOTICE: 'optional',
      LOCKOUT_FAILURES: 5,
      LOCKOUT_WINDOW: 900,
      LOCKOUT_RELEASE: 'admin',
      MAX_SESSIONS: 20,
      PASSWORD_KDF: 'argon2id',
      REQUESTS_PER_MINUTE: 60_000,
      SIGN_INS_PER_MINUTE: 6000,
      NODE_ENV: 'development',
    });
    expect(config.publicUrl).toBe('http://localhost:3000');
    expect(config.trustProxy).toBe(false);
  });

  it('is stricter in production, unless set explicitly', () => {
    expect(valuesOf(Config.parse({ NODE_ENV: 'production' }))).toMatchObject({
      LOG_LEVEL: 'log',
      LOG_ERROR_CAUSES: 'omit',
      AUTH_MFA: 'required',
      SIGN_IN_NOTICE: 'required',
      MAX_SESSIONS: 2,
      PASSWORD_MAX_AGE_DAYS: 365,
      REQUESTS_PER_MINUTE: 300,
      SIGN_INS_PER_MINUTE: 10,
      DRAIN_SECONDS: 5,
    });
    expect(Config.parse({ NODE_ENV: 'production', MAX_SESSIONS: '1' }).MAX_SESSIONS).toBe(1);
    expect(Config.parse({ NODE_ENV: 'test' }).MAX_SESSIONS).toBe(20);
  });

  it('reads durations as seconds', () => {
    const { LOCKOUT_WINDOW, LOCKOUT_RELEASE } = Config.parse({ LOCKOUT_WINDOW: '90s', LOCKOUT_RELEASE: '2h' });

    expect([LOCKOUT_WINDOW, LOCKOUT_RELEASE]).toEqual([90, 7200]);
    expect(Config.parse({ LOCKOUT_WINDOW: '1d', LOCKOUT_RELEASE: '1m' })).toMatchObject({
      LOCKOUT_WINDOW: 86_400,
      LOCKOUT_RELEASE: 60,
    });
  });

  it.each(['15', '59s', '2d', '0m', '-1m', '1.5h', '15 m', '15min', 'admin '.repeat(2)])(
    'rejects the duration %s',
    (duration) => {
      expect(faultOf({ LOCKOUT_WINDOW: duration })).toContain('LOCKOUT_WINDOW must be a duration from 60s to 86400s');
      expect(faultOf({ LOCKOUT_RELEASE: duration })).toContain('LOCKOUT_RELEASE must be admin or a duration from 60s');
    },
  );

  it('accepts the word admin for the lockout release only', () => {
    expect(faultOf({ LOCKOUT_WINDOW: 'admin' })).toContain('LOCKOUT_WINDOW');
    expect(faultOf({ LOCKOUT_RELEASE: 'never' })).toContain('LOCKOUT_RELEASE');
  });

  it.each(['metrics', '70000', '-1', '3000'])('rejects the metrics port %s', (port) => {
    expect(faultOf({ METRICS_PORT: port })).toContain('METRICS_PORT must');
  });

  it('takes a metrics port beside PORT, and 0 for any free one', () => {
    expect(Config.parse({ METRICS_PORT: '9464' }).METRICS_PORT).toBe(9464);
    expect(Config.parse({ METRICS_PORT: '0', PORT: '0' }).METRICS_PORT).toBe(0);
  });

  it('takes no delay of links that an idle sequencer could reach', () => {
    expect(Config.parse({ TRAIL_LINK_DELAY: '15s' }).TRAIL_LINK_DELAY).toBe(15);
    expect(faultOf({ TRAIL_LINK_DELAY: '14s' })).toContain('a duration from 15s to 3600s');
  });

  const mail = { MAIL_FROM: 'tracker@example.org', PUBLIC_URL: 'https://tracker.example.org' };
  const signIn = { ...mail, SMTP_URL: 'smtp://tracker@mail.example.org:587', SMTP_PASSWORD_FILE: '/run/secrets/smtp' };

  it('takes a mail server with TLS, with a sign-in or without one', () => {
    expect(Config.parse(signIn).SMTP_TLS).toBe('required');
    expect(Config.parse({ ...mail, SMTP_URL: 'smtp://[::1]:25', SMTP_TLS: 'off' }).SMTP_TLS).toBe('off');
  });

  it.each([
    ['a password in the URL', { SMTP_URL: 'smtp://tracker:secret@mail.example.org' }, 'SMTP_URL must be smtp://'],
    ['another protocol', { SMTP_URL: 'https://mail.example.org' }, 'SMTP_URL must be smtp://'],
    ['no sender', { MAIL_FROM: '' }, 'SMTP_URL needs MAIL_FROM too'],
    ['no address for its link', { PUBLIC_URL: '' }, 'SMTP_URL needs PUBLIC_URL too'],
    ['a user without a password', { SMTP_PASSWORD_FILE: '' }, 'SMTP_URL needs a user if and only if'],
    ['a password without a user', { SMTP_URL: 'smtp://mail.example.org' }, 'SMTP_URL needs a user if and only if'],
    ['a user with a bare percent sign', { SMTP_URL: 'smtp://50%@mail.example.org' }, 'user in percent-encoding'],
    ['a password without TLS', { SMTP_TLS: 'off' }, 'SMTP_TLS must be required with SMTP_PASSWORD_FILE'],
    ['TLS that is on and off', { SMTP_URL: 'smtps://a@b.example', SMTP_TLS: 'off' }, 'required with smtps://'],
    ['a sender with a line break', { MAIL_FROM: 'a@example.org\r\nBcc: b@example.org' }, 'MAIL_FROM must be'],
  ])('rejects a mail server with %s', (_, over, fault) => {
    expect(faultOf({ ...signIn, ...over })).toContain(fault);
  });

  it('requires the current secret beside the previous one', () => {
    expect(faultOf({ PASSWORD_PEPPER_PREVIOUS_FILE: '/run/secrets/old' })).toContain('needs PASSWORD_PEPPER_FILE');
    expect(faultOf({ FACTOR_KEY_PREVIOUS_FILE: '/run/secrets/old' })).toContain('needs FACTOR_KEY_FILE');
  });

  it('reads known keys, ignores empty ones and leaves the rest', () => {
    const config = Config.parse({ PORT: ' 0 ', HOST: '', DATABASE_POOL: '   ', PATH: '/bin', npm_package_name: 'x' });

    expect(valuesOf(config)).toMatchObject({ PORT: 0, HOST: '127.0.0.1', DATABASE_POOL: 12 });
    expect(config).not.toHaveProperty('PATH');
    expect(Object.keys(config).every((key) => keys.includes(key))).toBe(true);
  });

  it('is immutable', () => {
    const config = Config.parse({ PORT: '8080', PUBLIC_URL: 'https://tracker.example.org/' });

    expect(Object.isFrozen(config)).toBe(true);
    expect(config.publicUrl).toBe('https://tracker.example.org');
    expect(Config.parse({ PORT: '8080' }).publicUrl).toBe('http://localhost:8080');
  });

  it('reports all errors at once, without values', () => {
    const fault = faultOf({
      PORT: '70000-secret',
      DATABASE_URL: 'mysql://root:secret@db/x',
      LOG_LEVEL: 'secret',
      TRUST_PROXY: 'true',
      NODE_ENV: 'secret',
    });

    for (const key of ['PORT', 'DATABASE_URL', 'LOG_LEVEL', 'TRUST_PROXY', 'NODE_ENV']) expect(fault).toContain(key);
    expect(fault).not.toMatch(/secret|mysql|70000/);
  });

  it.each(['0x50', '1e3', '65536', '-1', '80.5'])('rejects the port %s', (PORT) => {
    expect(faultOf({ PORT })).toContain('PORT must be a whole number from 0 to 65535');
  });

  it.each([
    'postgres://tracker_app:p%40ss@db.example.org:5432/tracker?sslmode=verify-full',
    'postgresql://localhost/tracker',
    'postgres:///tracker?host=/var/run/postgresql',
  ])('accepts the database URL %s', (DATABASE_URL) => {
    const DATABASE_AUTH_URL = 'postgres://tracker_auth:password@db.example.org/tracker';

    expect(Config.parse({ DATABASE_URL, DATABASE_AUTH_URL }).DATABASE_URL).toBe(DATABASE_URL);
    expect(() => Config.parse({ DATABASE_URL })).toThrow('DATABASE_AUTH_URL');
    expect(() => Config.parse({ DATABASE_AUTH_URL })).toThrow('DATABASE_URL');
  });

  it.each(['localhost:5432/tracker', 'http://db/tracker', 'postgres://db', 'postgres://db/'])(
    'rejects the database URL %s',
    (DATABASE_OWNER_URL) => {
      expect(faultOf({ DATABASE_OWNER_URL })).toContain('DATABASE_OWNER_URL');
    },
  );

  it('trusts the given number of hops or the listed proxies', () => {
    const hops = Config.parse({ TRUST_PROXY: '2' }).trustProxy;

    expect(typeof hops === 'function' && [0, 1, 2].map((hop) => hops('192.0.2.1', hop))).toEqual([true, true, false]);
    expect(Config.parse({ TRUST_PROXY: '10.0.0.0/8, ::1' }).trustProxy).toEqual(['10.0.0.0/8', '::1']);
  });

  it.each(['true', '0', '11', '0.0.0.0/0', '::/0', '10.0.0.0/33', '10.0.0.0/8,', 'proxy.example.org', '10.0.0.0/8/8'])(
    'rejects the proxy setting %s',
    (TRUST_PROXY) => {
      expect(faultOf({ TRUST_PROXY })).toContain('TRUST_PROXY');
    },
  );
});

describe('a setting that has another name now', () => {
  it.each([
    ['DATABASE_DOOR_URL', 'postgres://x@y/z', 'DATABASE_AUTH_URL'],
    ['DATABASE_SEALER_URL', 'postgres://x@y/z', 'DATABASE_SIGNER_URL'],
    ['SEAL_KEY_FILE', '/k', 'SIGN_KEY_FILE'],
    ['SEAL_FILE', '/f', 'SIGN_FILE'],
    ['SEAL_SYSLOG', 'udp://h:514', 'SIGN_SYSLOG'],
    ['SESSIONS_AT_MOST', '3', 'MAX_SESSIONS'],
    ['ACCOUNT_UNUSED_DAYS', '60', 'ACCOUNT_INACTIVE_DAYS'],
  ])('%s is refused with its new name', (former, value, current) => {
    expect(faultOf({ [former]: value })).toBe(`The settings are not valid: ${former} is now named ${current}.`);
  });
});

describe('.env.example', () => {
  const blocks = readFileSync(new URL('../../../.env.example', import.meta.url), 'utf8')
    .trim()
    .split(/\n\n+/)
    .slice(1);
  const entries = blocks.map((block) => {
    const lines = block.split('\n');
    const [key = '', value = ''] = (lines.pop() ?? '').split('=');
    return { key, value, comment: lines };
  });

  it('contains each key once', () => {
    expect(entries.map(({ key }) => key).sort()).toEqual([...keys].sort());
  });

  it('describes each key with its default', () => {
    const [defaults, inProduction] = [{}, { NODE_ENV: 'production' }].map((given) => valuesOf(Config.parse(given)));

    for (const { key, value, comment } of entries) {
      const said = comment.join(' ');
      const dependsOnKind = key !== 'NODE_ENV' && defaults?.[key] !== inProduction?.[key];
      expect(comment.every((line) => line.startsWith('# '))).toBe(true);
      expect(said).toMatch(/ Default: .+/);
      if (dependsOnKind) {
        expect({ key, value, said }).toEqual({ key, value: '', said: expect.stringContaining('in production') });
      } else expect({ key, is: valuesOf(Config.parse({ [key]: value }))[key] }).toEqual({ key, is: defaults?.[key] });
    }
  });

  it('is a valid configuration', () => {
    expect(valuesOf(Config.parse(Object.fromEntries(entries.map(({ key, value }) => [key, value]))))).toEqual(
      valuesOf(Config.parse({})),
    );
  });
});
