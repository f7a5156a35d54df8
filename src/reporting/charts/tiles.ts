import type { Figure } from '../reports/figures.contract.js';
import { faintInk, ink, inkOn, paper, shades, written } from './looks.js';
import { marked, short, thousands, limitsOf } from './numbers.js';
import { emptySheet, margin, sheetOf, top, type Heading, type LegendEntry } from './sheet.js';
import { widthOf, type Colour, type Picture, type Shape, type Text } from './shapes.js';
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
const mostInTile = 5;
const headHeight = 15;
const cornerNote = 'A filled corner: some of it is from historical totals.';
const shadeNote = 'Each shade has about as many task forces as any other.';
const besideTop = top + tileRows * pitch + 26;

/**
 * Draws a map with one tile per State, divided if the State has several task forces. Task forces without a place are
 * below the map.
 */
export function tilesOf(heading: Heading, tiles: readonly Tile[]): Picture {
  if (tiles.every(({ figure }) => figure.total === 0)) return emptySheet(heading, width);
  const limits = limitsOf(
    tiles.map(({ figure }) => figure.total),
    shades.length,
  );
  const placed = tileGrid.map(({ state, column, row }) => ({
    state,
    box: { x: margin + column * pitch, y: top + row * pitch, width: size, height: size },
    within: tiles.filter(({ code }) => code.slice(0, 2) === state).slice(0, mostInTile),
  }));
  const onMap = new Set(placed.flatMap(({ within }) => within));
  const beside = tiles.filter((tile) => !onMap.has(tile));
  const bottom = beside.length === 0 ? besideTop - 26 : besideTop + Math.ceil(beside.length / tileColumns) * pitch;
  const hasCarried = tiles.some(({ figure }) => figure.historical > 0);
  return sheetOf(
    {
      ...heading,
      notes: [...heading.notes, ...(hasCarried ? [cornerNote] : []), ...(limits.length > 1 ? [shadeNote] : [])],
    },
    legendOf(limits),
    [
      ...placed.flatMap(({ state, box, within }) => stateTile(state, box, within, limits)),
      ...(beside.length > 0 ? [written(margin, besideTop - 8, 'Not placed on the map', 12, { isBold: true })] : []),
      ...beside.flatMap((tile, index) => wholeTile(tile.code, besideBox(index), tile.figure, limits)),
    ],
    { width, bottom },
  );
}

function besideBox(index: number): Box {
  const [column, row] = [index % tileColumns, Math.floor(index / tileColumns)];
  return { x: margin + column * pitch, y: besideTop + row * pitch, width: size, height: size };
}

function stateTile(state: string, box: Box, within: readonly Tile[], limits: readonly number[]): Shape[] {
  const [only, ...others] = within;
  if (!only) return [framed(box, paper), head(state, box, faintInk)];
  if (others.length === 0) return wholeTile(only.code, box, only.figure, limits);
  const height = (box.height - headHeight) / within.length;
  const parts = within.map((tile, index) => ({
    tile,
    part: { ...box, y: box.y + headHeight + index * height, height },
  }));
  return [framed(box, paper), head(state, box, ink), ...parts.flatMap(({ tile, part }) => partOf(tile, part, limits))];
}

/** Draws one task force: its code at the top, its figure large. */
function wholeTile(code: string, box: Box, figure: Figure, limits: readonly number[]): Shape[] {
  const fill = shadeOf(figure, limits);
  const [text, points] = fitting([marked(figure), short(figure)], [16, 14, 12], box.width - 8);
  const middle = { anchor: 'middle', isBold: true, fill: inkOn(fill) } as const;
  return [
    framed(box, fill),
    ...carriedCorner(figure, box, inkOn(fill)),
    head(code, box, inkOn(fill)),
    written(box.x + box.width / 2, box.y + box.height / 2 + 12, text, points, middle),
  ];
}

/** Draws one of several task forces in a tile: the suffix of its code, and its figure. */
function partOf({ code, figure }: Tile, box: Box, limits: readonly number[]): Shape[] {
  const fill = shadeOf(figure, limits);
  const name = code.slice(3) === '' ? code : code.slice(3);
  const sizes = [11, 10, 9, 8, 7, 6].filter((points) => points <= box.height - 2);
  const fits = ([text, points]: Way): boolean => widthOf(`${name}  ${text}`, points) <= box.width - 8;
  const ways = [...waysOf(marked(figure), sizes.slice(0, 3)), ...waysOf(short(figure), sizes)];
  const [text, points] = ways.find(fits) ?? [short(figure), 6];
  const y = box.y + box.height / 2 + points * 0.36;
  return [
    framed(box, fill),
    ...carriedCorner(figure, box, inkOn(fill)),
    written(box.x + 4, y, name, points, { fill: inkOn(fill) }),
    written(box.x + box.width - 4, y, text, points, { anchor: 'end', fill: inkOn(fill) }),
  ];
}

function framed(box: Box, fill: Colour): Shape {
  return { kind: 'rect', ...box, fill, stroke: faintInk, strokeWidth: 1 };
}

function head(code: string, { x, y, width: room }: Box, fill: Colour): Text {
  const [text, points] = fitting([code], [11, 10, 9, 8], room - 14);
  return written(x + 5, y + 12, text, points, { isBold: true, fill });
}

function carriedCorner({ historical }: Figure, { x, y, width: across }: Box, fill: Colour): Shape[] {
  if (historical === 0) return [];
  const end = x + across;
  return [{ kind: 'path', d: `M${end - 8} ${y} L${end} ${y} L${end} ${y + 8} Z`, fill }];
}

/** Text with a font size. */
type Way = readonly [text: string, points: number];

function waysOf(text: string, sizes: readonly number[]): Way[] {
  return sizes.map((points) => [text, points]);
}

/** Returns the first text in the largest size that fits. */
function fitting(texts: readonly string[], sizes: readonly number[], room: number): Way {
  const ways = texts.flatMap((text) => waysOf(text, sizes));
  return ways.find(([text, points]) => widthOf(text, points, true) <= room) ?? ways.at(-1) ?? ['', 8];
}

function shadeOf({ total }: Figure, limits: readonly number[]): Colour {
  return total === 0 ? paper : (shades[limits.findIndex((limit) => total <= limit)] ?? shades[0]);
}

function legendOf(limits: readonly number[]): LegendEntry[] {
  const entry = (name: string, fill: Colour): LegendEntry => ({ name, look: { fill, lines: 'none', edge: faintInk } });
  const shaded = limits.map((limit, index) => entry(`up to ${thousands(limit)}`, shades[index] ?? shades[0]));
  return [entry('none', paper), ...shaded];
}
