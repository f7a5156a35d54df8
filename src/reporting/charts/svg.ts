import type { Picture, Shape } from './shapes.js';

export interface PictureText {
  readonly title: string;
  readonly alternativeText: string;
}

const fonts = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif";

/**
 * Returns the picture as an SVG file with presentation attributes only, because the content security policy blocks styles and scripts.
 * Screen readers skip the content of `role="img"`, so title and description are outside the shapes.
 */
export function renderSvg({ width, height, shapes }: Picture, { title, alternativeText }: PictureText): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${formatNumber(width)} ${formatNumber(height)}" width="${formatNumber(width)}" height="${formatNumber(height)}" role="img" aria-labelledby="title" aria-describedby="desc" lang="en" font-family="${fonts}">`,
    `<title id="title">${escapeXml(title)}</title>`,
    `<desc id="desc">${escapeXml(alternativeText)}</desc>`,
    ...shapes.map(renderElement),
    '</svg>',
    '',
  ].join('\n');
}

function renderElement(shape: Shape): string {
  switch (shape.kind) {
    case 'rect': {
      const { x, y, width, height, fill, stroke, strokeWidth } = shape;
      return `<rect${formatAttributes({ x, y, width, height, fill, stroke, 'stroke-width': strokeWidth })}/>`;
    }
    case 'line': {
      const { x1, y1, x2, y2, stroke, strokeWidth } = shape;
      return `<line${formatAttributes({ x1, y1, x2, y2, stroke, 'stroke-width': strokeWidth })}/>`;
    }
    case 'path':
      return `<path${formatAttributes({ d: shape.d, fill: shape.fill })}/>`;
    case 'text': {
      const { x, y, size, fill, text, anchor, isBold } = shape;
      const textStyle = { 'font-size': size, fill, 'text-anchor': anchor === 'start' ? undefined : anchor };
      const weight = { 'font-weight': isBold ? 700 : undefined };
      return `<text${formatAttributes({ x, y, ...textStyle, ...weight })}>${escapeXml(text)}</text>`;
    }
  }
}

function formatAttributes(values: Readonly<Record<string, string | number | undefined>>): string {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${typeof value === 'number' ? formatNumber(value) : escapeXml(String(value))}"`)
    .join('');
}

/** Formats a number in one way only, rounded to a hundredth. */
function formatNumber(value: number): string {
  return String(Math.round(value * 100) / 100);
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Escapes a text for XML 1.0 and removes the characters that it does not allow. */
function escapeXml(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll(/[&<>"']/g, (character) => entities[character] ?? '');
}
