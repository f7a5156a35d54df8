/** States as tiles of equal size, roughly at their geographic positions. */
const rows = [
  'AK .. .. .. .. .. .. .. .. .. .. ME',
  '.. .. .. .. .. .. .. .. .. .. VT NH',
  '.. WA ID MT ND MN IL WI MI NY RI MA',
  '.. OR NV WY SD IA IN OH PA NJ CT ..',
  '.. CA UT CO NE MO KY WV VA MD DE ..',
  '.. .. AZ NM KS AR TN NC SC DC .. ..',
  '.. .. .. .. OK LA MS AL GA .. .. ..',
  'HI .. .. .. TX .. .. .. .. FL .. ..',
];

/** Position of a tile: the column from the west, the row from the north. */
export interface TilePosition {
  readonly state: string;
  readonly column: number;
  readonly row: number;
}

export const tileColumns = 12;
export const tileRows = rows.length;

export const tileGrid: readonly TilePosition[] = rows.flatMap((line, row) =>
  line.split(' ').flatMap((state, column) => (state === '..' ? [] : [{ state, column, row }])),
);
