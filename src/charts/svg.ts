import type { Picture, Shape } from './shapes.js';

/** What a picture says to who does not see it: a name, and what is to be seen. */
export interface PictureWords {
  readonly title: string;
  readonly alternativeText: string;
}

const fonts = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif";

/**
 * The picture as a file of its own. It is looks in attributes and nothing else: a style, a script or anything from elsewhere would
 * not pass the policy it is served under. What is within `role="img"` is read to nobody, so its name and its words stand outside.
 */
export function svgOf({ width, height, shapes }: Picture, { title, alternativeText }: PictureWords): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${number(width)} ${number(height)}" width="${number(width)}" height="${number(height)}" role="img" aria-labelledby="title" aria-describedby="desc" lang="en" font-family="${fonts}">`,
    `<title id="title">${escaped(title)}</title>`,
    `<desc id="desc">${escaped(alternativeText)}</desc>`,
    ...shapes.map(elementOf),
    '</svg>',
    '',
  ].join('\n');
}

function elementOf(shape: Shape): string {
  switch (shape.kind) {
    case 'rect': {
      const { x, y, width, height, fill, stroke, strokeWidth } = shape;
      return `<rect${attributes({ x, y, width, height, fill, stroke, 'stroke-width': strokeWidth })}/>`;
    }
    case 'line': {
      const { x1, y1, x2, y2, stroke, strokeWidth } = shape;
      return `<line${attributes({ x1, y1, x2, y2, stroke, 'stroke-width': strokeWidth })}/>`;
    }
    case 'path':
      return `<path${attributes({ d: shape.d, fill: shape.fill })}/>`;
    case 'text': {
      const { x, y, size, fill, text, anchor, isBold } = shape;
      const looks = { 'font-size': size, fill, 'text-anchor': anchor === 'start' ? undefined : anchor };
      const weight = { 'font-weight': isBold ? 700 : undefined };
      return `<text${attributes({ x, y, ...looks, ...weight })}>${escaped(text)}</text>`;
    }
  }
}

function attributes(values: Readonly<Record<string, string | number | undefined>>): string {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${typeof value === 'number' ? number(value) : escaped(String(value))}"`)
    .join('');
}

/** The same number is always written alike, and none finer than anybody sees. */
function number(value: number): string {
  return String(Math.round(value * 100) / 100);
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** As XML 1.0 takes it: what has no place there at all is left out. */
function escaped(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll(/[&<>"']/g, (character) => entities[character] ?? '');
}
