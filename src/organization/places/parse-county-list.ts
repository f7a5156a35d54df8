import type { PostalCode } from '../task-forces/postal-codes.enums.js';
import { findCounties, findCountyByFips } from './counties.js';

/** FIPS codes of a list of counties, each once, or the fault of the first county that cannot be read. */
export type CountyList = { readonly codes: readonly string[] } | { readonly fault: string };

type FoundCounty = { readonly fips: string } | { readonly fault: string };

/**
 * Parses counties of a State, by their names or FIPS codes, separated by comma, semicolon, slash, ampersand or line
 * break. A fault has the position of its county, and no text of it.
 */
export function parseCountyList(state: PostalCode, text: string): CountyList {
  const items = text
    .split(/[,;/&\n]/)
    .map((item) => item.trim())
    .filter((item) => item !== '');
  const codes = new Set<string>();
  for (const [index, item] of items.entries()) {
    const found = /^\d+$/.test(item) ? findByCode(state, item) : findByName(state, item);
    if ('fault' in found) return { fault: `has a county at position ${index + 1} ${found.fault}` };
    codes.add(found.fips);
  }
  return codes.size === 0 ? { fault: 'must hold at least one county' } : { codes: [...codes] };
}

/** A code may lack the zero at its front, which a spreadsheet removes from a number. */
function findByCode(state: PostalCode, code: string): FoundCounty {
  const county = findCountyByFips(code.padStart(5, '0'));
  if (code.length < 4 || county === null)
    return { fault: 'that is no FIPS code: write its five digits, such as 31055, or its name' };
  if (county.state !== state)
    return { fault: `that is not in ${state}: correct it, or add it to the agency after the import` };
  return { fips: county.fips };
}

/** `Orleans & Jefferson Parishes` has the word for both at its end. */
function singularOf(name: string): string {
  return name.replace(/\s+counties$/i, ' County').replace(/\s+(parish|borough|municipio)e?s$/i, ' $1');
}

function findByName(state: PostalCode, name: string): FoundCounty {
  const [county, ...others] = findCounties(state, singularOf(name));
  if (county === undefined)
    return { fault: `whose name no county of ${state} has: correct it, or write its FIPS code of five digits` };
  if (others.length > 0)
    return { fault: 'that is also a city: write County or City with it, or its FIPS code of five digits' };
  return { fips: county.fips };
}
