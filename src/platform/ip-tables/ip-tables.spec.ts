import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mmdb } from '../../../test/support/mmdb.js';
import { Config } from '../config/config.js';
import { IpTables } from './ip-tables.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ip-tables-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function open(...tables: readonly Buffer[]): Promise<IpTables> {
  const files = tables.map((_, index) => join(folder, `table-${index}.mmdb`));
  for (const [index, table] of tables.entries()) await writeFile(files[index] ?? '', table);
  return new IpTables(Config.parse({ IP_TABLE_FILES: files.join(', ') }));
}

const geoLite = {
  country: { iso_code: 'US' },
  subdivisions: [{ iso_code: 'CO', names: { en: 'Colorado' } }],
  city: { names: { en: 'Denver' } },
};
const noFacts = { country: null, state: null, city: null, carrier: null };

describe('an address', () => {
  it.each([
    ['GeoLite2', geoLite, { country: 'US', state: 'CO', city: 'Denver', carrier: null }],
    ['DB-IP', { subdivisions: [{ names: { en: 'Colorado' } }] }, { ...noFacts, state: 'Colorado' }],
    [
      'IPinfo',
      { country: 'US', region: 'Colorado', city: 'Denver', as_name: 'Example Broadband' },
      { country: 'US', state: 'Colorado', city: 'Denver', carrier: 'Example Broadband' },
    ],
    [
      'carriers',
      { autonomous_system_organization: 'Example Mobile', autonomous_system_number: 64500 },
      { ...noFacts, carrier: 'Example Mobile' },
    ],
  ])('has the place and the carrier of a table of %s, and the day of the table', async (_, record, facts) => {
    const tables = await open(mmdb({ '44.130.0.0/16': record, '2a00:1450::/32': record }));

    const expected = { ...facts, tableBuiltOn: '2026-02-01' };
    expect(tables.find('44.130.2.3')).toEqual(expected);
    expect(tables.find('2a00:1450::7')).toEqual(expected);
    expect(tables.find('::ffff:44.130.2.3')).toEqual(expected);
    expect(tables.find('44.131.2.3')).toBeNull();
  });

  it('has the place of one table and the carrier of another, with the older day', async () => {
    const carriers = { '44.0.0.0/8': { autonomous_system_organization: 'Example Mobile' } };
    const older = { builtAt: new Date('2025-12-31T00:00:00Z') };

    const tables = await open(mmdb({ '44.130.0.0/16': geoLite }), mmdb(carriers, older));

    expect(tables.find('44.130.2.3')).toMatchObject({
      state: 'CO',
      carrier: 'Example Mobile',
      tableBuiltOn: '2025-12-31',
    });
    expect(tables.find('44.1.1.1')).toMatchObject({ state: null, carrier: 'Example Mobile' });
  });

  it.each([
    '10.1.2.3',
    '192.168.1.1',
    '100.64.0.1',
    '127.0.0.1',
    '203.0.113.7',
    'fc00::1',
    '2001:db8::1',
    'no address',
    '',
  ])('has no place if it is private, reserved or none: %s', async (address) => {
    const everywhere = Object.fromEntries(
      ['0.0.0.0/1', '128.0.0.0/1', '2000::/3', 'fc00::/7'].map((net) => [net, geoLite]),
    );

    const tables = await open(mmdb(everywhere));

    expect(tables.find(address)).toBeNull();
  });

  it('of IPv6 has no place in a table of IPv4', async () => {
    const tables = await open(mmdb({ '0.0.0.0/1': geoLite }, { ipVersion: 4 }));

    expect(tables.find('44.1.1.1')).toMatchObject({ state: 'CO' });
    expect(tables.find('2a00:1450::7')).toBeNull();
  });

  it('has no place without a table', () => {
    expect(new IpTables(Config.parse({})).find('44.130.2.3')).toBeNull();
  });

  it('ignores fields that are no texts', async () => {
    const record = { country: 7, subdivisions: 'CO', city: { names: ['Denver'] }, isp: ' ' };

    expect((await open(mmdb({ '44.0.0.0/8': record }))).find('44.1.1.1')).toBeNull();
  });
});

describe('a start', () => {
  const sentence = 'IP_TABLE_FILES must name MMDB files that can be read.';
  const table = mmdb({ '44.130.0.0/16': geoLite, '8.0.0.0/8': geoLite });

  it.each([
    ['an empty file', Buffer.alloc(0)],
    ['another format', Buffer.from('range,state\n44.130.0.0/16,CO\n')],
    ['a file cut short', table.subarray(0, table.length - 40)],
    ['a file without its first bytes', table.subarray(100)],
    ['a tree that points beyond the file', Buffer.concat([Buffer.alloc(60, 0xff), table.subarray(60)])],
  ])('is refused for %s, in a sentence', async (_, bytes) => {
    await expect(open(bytes)).rejects.toThrow(sentence);
  });

  it('is refused for a missing file and for a folder', () => {
    for (const file of [join(folder, 'missing.mmdb'), folder])
      expect(() => new IpTables(Config.parse({ IP_TABLE_FILES: file }))).toThrow(sentence);
  });
});
