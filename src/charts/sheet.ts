import { faintInk, filled, gridLine, ink, paper, written, type Look } from './looks.js';
import { widthOf, type Picture, type Shape } from './shapes.js';

/** What stands around every chart. */
export interface Heading {
  readonly title: string;
  /** Of which days, whose, and the sum. */
  readonly subtitle: string;
  /** What has to be known to read it, below it. */
  readonly notes: readonly string[];
}

/** What a look means. */
export interface LegendEntry {
  readonly name: string;
  readonly look: Look;
}

export const margin = 24;
/** Where a chart begins, below its heading and its legend. */
export const top = 104;
const noteSize = 11;
const noteHeight = 16;

/** The whole sheet: heading, legend, the chart that reaches down to `bottom`, notes. */
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

/** Where nothing was counted there is no chart, and it says so. */
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

/** As much of a text as there is room for. */
function fitted(text: string, size: number, width: number, isBold = false): string {
  if (widthOf(text, size, isBold) <= width) return text;
  const characters = Math.floor(width / widthOf('x', size, isBold)) - 1;
  return `${[...text].slice(0, characters).join('')}…`;
}

/** In lines of that width, broken between words. */
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
