import { headingOf, noteOf, outlineOf, tableOf, untoldIn, type Chart, type Counted } from './chart.js';
import { tilesOf } from './tiles.js';
import { alternativeTextOf } from './words.js';

/** Draws the totals of each task force on a map with tiles of equal size for the States. */
export function byTaskForce(counted: Counted): Chart {
  const outline = outlineOf(counted, 'by task force');
  const { rows, total } = outline;
  const forces = rows.flatMap(({ taskForce, figure }) => (taskForce ? [{ ...taskForce, figure }] : []));
  const untold = untoldIn(rows, ({ taskForce }) => taskForce === null, 'not told by task force');
  const alternativeText = alternativeTextOf({
    what: `Tile map of ${outline.subject}`,
    period: counted.totals,
    whose: counted.whose,
    total,
    parts: forces.map(({ name, figure }) => ({ name, figure })),
    untold,
  });
  return {
    table: tableOf(counted, outline, rows, alternativeText),
    picture: tilesOf(headingOf(counted, outline, noteOf(untold)), forces),
  };
}
