import { mutedColour, drawArea, gridColour, textColour, backgroundColour, drawText, type Style } from './styles.js';
import { measureText, type Picture, type Shape } from './shapes.js';

export interface Heading {
  readonly title: string;
  /** Period, scope and sum. */
  readonly subtitle: string;
  readonly notes: readonly string[];
}

export interface LegendEntry {
  readonly name: string;
  readonly style: Style;
}

export const margin = 24;
/** Top of a chart, below its heading and legend. */
export const top = 104;
const noteSize = 11;
const noteHeight = 16;

/** Returns the whole sheet: heading, legend, the chart down to `bottom`, and notes. */
export function drawSheet(
  heading: Heading,
  legend: readonly LegendEntry[],
  chart: readonly Shape[],
  { width, bottom }: { readonly width: number; readonly bottom: number },
): Picture {
  const innerWidth = width - 2 * margin;
  const notes = heading.notes.flatMap((note) => wrapText(note, noteSize, innerWidth));
  const height = bottom + notes.length * noteHeight + margin;
  return {
    width,
    height,
    shapes: [
      {
        kind: 'rect',
        x: 0.5,
        y: 0.5,
        width: width - 1,
        height: height - 1,
        fill: backgroundColour,
        stroke: gridColour,
        strokeWidth: 1,
      },
      drawText(margin, 36, truncateText(heading.title, 18, innerWidth, true), 18, { isBold: true }),
      drawText(margin, 58, truncateText(heading.subtitle, 13, innerWidth), 13, { fill: mutedColour }),
      ...drawLegend(legend),
      ...chart,
      ...notes.map((note, line) =>
        drawText(margin, bottom + noteHeight * (line + 1), note, noteSize, { fill: mutedColour }),
      ),
    ],
  };
}

/** Returns a sheet without a chart, which reports that nothing was counted. */
export function drawEmptySheet(heading: Heading, width: number): Picture {
  const y = top + 60;
  const words = drawText(width / 2, y, 'Nothing was counted in this period.', 15, {
    anchor: 'middle',
    fill: textColour,
  });
  return drawSheet(heading, [], [words], { width, bottom: y + 60 });
}

function drawLegend(entries: readonly LegendEntry[]): Shape[] {
  const size = 12;
  let x = margin;
  return entries.flatMap(({ name, style }) => {
    const left = x;
    x += 18 + measureText(name, size) + 24;
    return [...drawArea(left, 74, 14, 14, style), drawText(left + 20, 86, name, size)];
  });
}

function truncateText(text: string, size: number, width: number, isBold = false): string {
  if (measureText(text, size, isBold) <= width) return text;
  const characters = Math.floor(width / measureText('x', size, isBold)) - 1;
  return `${[...text].slice(0, characters).join('')}…`;
}

function wrapText(text: string, size: number, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && measureText(longer, size) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}
