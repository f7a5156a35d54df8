import { readFileSync } from 'node:fs';
import { Injectable } from '@nestjs/common';
import ipaddr from 'ipaddr.js';
import { Reader, type Response } from 'mmdb-lib';
import { Config, ConfigFault } from '../config/config.js';

/** Place and carrier of an address, in the words of the tables. Null is not stated. */
export interface AddressFacts {
  readonly country: string | null;
  /** Code or name of the State or territory. */
  readonly state: string | null;
  readonly city: string | null;
  readonly carrier: string | null;
  /** Day on which the table was built; the older one of two. */
  readonly tableBuiltOn: string;
}

interface IpTable {
  readonly reader: Reader<Response>;
  readonly builtOn: string;
}

type FactName = Exclude<keyof AddressFacts, 'tableBuiltOn'>;

/**
 * Fields of the tables in use. GeoLite2 and DB-IP name a place in several languages below its record; IPinfo names it
 * at the top. The first field with a text counts.
 */
const factPaths: Readonly<Record<FactName, readonly (readonly (string | number)[])[]>> = {
  country: [['country', 'iso_code'], ['country_code'], ['country']],
  state: [['subdivisions', 0, 'iso_code'], ['subdivisions', 0, 'names', 'en'], ['region_code'], ['region']],
  city: [['city', 'names', 'en'], ['city']],
  carrier: [['traits', 'isp'], ['isp'], ['autonomous_system_organization'], ['as_name'], ['organization'], ['org']],
};
const factNames = Object.keys(factPaths) as FactName[];
const maxTextLength = 100;

/**
 * Tables of IP addresses, installed as MMDB files. They are read at the start and never fetched. Without one, an address
 * has no place.
 */
@Injectable()
export class IpTables {
  private readonly tables: readonly IpTable[];

  /** Throws {@link ConfigFault} for a file that cannot be read as such a table. */
  constructor({ IP_TABLE_FILES: files }: Config) {
    this.tables = files === undefined ? [] : files.split(',').map((file) => openTable(file.trim()));
  }

  /** Returns what the tables state about an address; null for a private or reserved one and for an unknown one. */
  find(address: string): AddressFacts | null {
    if (this.tables.length === 0 || !isPublic(address)) return null;
    const facts: Record<FactName, string | null> = { country: null, state: null, city: null, carrier: null };
    const days: string[] = [];
    for (const { reader, builtOn } of this.tables) {
      const record = lookUp(reader, address);
      const missing = factNames.filter((name) => facts[name] === null);
      for (const name of missing) facts[name] = textAt(record, factPaths[name]);
      if (missing.some((name) => facts[name] !== null)) days.push(builtOn);
    }
    const [tableBuiltOn] = days.sort();
    return tableBuiltOn === undefined ? null : { ...facts, tableBuiltOn };
  }
}

function openTable(file: string): IpTable {
  try {
    const reader = new Reader<Response>(readFileSync(file));
    probe(reader);
    return { reader, builtOn: reader.metadata.buildEpoch.toISOString().slice(0, 10) };
  } catch {
    throw new ConfigFault('IP_TABLE_FILES must name MMDB files that can be read.', ['IP_TABLE_FILES']);
  }
}

/** Looks up an address of each block, so that a damaged file stops the start and no request. */
function probe(reader: Reader<Response>): void {
  for (let block = 1; block < 224; block += 1) reader.get(`${block}.1.1.1`);
}

function isPublic(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';
}

/** Returns the record of an address; null without one, and for a part of the table that is damaged. */
function lookUp(reader: Reader<Response>, address: string): unknown {
  const parsed = ipaddr.process(address);
  // A table of IPv4 has no places for longer addresses, and would read their first bits as one.
  if (parsed.kind() === 'ipv6' && reader.metadata.ipVersion === 4) return null;
  try {
    return reader.get(parsed.toString());
  } catch {
    return null;
  }
}

function textAt(record: unknown, paths: readonly (readonly (string | number)[])[]): string | null {
  for (const path of paths) {
    const value = path.reduce<unknown>((at, key) => (at as Readonly<Record<string, unknown>> | null)?.[key], record);
    if (typeof value === 'string' && value.trim() !== '') return value.trim().slice(0, maxTextLength);
  }
  return null;
}
