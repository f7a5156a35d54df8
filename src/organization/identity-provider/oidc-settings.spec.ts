import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Config } from '../../platform/config/config.js';
import { readOidcSettings } from './oidc-settings.js';

let folder: string;
let secret: string;

function fileOf(name: string, content: string | Buffer): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

function keyFile(name: string, pair: ReturnType<typeof generateKeyPairSync>): string {
  const { privateKey } = pair as unknown as { privateKey: { export(how: object): string } };
  return fileOf(name, privateKey.export({ type: 'pkcs8', format: 'pem' }));
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'oidc-settings-'));
  secret = fileOf('secret', 'of the provider\n');
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const read = (environment: Record<string, string>) =>
  readOidcSettings(
    Config.parse({
      PUBLIC_URL: 'https://tracker.example.gov/',
      OIDC_ISSUER: 'https://login.example.gov',
      OIDC_CLIENT_ID: 'tracker',
      ...environment,
    }),
  );

describe('the settings of the identity provider', () => {
  it('are none without an issuer', () => {
    expect(readOidcSettings(Config.parse({}))).toBeNull();
  });

  it('have the name and the lists that the operator wrote', () => {
    const lists = { OIDC_ACR_VALUES: 'urn:a, urn:b', OIDC_MFA_ACR: 'urn:a', OIDC_MFA_AMR: ' mfa,,otp ' };

    expect(read({ OIDC_CLIENT_SECRET_FILE: secret, ...lists })).toEqual({
      name: 'login.example.gov',
      issuer: 'https://login.example.gov',
      clientId: 'tracker',
      credential: { kind: 'secret', secret: 'of the provider' },
      redirectUri: 'https://tracker.example.gov/app/identity-provider',
      acrValues: ['urn:a', 'urn:b'],
      secondFactor: { acr: ['urn:a'], amr: ['mfa', 'otp'] },
      allowsHttp: false,
    });
    expect(read({ OIDC_CLIENT_SECRET_FILE: secret, OIDC_NAME: 'County' })).toMatchObject({ name: 'County' });
  });

  it('take a key of RSA or EC', () => {
    const rsa = keyFile('rsa.key', generateKeyPairSync('rsa', { modulusLength: 2048 }));
    const ec = keyFile('ec.key', generateKeyPairSync('ec', { namedCurve: 'P-256' }));

    expect(read({ OIDC_CLIENT_KEY_FILE: rsa })?.credential).toMatchObject({ kind: 'key', algorithm: 'RS256' });
    expect(read({ OIDC_CLIENT_KEY_FILE: ec })?.credential).toMatchObject({ kind: 'key', algorithm: 'ES256' });
  });

  it.each<[string, () => Record<string, string>, string]>([
    ['plain http', () => ({ OIDC_ISSUER: 'http://login.example.gov' }), 'OIDC_ISSUER must be an https URL'],
    ['a query', () => ({ OIDC_ISSUER: 'https://login.example.gov?a=b' }), 'OIDC_ISSUER must be an https URL'],
    [
      'plain http on this machine in production',
      () => ({ OIDC_ISSUER: 'http://127.0.0.1:3999', NODE_ENV: 'production' }),
      'OIDC_ISSUER must be an https URL',
    ],
    ['no credential', () => ({}), 'OIDC_ISSUER needs either OIDC_CLIENT_KEY_FILE or OIDC_CLIENT_SECRET_FILE'],
    [
      'two credentials',
      () => ({ OIDC_CLIENT_KEY_FILE: secret, OIDC_CLIENT_SECRET_FILE: secret }),
      'OIDC_ISSUER needs either OIDC_CLIENT_KEY_FILE or OIDC_CLIENT_SECRET_FILE',
    ],
    ['an empty secret', () => ({ OIDC_CLIENT_SECRET_FILE: fileOf('empty', ' \n') }), 'OIDC_CLIENT_SECRET_FILE must'],
    ['no such secret', () => ({ OIDC_CLIENT_SECRET_FILE: join(folder, 'missing') }), 'OIDC_CLIENT_SECRET_FILE must'],
    ['no such key', () => ({ OIDC_CLIENT_KEY_FILE: join(folder, 'missing') }), 'OIDC_CLIENT_KEY_FILE must'],
    ['text as a key', () => ({ OIDC_CLIENT_KEY_FILE: secret }), 'OIDC_CLIENT_KEY_FILE must'],
    [
      'a short key',
      () => ({ OIDC_CLIENT_KEY_FILE: keyFile('short.key', generateKeyPairSync('rsa', { modulusLength: 1024 })) }),
      'OIDC_CLIENT_KEY_FILE must',
    ],
    [
      'a key of another curve',
      () => ({ OIDC_CLIENT_KEY_FILE: keyFile('curve.key', generateKeyPairSync('ec', { namedCurve: 'secp256k1' })) }),
      'OIDC_CLIENT_KEY_FILE must',
    ],
  ])('reject %s by a sentence', (_, environment, sentence) => {
    expect(() => read(environment())).toThrow(sentence);
  });

  it('reject an issuer without client, and a client without issuer', () => {
    expect(() => Config.parse({ OIDC_ISSUER: 'https://login.example.gov' })).toThrow(
      'OIDC_ISSUER needs OIDC_CLIENT_ID',
    );
    expect(() => Config.parse({ OIDC_CLIENT_ID: 'tracker' })).toThrow('OIDC_CLIENT_ID needs OIDC_ISSUER');
  });
});
