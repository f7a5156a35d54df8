import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { warningOn } from '../database/postgres-releases.js';
import { nodeLines, warningsOf, type InstallationFacts } from './installation-warnings.js';

const sound: InstallationFacts = {
  node: '24.9.0',
  now: new Date('2026-11-29T12:00:00Z'),
  memoryBytes: 512 * 2 ** 20,
  maxDescriptors: 1024,
  freeBytes: 2 * 2 ** 30,
  release: 180_007,
  skewMs: 2000,
  maxSkewMs: 2000,
  linkDelaySeconds: 60,
  maxLinkDelaySeconds: 60,
  certificateEndsAt: new Date('2026-12-29T12:00:00Z'),
  providerCertificatesEndAt: new Date('2026-12-29T12:00:00Z'),
  requestCertificateEndsAt: new Date('2026-12-29T12:00:00Z'),
  mailFault: null,
};

describe('an installation', () => {
  it('has no warning at the recommended limits, and none about what could not be read', () => {
    const unread = {
      maxDescriptors: null,
      freeBytes: null,
      release: null,
      skewMs: null,
      linkDelaySeconds: null,
      certificateEndsAt: null,
      providerCertificatesEndAt: null,
      requestCertificateEndsAt: null,
    };

    expect(warningsOf(sound)).toEqual([]);
    expect(warningsOf({ ...sound, ...unread })).toEqual([]);
  });

  it.each<[string, Partial<InstallationFacts>]>([
    [
      'The mail server cannot be used (ECONNREFUSED). docs/operations/mail.md lists the codes.',
      { mailFault: 'ECONNREFUSED' },
    ],
    ['Node 20.20.2 has no security fixes any more. Use Node 24.', { node: '20.20.2' }],
    [
      'Node 24.9.0 has no security fixes any more. Use Node 24.',
      {
        now: new Date('2028-05-01T00:00:00Z'),
        certificateEndsAt: null,
        providerCertificatesEndAt: null,
        requestCertificateEndsAt: null,
      },
    ],
    ['The process may use 511 MB of memory. An import needs 512 MB.', { memoryBytes: 512 * 2 ** 20 - 1 }],
    ['The process may open 1023 files. With 1024 it serves more connections at once.', { maxDescriptors: 1023 }],
    ['The disk of DATA_DIRECTORY has 2047 MB free. Keep 2048 MB free.', { freeBytes: 2 * 2 ** 30 - 1 }],
    [warningOn(180_004) ?? '', { release: 180_004 }],
    ['The clocks of this machine and of the database differ by 3 s. Set both by one source (NTP).', { skewMs: 2501 }],
    [
      'The certificate of the database ends on 2026-12-29. Renew it.',
      { certificateEndsAt: new Date('2026-12-29T11:59:59Z') },
    ],
    [
      'The last certificate in SAML_CERTIFICATES_FILE ends on 2026-12-29. Add the next one of the identity provider.',
      { providerCertificatesEndAt: new Date('2026-12-29T11:59:59Z') },
    ],
    [
      'The certificate in SAML_KEY_FILE ends on 2026-12-29. Make a new one, and give the identity provider its metadata.',
      { requestCertificateEndsAt: new Date('2026-12-29T11:59:59Z') },
    ],
    [
      'Entries of the trail have waited 61 s for their link. Start the tracker, or read `sequencer` in its log.',
      { linkDelaySeconds: 61 },
    ],
  ])('has the warning %s', (sentence, facts) => {
    expect(warningsOf({ ...sound, ...facts })).toEqual([sentence]);
  });

  it('knows the lines of Node that the tests run on, with their last days', () => {
    const tested = JSON.parse(readFileSync('scripts/tested-node.json', 'utf8')) as {
      line: string;
      endOfLife: string;
    }[];
    const supported = tested.filter(({ endOfLife }) => endOfLife > '2026-11-29');

    expect(nodeLines).toEqual(Object.fromEntries(supported.map(({ line, endOfLife }) => [line, endOfLife])));
  });
});
