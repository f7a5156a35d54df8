import {
  buildHeading,
  listUnclassifiedNotes,
  buildOutline,
  buildTable,
  sumUnclassified,
  type Chart,
  type ChartInput,
} from './chart.js';
import { drawTileMap } from './tile-map.js';
import { describeChart } from './chart-text.js';

/** Draws the totals of each task force on a map with tiles of equal size for the States. */
export function drawTaskForceChart(input: ChartInput): Chart {
  const outline = buildOutline(input, 'by task force');
  const { rows, total } = outline;
  const taskForces = rows.flatMap(({ taskForce, figure }) => (taskForce ? [{ ...taskForce, figure }] : []));
  const unclassified = sumUnclassified(rows, ({ taskForce }) => taskForce === null, 'not broken down by task force');
  const alternativeText = describeChart({
    subject: `Tile map of ${outline.subject}`,
    period: input.totals,
    scopeName: input.scopeName,
    total,
    parts: taskForces.map(({ name, figure }) => ({ name, figure })),
    unclassified,
  });
  return {
    table: buildTable(input, outline, rows, alternativeText),
    picture: drawTileMap(buildHeading(input, outline, listUnclassifiedNotes(unclassified)), taskForces),
  };
}
