import { faintInk, filled, gridLine, ink, paper, written, type Look } from './looks.js';
import { widthOf, type Picture, type Shape } from './shapes.js';

/** Texts around a chart. */
export interface Heading {
  readonly title: string;
  /** Period, scope and sum. */
  readonly subtitle: string;
  /** Notes below the chart that explain it. */
  readonly notes: readonly string[];
}

export interface LegendEntry {
  readonly name: string;
  readonly look: Look;
}

export const margin = 24;
/** Top of a chart, below its heading and legend. */
export const top = 104;
const noteSize = 11;
const noteHeight = 16;

/** Returns the whole sheet: heading, legend, the chart down to `bottom`, and notes. */
export function sheetOf(
  heading: Heading,
  legend: readonly LegendEntry[],
  chart: readonly Shape[],
  { width, bottom }: { readonly width: number; readonly bottom: number },
): Picture {
  const within = width - 2 * margin;
  const notes = heading.notes.flatMap((note) => wrapped(note, noteSize, within));
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
        fill: paper,
        stroke: gridLine,
        strokeWidth: 1,
      },
      written(margin, 36, fitted(heading.title, 18, within, true), 18, { isBold: true }),
      written(margin, 58, fitted(heading.subtitle, 13, within), 13, { fill: faintInk }),
      ...legendOf(legend),
      ...chart,
      ...notes.map((note, line) =>
        written(margin, bottom + noteHeight * (line + 1), note, noteSize, { fill: faintInk }),
      ),
    ],
  };
}

/** Returns a sheet without a chart, which reports that nothing was counted. */
export function emptySheet(heading: Heading, width: number): Picture {
  const y = top + 60;
  const words = written(width / 2, y, 'Nothing was counted in this period.', 15, { anchor: 'middle', fill: ink });
  return sheetOf(heading, [], [words], { width, bottom: y + 60 });
}

function legendOf(entries: readonly LegendEntry[]): Shape[] {
  const size = 12;
  let x = margin;
  return entries.flatMap(({ name, look }) => {
    const left = x;
    x += 18 + widthOf(name, size) + 24;
    return [...filled(left, 74, 14, 14, look), written(left + 20, 86, name, size)];
  });
}

function fitted(text: string, size: number, width: number, isBold = false): string {
  if (widthOf(text, size, isBold) <= width) return text;
  const characters = Math.floor(width / widthOf('x', size, isBold)) - 1;
  return `${[...text].slice(0, characters).join('')}…`;
}

function wrapped(text: string, size: number, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && widthOf(longer, size) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}
