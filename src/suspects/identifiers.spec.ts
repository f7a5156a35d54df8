import { describe, expect, it } from '@jest/globals';
import { normalisedIdentifier } from './identifiers.js';

describe('an identifier', () => {
  it.each([
    ['email', ' Night.Owl@Example.COM ', 'night.owl@example.com'],
    ['email', 'night owl', null],
    ['phone', '(402) 555-0100', '+14025550100'],
    ['phone', '1 402 555 0100', '+14025550100'],
    ['phone', '+44 20 7946 0000', '+442079460000'],
    ['phone', '555-0100', '5550100'],
    ['phone', '402-555-01OO', null],
    ['phone', '911', null],
    ['handle', '@Night_Owl', 'night_owl'],
    ['handle', '@', null],
    ['account', '100044Ab', '100044Ab'],
    ['ip', '192.0.2.17', '192.0.2.17'],
    ['ip', '2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['ip', '192.0.2.256', null],
    ['ip', 'fe80::1%eth0', null],
    ['device', '00-1b:44 11.3A', '001B44113A'],
    ['url', 'HTTPS://Example.org/Room', 'https://example.org/Room'],
    ['url', 'javascript:alert(1)', null],
    ['vehicle', 'abc 123', 'ABC123'],
    ['other', ' a tattoo of an owl ', 'a tattoo of an owl'],
  ] as const)('of the kind %s found as %s is kept as %s', (kind, raw, normalised) => {
    expect(normalisedIdentifier(kind, raw)).toBe(normalised);
  });
});
