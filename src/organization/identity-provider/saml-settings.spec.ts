import { X509Certificate } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeProviderKey, type ProviderKey } from '../../../test/organization/saml-provider.mjs';
import { Config } from '../../platform/config/config.js';
import { writeSamlMetadata } from './saml-metadata.js';
import { readSamlSettings } from './saml-settings.js';

let folder: string;
let rsa: ProviderKey;
let ec: ProviderKey;
let certificates: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'saml-settings-'));
  [rsa, ec] = [await makeProviderKey(folder, 'rsa'), await makeProviderKey(folder, 'ec', { type: 'ec', days: 60 })];
  certificates = await fileOf('certificates', `The provider\n${rsa.certificate}\n${ec.certificate}`);
});
afterAll(() => rm(folder, { recursive: true }));

async function fileOf(name: string, content: string): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, content);
  return file;
}

const read = (environment: Readonly<Record<string, string>> = {}) =>
  readSamlSettings(
    Config.parse({
      PUBLIC_URL: 'https://tracker.example.gov/',
      SAML_ISSUER: 'urn:example:provider',
      SAML_SIGN_IN_URL: 'https://login.example.gov/saml',
      SAML_CERTIFICATES_FILE: certificates,
      ...environment,
    }),
  );

describe('the settings of SAML', () => {
  it('are none without an issuer', () => {
    expect(readSamlSettings(Config.parse({}))).toBeNull();
  });

  it('have the addresses of the tracker, and the lists that the operator wrote', () => {
    const lists = { SAML_REQUESTED_CONTEXTS: 'urn:a, urn:b', SAML_MFA_CONTEXTS: ' urn:a,,' };

    expect(read({ ...lists, SAML_NAME: 'State federation' })).toMatchObject({
      name: 'State federation',
      issuer: 'urn:example:provider',
      signInUrl: 'https://login.example.gov/saml',
      entityId: 'https://tracker.example.gov/api/v1/identity-providers/saml/metadata',
      audience: 'https://tracker.example.gov/api/v1/identity-providers/saml/metadata',
      consumerUrl: 'https://tracker.example.gov/app/identity-provider',
      credential: null,
      subjectAttribute: null,
      requestedContexts: ['urn:a', 'urn:b'],
      secondFactorContexts: ['urn:a'],
    });
    expect(read()?.name).toBe('login.example.gov');
    expect(read({ SAML_ENTITY_ID: 'GFIPM:SP:tracker' })).toMatchObject({ audience: 'GFIPM:SP:tracker' });
  });

  it('have the key of each certificate', () => {
    expect(read()?.keys.map(({ asymmetricKeyType }) => asymmetricKeyType)).toEqual(['rsa', 'ec']);
  });

  it('have the end of the last certificate', () => {
    expect(read()?.certificatesEndAt).toEqual(new Date(new X509Certificate(ec.certificate).validTo));
  });

  it.each<[string, () => Promise<Record<string, string>>, string]>([
    ['plain http', () => Promise.resolve({ SAML_SIGN_IN_URL: 'http://login.example.gov' }), 'SAML_SIGN_IN_URL must be'],
    [
      'plain http on this machine in production',
      () => Promise.resolve({ SAML_SIGN_IN_URL: 'http://127.0.0.1:3999', NODE_ENV: 'production' }),
      'SAML_SIGN_IN_URL must be',
    ],
    [
      'no such certificates',
      () => Promise.resolve({ SAML_CERTIFICATES_FILE: join(folder, 'missing') }),
      'SAML_CERTIFICATES_FILE must',
    ],
    [
      'a key in place of a certificate',
      async () => ({ SAML_CERTIFICATES_FILE: await fileOf('key', rsa.key) }),
      'SAML_CERTIFICATES_FILE must',
    ],
    [
      'a certificate that is none',
      async () => ({
        SAML_CERTIFICATES_FILE: await fileOf('none', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'),
      }),
      'SAML_CERTIFICATES_FILE must',
    ],
    [
      'six certificates',
      async () => ({ SAML_CERTIFICATES_FILE: await fileOf('six', rsa.certificate.repeat(6)) }),
      'SAML_CERTIFICATES_FILE must',
    ],
    ['no such key', () => Promise.resolve({ SAML_KEY_FILE: join(folder, 'missing') }), 'SAML_KEY_FILE must'],
    [
      'a key without its certificate',
      async () => ({ SAML_KEY_FILE: await fileOf('alone', rsa.key) }),
      'SAML_KEY_FILE must',
    ],
    [
      'a key with the certificate of another',
      async () => ({ SAML_KEY_FILE: await fileOf('other', `${rsa.key}${ec.certificate}`) }),
      'SAML_KEY_FILE must',
    ],
  ])('reject %s by a sentence', async (_, environment, sentence) => {
    const given = await environment();

    expect(() => read(given)).toThrow(sentence);
  });

  it.each([
    [{ SAML_ISSUER: 'urn:a' }, 'SAML_ISSUER needs SAML_SIGN_IN_URL too; SAML_ISSUER needs SAML_CERTIFICATES_FILE too'],
    [{ SAML_SIGN_IN_URL: 'https://login.example.gov' }, 'SAML_SIGN_IN_URL needs SAML_ISSUER too'],
    [{ SAML_CERTIFICATES_FILE: 'a' }, 'SAML_CERTIFICATES_FILE needs SAML_ISSUER too'],
  ])('reject %j alone', (environment, sentence) => {
    expect(() => Config.parse(environment)).toThrow(sentence);
  });
});

describe('the metadata of the tracker', () => {
  it('name its entity and its address for answers', () => {
    const settings = read({ SAML_ENTITY_ID: 'urn:a&b' });

    const metadata = settings && writeSamlMetadata(settings);

    expect(metadata).toContain('entityID="urn:a&#38;b"');
    expect(metadata).toContain('Location="https://tracker.example.gov/app/identity-provider"');
    expect(metadata).toContain('AuthnRequestsSigned="false"');
    expect(metadata).not.toContain('KeyDescriptor');
  });

  it('have the certificate of the key that signs requests', async () => {
    const settings = read({ SAML_KEY_FILE: await fileOf('pair', `${rsa.key}${rsa.certificate}`) });

    const metadata = settings && writeSamlMetadata(settings);

    expect(metadata).toContain('AuthnRequestsSigned="true"');
    expect(metadata).toContain(rsa.certificate.replace(/-----[A-Z ]+-----|\s/g, ''));
  });
});
