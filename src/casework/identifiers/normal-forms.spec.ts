import { describe, expect, it } from '@jest/globals';
import { normaliseIdentifier } from './normal-forms.js';

describe('an identifier', () => {
  it.each([
    ['email', ' Night.Owl@Example.COM ', 'night.owl@example.com'],
    ['email', 'owl@bücher.example', 'owl@xn--bcher-kva.example'],
    ['email', 'night owl', null],
    ['email', 'owl@home@example.com', null],
    ['phone', '(402) 555-0100', '+14025550100'],
    ['phone', '1 402 555 0100', '+14025550100'],
    ['phone', '402.555.0100 ext. 12', '+14025550100'],
    ['phone', '+44 20 7946 0000', '+442079460000'],
    ['phone', 'tel:+1-402-555-0100', '+14025550100'],
    ['phone', '555-0100', null],
    ['phone', '+1 555-0100', null],
    ['phone', '2 402 555 0100', null],
    ['phone', '+999 555 0100', '9995550100'],
    ['phone', '402-555-01OO', null],
    ['phone', '911', null],
    ['ip', '192.0.2.17', '192.0.2.17'],
    ['ip', '2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['ip', '::ffff:192.0.2.17', '192.0.2.17'],
    ['ip', '192.0.2.256', null],
    ['ip', '192.0.2', null],
    ['ip', '0300.0.2.17', null],
    ['ip', 'fe80::1%eth0', null],
    ['device', '00-1b:44 11.3A', '001B44113A'],
    ['url', 'HTTPS://Example.org/Room/', 'example.org/Room'],
    ['url', 'http://example.org:80/Room', 'example.org/Room'],
    ['url', 'example.org/room?id=7#top', 'example.org/room?id=7'],
    ['url', 'https://owl:secret@example.org', 'example.org'],
    ['url', 'javascript:alert(1)', null],
    ['url', 'localhost', null],
    ['vehicle', 'abc 123', 'ABC123'],
    ['hash', '9E107D9D372BB6826BD81D3542A419D6', '9e107d9d372bb6826bd81d3542a419d6'],
    ['hash', '9e107d9d', null],
    ['other', ' a tattoo of an owl ', 'a tattoo of an owl'],
    ['handle', 'night\u200b_owl', 'night_owl'],
    ['handle', '\u3164night\u00ad_o\u2060wl\uffa0', 'night_owl'],
    ['handle', '\u200b', null],
    ['account', 'Owl\ufeff7', 'Owl7'],
    ['email', 'night.owl\u200c@exam\u200dple.com', 'night.owl@example.com'],
    ['phone', '402\u2060 555-01\u200b00', '+14025550100'],
    ['ip', '192.0.2\u200b.17', '192.0.2.17'],
    ['url', 'exam\u200bple.org/Ro\u180eom', 'example.org/Room'],
    ['vehicle', 'abc\u2060 123', 'ABC123'],
    ['hash', '9e107d9d372bb6826b\u200bd81d3542a419d6', '9e107d9d372bb6826bd81d3542a419d6'],
  ] as const)('of the kind %s written as %s is compared as %s', (kind, raw, normalised) => {
    expect(normaliseIdentifier({ kind, raw })?.normalised ?? null).toBe(normalised);
  });

  it('that is a handle includes its platform in any spelling', () => {
    const of = (raw: string, platform: string) => normaliseIdentifier({ kind: 'handle', raw, platform })?.normalised;

    expect(of('@Night_Owl', 'Example  Chat')).toBe('night_owl@example chat');
    expect(of('night_owl', 'example chat')).toBe('night_owl@example chat');
    expect(of('night_owl', 'Example Video')).not.toBe(of('night_owl', 'Example Chat'));
    expect(of('@', 'Example Chat')).toBeUndefined();
  });

  it.each([
    ['Instagram, Inc.', 'Instagram'],
    ['Instagram.com', 'Instagram'],
    ['Facebook, Inc.', 'facebook'],
    ['X Corp.', 'Twitter'],
    ['X (formerly Twitter)', 'X'],
    ['Snap Inc.', 'Snapchat'],
    ['TikTok Pte. Ltd.', 'TikTok'],
    ['Example Chat, LLC', 'Example Chat'],
  ])('of a platform is the same at %s and at %s', (one, other) => {
    const at = (platform: string) => normaliseIdentifier({ kind: 'handle', raw: 'owl', platform })?.normalised;

    expect(at(one)).toBe(at(other));
  });

  it.each([
    ['Instagram', 'Facebook'],
    ['Meta Platforms, Inc.', 'Facebook'],
    ['Meta', 'Instagram'],
    ['Google LLC', 'YouTube'],
    ['Incorporated', 'Limited'],
  ])('of %s is another than that of %s, a platform of its own', (one, other) => {
    const at = (platform: string) => normaliseIdentifier({ kind: 'handle', raw: 'owl', platform })?.normalised;

    expect(at(one)).not.toBe(at(other));
  });

  it('that is an account is case-sensitive, as providers are', () => {
    expect(normaliseIdentifier({ kind: 'account', raw: '100044Ab', platform: 'Example Chat' })?.normalised).toBe(
      '100044Ab@example chat',
    );
  });

  it.each([
    ['192.0.2.17:51820', { normalised: '192.0.2.17', port: 51_820 }],
    ['[2001:db8::1]:443', { normalised: '2001:db8::1', port: 443 }],
    ['192.0.2.17:65536', null],
  ])('%s is an address with its port', (raw, form) => {
    expect(normaliseIdentifier({ kind: 'ip', raw })).toEqual(form);
  });

  it('that is a hash has the algorithm of its length', () => {
    const raw = '9e107d9d372bb6826bd81d3542a419d6';

    expect(normaliseIdentifier({ kind: 'hash', raw })?.algorithm).toBe('md5');
    expect(normaliseIdentifier({ kind: 'hash', raw: 'a'.repeat(40) })?.algorithm).toBe('sha1');
    expect(normaliseIdentifier({ kind: 'hash', raw: 'a'.repeat(64) })?.algorithm).toBe('sha256');
    expect(normaliseIdentifier({ kind: 'hash', raw, algorithm: 'sha1' })).toBeNull();
  });
});
