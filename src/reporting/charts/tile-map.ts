import type { Figure } from '../reports/figures.view.js';
import { mutedColour, textColour, selectTextColour, backgroundColour, shades, drawText } from './styles.js';
import { formatFigure, abbreviateFigure, formatThousands, computeLimits } from './numbers.js';
import { drawEmptySheet, margin, drawSheet, top, type Heading, type LegendEntry } from './sheet.js';
import { measureText, type Colour, type Picture, type Shape, type Text } from './shapes.js';
import { tileColumns, tileGrid, tileRows } from './tile-grid.js';

/** Task force on the map. Its code begins with the letters of its State. */
export interface Tile {
  readonly code: string;
  readonly figure: Figure;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const pitch = 86;
const gap = 4;
const size = pitch - gap;
const width = tileColumns * pitch - gap + 2 * margin;
/** Maximum number of legible parts of a tile. Further task forces are below the map, with those outside the States. */
const maxPartsInTile = 5;
const headHeight = 15;
const cornerNote = 'A filled corner: some of it is from historical totals.';
const shadeNote = 'Each shade has about as many task forces as any other.';
const overflowTop = top + tileRows * pitch + 26;

/**
 * Draws a map with one tile per State, divided if the State has several task forces. Task forces without a place are
 * below the map.
 */
export function drawTileMap(heading: Heading, tiles: readonly Tile[]): Picture {
  if (tiles.every(({ figure }) => figure.total === 0)) return drawEmptySheet(heading, width);
  const limits = computeLimits(
    tiles.map(({ figure }) => figure.total),
    shades.length,
  );
  const placed = tileGrid.map(({ state, column, row }) => ({
    state,
    box: { x: margin + column * pitch, y: top + row * pitch, width: size, height: size },
    within: tiles.filter(({ code }) => code.slice(0, 2) === state).slice(0, maxPartsInTile),
  }));
  const onMap = new Set(placed.flatMap(({ within: stateTiles }) => stateTiles));
  const overflow = tiles.filter((tile) => !onMap.has(tile));
  const bottom =
    overflow.length === 0 ? overflowTop - 26 : overflowTop + Math.ceil(overflow.length / tileColumns) * pitch;
  const hasHistorical = tiles.some(({ figure }) => figure.historical > 0);
  return drawSheet(
    {
      ...heading,
      notes: [...heading.notes, ...(hasHistorical ? [cornerNote] : []), ...(limits.length > 1 ? [shadeNote] : [])],
    },
    buildLegend(limits),
    [
      ...placed.flatMap(({ state, box, within: stateTiles }) => drawStateTile(state, box, stateTiles, limits)),
      ...(overflow.length > 0
        ? [drawText(margin, overflowTop - 8, 'Not placed on the map', 12, { isBold: true })]
        : []),
      ...overflow.flatMap((tile, index) => drawWholeTile(tile.code, getOverflowBox(index), tile.figure, limits)),
    ],
    { width, bottom },
  );
}

function getOverflowBox(index: number): Box {
  const [column, row] = [index % tileColumns, Math.floor(index / tileColumns)];
  return { x: margin + column * pitch, y: overflowTop + row * pitch, width: size, height: size };
}

function drawStateTile(state: string, box: Box, stateTiles: readonly Tile[], limits: readonly number[]): Shape[] {
  const [only, ...others] = stateTiles;
  if (!only) return [drawFrame(box, backgroundColour), drawHead(state, box, mutedColour)];
  if (others.length === 0) return drawWholeTile(only.code, box, only.figure, limits);
  const height = (box.height - headHeight) / stateTiles.length;
  const parts = stateTiles.map((tile, index) => ({
    tile,
    part: { ...box, y: box.y + headHeight + index * height, height },
  }));
  return [
    drawFrame(box, backgroundColour),
    drawHead(state, box, textColour),
    ...parts.flatMap(({ tile, part }) => drawPart(tile, part, limits)),
  ];
}

/** Draws one task force: its code at the top, its figure large. */
function drawWholeTile(code: string, box: Box, figure: Figure, limits: readonly number[]): Shape[] {
  const fill = selectShade(figure, limits);
  const [text, points] = fitText([formatFigure(figure), abbreviateFigure(figure)], [16, 14, 12], box.width - 8);
  const middle = { anchor: 'middle', isBold: true, fill: selectTextColour(fill) } as const;
  return [
    drawFrame(box, fill),
    ...drawHistoricalCorner(figure, box, selectTextColour(fill)),
    drawHead(code, box, selectTextColour(fill)),
    drawText(box.x + box.width / 2, box.y + box.height / 2 + 12, text, points, middle),
  ];
}

/** Draws one of several task forces in a tile: the suffix of its code, and its figure. */
function drawPart({ code, figure }: Tile, box: Box, limits: readonly number[]): Shape[] {
  const fill = selectShade(figure, limits);
  const name = code.slice(3) === '' ? code : code.slice(3);
  const sizes = [11, 10, 9, 8, 7, 6].filter((points) => points <= box.height - 2);
  const fits = ([text, points]: SizedText): boolean => measureText(`${name}  ${text}`, points) <= box.width - 8;
  const candidates = [
    ...listSizedTexts(formatFigure(figure), sizes.slice(0, 3)),
    ...listSizedTexts(abbreviateFigure(figure), sizes),
  ];
  const [text, points] = candidates.find(fits) ?? [abbreviateFigure(figure), 6];
  const y = box.y + box.height / 2 + points * 0.36;
  return [
    drawFrame(box, fill),
    ...drawHistoricalCorner(figure, box, selectTextColour(fill)),
    drawText(box.x + 4, y, name, points, { fill: selectTextColour(fill) }),
    drawText(box.x + box.width - 4, y, text, points, { anchor: 'end', fill: selectTextColour(fill) }),
  ];
}

function drawFrame(box: Box, fill: Colour): Shape {
  return { kind: 'rect', ...box, fill, stroke: mutedColour, strokeWidth: 1 };
}

function drawHead(code: string, { x, y, width: room }: Box, fill: Colour): Text {
  const [text, points] = fitText([code], [11, 10, 9, 8], room - 14);
  return drawText(x + 5, y + 12, text, points, { isBold: true, fill });
}

function drawHistoricalCorner({ historical }: Figure, { x, y, width: boxWidth }: Box, fill: Colour): Shape[] {
  if (historical === 0) return [];
  const end = x + boxWidth;
  return [{ kind: 'path', d: `M${end - 8} ${y} L${end} ${y} L${end} ${y + 8} Z`, fill }];
}

type SizedText = readonly [text: string, points: number];

function listSizedTexts(text: string, sizes: readonly number[]): SizedText[] {
  return sizes.map((points) => [text, points]);
}

/** Returns the first text in the largest size that fits. */
function fitText(texts: readonly string[], sizes: readonly number[], room: number): SizedText {
  const candidates = texts.flatMap((text) => listSizedTexts(text, sizes));
  return candidates.find(([text, points]) => measureText(text, points, true) <= room) ?? candidates.at(-1) ?? ['', 8];
}

function selectShade({ total }: Figure, limits: readonly number[]): Colour {
  return total === 0 ? backgroundColour : (shades[limits.findIndex((limit) => total <= limit)] ?? shades[0]);
}

function buildLegend(limits: readonly number[]): LegendEntry[] {
  const entry = (name: string, fill: Colour): LegendEntry => ({
    name,
    style: { fill, lines: 'none', edge: mutedColour },
  });
  const shaded = limits.map((limit, index) => entry(`up to ${formatThousands(limit)}`, shades[index] ?? shades[0]));
  return [entry('none', backgroundColour), ...shaded];
}
