import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { PostalCode } from '../task-forces/postal-codes.enums.js';
import { parseState } from './states.js';

/** County, parish, borough, municipio or independent city, with its FIPS code of five digits. */
export interface County {
  readonly fips: string;
  readonly state: PostalCode;
  /** Name without its kind, such as Douglas. */
  readonly name: string;
  /** Name with its kind, such as Douglas County. */
  readonly title: string;
  /** Whether it is a city that belongs to no county. */
  readonly isIndependentCity: boolean;
}

/** The part of the file of us-atlas that is used: names by FIPS code. */
interface CountyFile {
  readonly objects: Readonly<Record<'states' | 'counties', { readonly geometries: readonly NamedArea[] }>>;
}

interface NamedArea {
  readonly id: string;
  readonly properties: { readonly name: string };
}

interface CountyTable {
  readonly byFips: ReadonlyMap<string, County>;
  readonly byName: ReadonlyMap<string, readonly County[]>;
  readonly byState: ReadonlyMap<PostalCode, readonly County[]>;
}

const countyPattern =
  /^(?:county|parish|municipality) of (?<after>.+)$|^(?<before>.+?) (?:county|co|parish|(?:city and )?borough|census area|municipality|municipio)$/;
const cityPattern = /^city of (?<after>.+)$|^(?<before>.+) city$/;
/** The Census Bureau numbers independent cities from 510, in these States. */
const statesWithIndependentCities: readonly PostalCode[] = ['MD', 'MO', 'NV', 'VA'];
const firstIndependentCity = 510;
/** States and territories whose counties have no kind, or several. */
const statesWithPlainNames: readonly PostalCode[] = ['AK', 'AS', 'DC', 'GU', 'MP', 'VI'];

let loaded: CountyTable | undefined;

/** Returns the county with a FIPS code; null if there is none. */
export function findCountyByFips(fips: string): County | null {
  return loadCounties().byFips.get(fips) ?? null;
}

/** Returns the counties of a State or territory, in the order of the table. */
export function listCounties(state: PostalCode): readonly County[] {
  return loadCounties().byState.get(state) ?? [];
}

/**
 * Returns the counties of a State with a name, with or without its kind. `Baltimore` is a county and an independent
 * city; `Baltimore County` is one of them. Case, accents, spaces and `Saint` for `St.` make no difference.
 */
export function findCounties(state: PostalCode, name: string): readonly County[] {
  const words = foldWords(name);
  const named = (text: string): readonly County[] => loadCounties().byName.get(keyOf(state, text)) ?? [];
  // The name first: Carson City is no city named Carson.
  const whole = named(words);
  if (whole.length > 0) return whole;
  const county = matchName(countyPattern, words);
  if (county !== null) return named(county).filter(({ isIndependentCity }) => !isIndependentCity);
  const city = matchName(cityPattern, words);
  return city === null ? [] : named(city).filter(({ isIndependentCity }) => isIndependentCity);
}

/** Reads the table on its first use. */
function loadCounties(): CountyTable {
  return (loaded ??= readCounties());
}

function readCounties(): CountyTable {
  const file = createRequire(import.meta.url).resolve('us-atlas/counties-10m.json');
  const { objects } = JSON.parse(readFileSync(file, 'utf8')) as CountyFile;
  const states = new Map(objects.states.geometries.map(({ id, properties }) => [id, parseState(properties.name)]));
  const byFips = new Map<string, County>();
  const byName = new Map<string, County[]>();
  const byState = new Map<PostalCode, County[]>();
  for (const { id, properties } of objects.counties.geometries) {
    const county = toCounty(id, properties.name, states.get(id.slice(0, 2)) ?? null);
    const key = keyOf(county.state, foldWords(county.name));
    byFips.set(id, county);
    byName.set(key, [...(byName.get(key) ?? []), county]);
    byState.set(county.state, [...(byState.get(county.state) ?? []), county]);
  }
  return { byFips, byName, byState };
}

function toCounty(fips: string, name: string, state: PostalCode | null): County {
  if (state === null) throw new Error(`The table of counties has ${fips} in an unknown State`);
  const isIndependentCity =
    statesWithIndependentCities.includes(state) && Number(fips.slice(2)) >= firstIndependentCity;
  return { fips, state, name, title: titleOf(name, state, isIndependentCity), isIndependentCity };
}

function titleOf(name: string, state: PostalCode, isIndependentCity: boolean): string {
  if (isIndependentCity) return name.endsWith(' City') ? name : `City of ${name}`;
  if (statesWithPlainNames.includes(state)) return name;
  if (state === 'LA') return `${name} Parish`;
  return state === 'PR' ? `${name} Municipio` : `${name} County`;
}

function matchName(pattern: RegExp, words: string): string | null {
  const { after, before } = pattern.exec(words)?.groups ?? {};
  return after ?? before ?? null;
}

/** Returns a name in small letters without accents and punctuation, with `st` for Saint. */
function foldWords(name: string): string {
  return name
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^a-z\s-]/g, '')
    .replaceAll(/[\s-]+/g, ' ')
    .trim()
    .replaceAll(/\bsaint(e?)\b/g, 'st$1');
}

/** Returns the key of a name, without its spaces: De Witt and DeWitt are the same. */
function keyOf(state: PostalCode, words: string): string {
  return `${state} ${words.replaceAll(' ', '')}`;
}
