import { describe, expect, it } from '@jest/globals';
import { postalCodes, type PostalCode } from '../task-forces/postal-codes.enums.js';
import { findCounties, findCountyByFips, listCounties } from './counties.js';
import { parseState } from './states.js';

const fipsOf = (state: PostalCode, name: string): string[] => findCounties(state, name).map(({ fips }) => fips);

describe('a county by its name', () => {
  it.each<[PostalCode, string, string]>([
    ['NE', 'Douglas', '31055'],
    ['NE', 'DOUGLAS COUNTY', '31055'],
    ['NE', 'County of Douglas', '31055'],
    ['NE', 'douglas co.', '31055'],
    ['LA', 'Orleans Parish', '22071'],
    ['LA', 'Saint John the Baptist', '22095'],
    ['LA', 'St. John the Baptist Parish', '22095'],
    ['MO', 'Sainte Genevieve County', '29186'],
    ['IL', 'DeWitt', '17039'],
    ['MD', 'Prince George’s County', '24033'],
    ['NM', 'Dona Ana', '35013'],
    ['FL', 'Miami Dade', '12086'],
    ['AK', 'Kodiak Island Borough', '02150'],
    ['AK', 'Juneau City and Borough', '02110'],
    ['AK', 'Municipality of Anchorage', '02020'],
    ['AK', 'Nome Census Area', '02180'],
    ['DC', 'District of Columbia', '11001'],
    ['PR', 'Mayaguez Municipio', '72097'],
    ['VI', 'Saint Croix', '78010'],
    ['GU', 'Guam', '66010'],
    ['NV', 'Carson City', '32510'],
    ['VA', 'James City County', '51095'],
    ['VA', 'Charles City', '51036'],
  ])('has in %s for %s the code %s', (state, name, fips) => {
    expect(fipsOf(state, name)).toEqual([fips]);
  });

  it.each<[PostalCode, string, string, string]>([
    ['MD', 'Baltimore', '24005', '24510'],
    ['MO', 'St. Louis', '29189', '29510'],
    ['VA', 'Fairfax', '51059', '51600'],
  ])('is in %s for %s alone a county and an independent city', (state, name, county, city) => {
    expect(fipsOf(state, name).sort()).toEqual([county, city]);
    expect(fipsOf(state, `${name} County`)).toEqual([county]);
    expect(fipsOf(state, `${name} city`)).toEqual([city]);
    expect(fipsOf(state, `City of ${name}`)).toEqual([city]);
  });

  it.each<[PostalCode, string]>([
    ['NE', 'Denver'],
    ['NE', ''],
    ['NE', 'County'],
    ['NE', 'Douglas City'],
    ['NE', 'Нью-Йорк'],
  ])('is not found in %s for %j', (state, name) => {
    expect(findCounties(state, name)).toEqual([]);
  });
});

it('gives a county of each State and territory by its code, with the kind in its title', () => {
  const title = (fips: string): string | undefined => findCountyByFips(fips)?.title;

  expect(['31055', '22071', '24510', '32510', '02180', '72113'].map(title)).toEqual([
    ...['Douglas County', 'Orleans Parish', 'City of Baltimore', 'Carson City', 'Nome', 'Ponce Municipio'],
  ]);
  expect(['31000', '99999', '', '3105'].map(findCountyByFips)).toEqual([null, null, null, null]);
});

it.each(postalCodes)('finds each county of %s by its title alone', (state) => {
  const counties = listCounties(state);

  expect(counties.length).toBeGreaterThan(0);
  expect(counties.map(({ title }) => fipsOf(state, title))).toEqual(counties.map(({ fips }) => [fips]));
});

it.each([
  ['ne', 'NE'],
  ['US-CO', 'CO'],
  ['new  york', 'NY'],
  ['Washington D.C.', 'DC'],
  ['Puerto Rico', 'PR'],
  ['US Virgin Islands', 'VI'],
  ['Nebrasca', null],
  ['', null],
])('reads %j as the State %j', (text, state) => {
  expect(parseState(text)).toBe(state);
});
