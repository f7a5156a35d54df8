import type { Random } from '../random.js';

const townPrefixes = (
  'Alder Amber Ash Aspen Bay Birch Blue Brier Bright Buck Cedar Chapel Clay Clear Cold Copper Coral Crane Dove Eagle Elm ' +
  'Fair Falcon Fern Flint Fox Glen Gold Granite Green Hazel Heron High Holly Iron Juniper Kings Lark Laurel Lime Long ' +
  'Maple Meadow Mill Moss North Oak Otter Pine Quail Red Ridge River Rose Sand Silver Spring Stone Summer Swan Thorn ' +
  'Timber Walnut West White Willow Wind Winter'
).split(' ');
const townSuffixes = (
  'bank beck borough bridge brook burn bury cliff combe cove creek cross dale den fall fell field ford gate grove haven ' +
  'holm hurst land leigh market mere minster moor mouth point port reach rock shaw stead stoke ton vale view ville water ' +
  'well wick wood worth'
).split(' ');
const countyPrefixes = (
  'Adler Aldrin Barlow Bexley Calder Carden Corwin Dalton Delmar Easton Elwood Fallon Farley Garner Gilmer Halden Harlow ' +
  'Ingram Jarrow Kelton Kirby Landon Linden Marlow Merton Norden Norwood Orrin Osborn Pelham Preston Quimby Radley Rowan ' +
  'Selby Sutter Talbot Thorne Ulster Verner Walden Weldon Yardley Yates'
).split(' ');

export interface PlaceNames {
  readonly towns: readonly string[];
  readonly counties: readonly string[];
}

export function pickPlaceNames(random: Random, towns: number, counties: number): PlaceNames {
  const everyTown = townPrefixes.flatMap((begin) => townSuffixes.map((end) => begin + end));
  const everyCounty = countyPrefixes.flatMap((begin) =>
    ['', ' Creek', ' Springs', ' Plains'].map((end) => begin + end),
  );
  return {
    towns: random.shuffle(everyTown).slice(0, towns),
    counties: random.shuffle(everyCounty).slice(0, counties),
  };
}
