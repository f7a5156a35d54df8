import { describe, expect, it } from '@jest/globals';
import { bytesOf, networkOf, networkFault, siteOf } from './networks.js';

describe('an IP address', () => {
  it.each([
    ['192.0.2.7', 'c0000207'],
    ['::', '0'.repeat(32)],
    ['::1', `${'0'.repeat(31)}1`],
    ['2001:db8::', '20010db8000000000000000000000000'],
    ['2001:DB8:1:2:3:4:5:6', '20010db8000100020003000400050006'],
    ['2001:db8:1:2::6', '20010db8000100020000000000000006'],
    ['fe80::1%eth0', `fe80${'0'.repeat(27)}1`],
    ['::ffff:192.0.2.7', `${'0'.repeat(20)}ffffc0000207`],
    ['64:ff9b::192.0.2.7', '0064ff9b0000000000000000c0000207'],
  ])('%s has the expected bytes', (address, hex) => {
    expect(Buffer.from(bytesOf(address) ?? []).toString('hex')).toBe(hex);
  });

  it.each(['', 'localhost', '192.0.2', '192.0.2.256', '1:2:3:4:5:6:7', '::1::', '192.0.2.7%eth0', 'unknown'])(
    'is not %j',
    (text) => {
      expect(bytesOf(text)).toBeNull();
    },
  );

  it('is grouped by its first 64 bits in IPv6, and by itself in IPv4', () => {
    expect(networkOf('2001:db8:1:2::6')).toBe(networkOf('2001:db8:1:2:ffff::1'));
    expect(networkOf('2001:db8:1:2::6')).not.toBe(networkOf('2001:db8:1:3::6'));
    expect(networkOf('192.0.2.7')).toBe('192.0.2.7');
    expect(networkOf('unknown')).toBe('unknown');
  });

  it('is of the site of its first 48 bits in IPv6, and of none in IPv4', () => {
    expect(siteOf('2001:db8:1:2::6')).toBe(siteOf('2001:db8:1:ffff::1'));
    expect(siteOf('2001:db8:1:2::6')).not.toBe(siteOf('2001:db8:2:2::6'));
    expect([siteOf('192.0.2.7'), siteOf('unknown')]).toEqual([null, null]);
  });
});

describe('a network range', () => {
  it.each([
    '192.0.2.0/24',
    '192.0.2.7/32',
    '10.0.0.0/8',
    '172.16.0.0/12',
    '2001:db8::/32',
    '2001:db8::7/128',
    'fd00:1::/48',
  ])('is %s', (network) => {
    expect(networkFault(network)).toBeNull();
  });

  const none = 'must be a network such as 192.0.2.0/24 or 2001:db8::/48';
  const first = 'must be the first address of its network';
  it.each([
    [7, none],
    [null, none],
    ['', none],
    ['192.0.2.0', none],
    ['192.0.2.0/', none],
    ['192.0.2.0/024', none],
    ['192.0.2.0/24/1', none],
    ['192.0.2.0/ 24', none],
    ['office/24', none],
    ['192.0.2.0/33', 'must not have more than 32 bits'],
    ['2001:db8::/129', 'must not have more than 128 bits'],
    ['0.0.0.0/0', 'must not be wider than /8'],
    ['128.0.0.0/1', 'must not be wider than /8'],
    ['::/0', 'must not be wider than /32'],
    ['2001::/16', 'must not be wider than /32'],
    ['192.0.2.7/24', first],
    ['10.0.0.0/8.0', none],
    ['fe80::%eth0/64', none],
    ['0x0a.0.0.0/8', none],
    ['10.0/8', none],
    ['10.128.0.0/8', first],
    ['2001:db8::1/64', first],
  ])('is not %j, because it %s', (network, fault) => {
    expect(networkFault(network)).toBe(fault);
  });
});
