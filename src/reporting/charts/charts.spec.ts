import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { complaintTypes } from '../../casework/complaints/complaints.enums.js';
import { addMonths, monthsOf } from '../../platform/time/calendar.js';
import type { Figure, Figures } from '../reports/figures.view.js';
import { facets, type Facet } from '../reports/facets.js';
import { measures } from '../reports/measures/index.js';
import type { TotalsRow } from '../reports/report.view.js';
import { precisions } from '../reports/reports.enums.js';
import { drawTaskForceChart } from './task-force-chart.js';
import { drawTypeAndModeChart } from './type-and-mode-chart.js';
import type { Chart, ChartInput } from './chart.js';
import { selectTextColour, styles, backgroundColour, shades } from './styles.js';
import { addFigures } from './numbers.js';
import { margin } from './sheet.js';
import { drawTimeChart } from './time-chart.js';
import { measureText, type Picture, type Rect, type Text } from './shapes.js';
import { renderSvg } from './svg.js';
import { tileGrid } from './tile-grid.js';

const figure = (recorded: number, historical = 0, precision: Figure['precision'] = 'exact'): Figure => ({
  recorded,
  historical,
  total: recorded + historical,
  precision,
});
const toAllFigures = (of: Figure): Figures =>
  Object.fromEntries(measures.map(({ property }) => [property, of])) as unknown as Figures;

type Told = Partial<Omit<TotalsRow, 'figures'>>;
const row = (told: Told, of: Figure): TotalsRow => ({
  taskForce: null,
  agency: null,
  month: null,
  ...(Object.fromEntries(facets.map((facet) => [facet, null])) as Record<Facet, null>),
  figures: toAllFigures(of),
  ...told,
});
const taskForce = (code: string): NonNullable<TotalsRow['taskForce']> => ({
  id: code,
  code,
  name: `${code} Task Force`,
});

function createInput(rows: TotalsRow[], period = { from: '2018-03-01', until: '2018-06-01' }): ChartInput {
  const figures = toAllFigures(addFigures(rows.map((one) => one.figures.arrests)));
  const scope = { level: 'national', taskForceId: null, agencyId: null } as const;
  const generatedAt = '2026-03-02T15:00:00.000Z';
  return {
    measure: 'arrests',
    scopeName: 'all task forces',
    totals: { ...period, by: [], scope, generatedAt, figures, drillDownPath: '', rows, historicalTotals: [] },
  };
}

const listRects = ({ shapes }: Picture, fill: string): Rect[] =>
  shapes.filter((shape) => shape.kind === 'rect' && shape.fill === fill && shape.y > 100) as Rect[];
const listTexts = ({ shapes }: Picture): Text[] => shapes.filter(({ kind }) => kind === 'text') as Text[];
const listWords = (picture: Picture): string[] => listTexts(picture).map(({ text }) => text);

function measureBox({ x, y, text, size, anchor, isBold = false }: Text): [number, number, number, number] {
  const width = measureText(text, size, isBold);
  const left = anchor === 'start' ? x : anchor === 'middle' ? x - width / 2 : x - width;
  return [left, y - size * 0.75, left + width, y + size * 0.2];
}

function findOverlaps(picture: Picture): string[] {
  const boxes = listTexts(picture).map((text) => ({ text: text.text, box: measureBox(text) }));
  const beyond = boxes.filter(
    ({ box: [left, above, right, below] }) => left < 0 || above < 0 || right > picture.width || below > picture.height,
  );
  const over = boxes.flatMap(({ text, box: [l, a, r, b] }, index) =>
    boxes
      .slice(index + 1)
      .filter(({ box: [left, above, right, below] }) => l < right && left < r && a < below && above < b)
      .map((other) => `${text} over ${other.text}`),
  );
  return [...beyond.map(({ text }) => `${text} beyond the sheet`), ...over];
}

const anyFigure = fc
  .tuple(
    fc.oneof(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 2_000_000 })),
    fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 1_000_000_000 })),
    fc.constantFrom(...precisions),
  )
  .map((of) => figure(...of));
const renderChart = (chart: Chart): string => renderSvg(chart.picture, chart.table);

describe('the chart over time', () => {
  const spring = createInput([
    row({ month: '2018-03' }, figure(300, 80, 'at_least')),
    row({ month: '2018-05' }, figure(200)),
  ]);

  it('has a bar per month by its figure, with historical above recorded figures', () => {
    const { picture } = drawTimeChart(spring);
    const recorded = listRects(picture, styles.first.fill);
    const [historical] = listRects(picture, styles.second.fill);

    expect(recorded.map(({ y, height }) => [y + height, height])).toEqual([
      [416, 225],
      [416, 150],
    ]);
    expect([historical?.x, historical?.y, historical?.height]).toEqual([recorded[0]?.x, 131, 59]);
    expect(listWords(picture)).toEqual(
      expect.arrayContaining(['Mar 2018', 'Apr 2018', 'May 2018', '0', '100', '400', '≥ 380', '200']),
    );
  });

  it('has all months in its table, with zero for those without a figure', () => {
    const { table } = drawTimeChart(spring);

    expect(table.rows.map(({ month, figure: { total } }) => [month, total])).toEqual([
      ['2018-03', 380],
      ['2018-04', 0],
      ['2018-05', 200],
    ]);
    expect(table).toMatchObject({ title: 'Arrests over time', total: { total: 580, precision: 'at_least' } });
  });

  it('has an alternative text', () => {
    expect(drawTimeChart(spring).table.alternativeText).toBe(
      'Bar chart of arrests over time, a bar a month, 1 March 2018 to 31 May 2018, all task forces. In all at least 580, of it 80 ' +
        'from historical totals. Highest, March 2018: at least 380. Lowest, April 2018: 0. Each: March 2018: at ' +
        'least 380; May 2018: 200; all others: none.',
    );
  });

  it('states figures without a month, and partial months', () => {
    const rows = [row({ month: '2018-03' }, figure(2)), row({}, figure(0, 775_000, 'approximate'))];
    const { picture, table } = drawTimeChart(createInput(rows, { from: '2018-03-05', until: '2018-05-20' }));

    expect(listWords(picture)).toEqual(
      expect.arrayContaining([
        'Not broken down by month, and not drawn: ≈ 775,000.',
        'Of the first and the last month the period has only some days.',
      ]),
    );
    expect(table.alternativeText).toContain('Not broken down by month: about 775,000.');
    expect(table.rows.at(-1)).toMatchObject({ month: null, figure: { total: 775_000 } });
  });

  it('states that there are no figures', () => {
    const { picture, table } = drawTimeChart(createInput([]));

    expect(listWords(picture)).toContain('Nothing was counted in this period.');
    expect(table.alternativeText).toMatch(/Nothing was counted in this period\.$/);
    expect(table.rows).toHaveLength(3);
  });

  it('is drawn by month up to 240 months, and by year beyond', () => {
    const of = (months: number): Picture =>
      drawTimeChart(
        createInput([row({ month: '2000-01' }, figure(5)), row({ month: '2001-01' }, figure(5))], {
          from: '2000-01-01',
          until: `${addMonths('2000-01', months)}-01`,
        }),
      ).picture;

    expect(listWords(of(240))).toContain('A bar is a month.');
    expect(listWords(of(241))).toEqual(expect.arrayContaining(['A bar is a year.', '2000']));
  });

  it('has no overlaps for any number of months and any figures', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fc.array(fc.tuple(fc.nat(299), anyFigure), { maxLength: 300 }),
        (months, found) => {
          const until = `${addMonths('2000-01', months)}-01`;
          const within = new Map(found.map(([month, of]) => [month % months, of]));
          const rows = [...within].map(([month, of]) => row({ month: addMonths('2000-01', month) }, of));
          expect(findOverlaps(drawTimeChart(createInput(rows, { from: '2000-01-01', until })).picture)).toEqual([]);
        },
      ),
      { numRuns: 40 },
    );
    expect(monthsOf({ from: '2000-01-01', until: '2025-01-01' })).toHaveLength(300);
  });
});

describe('the chart by type and mode', () => {
  const rows = [
    row({ type: 'csam_possession', mode: 'reactive' }, figure(10)),
    row({ type: 'enticement', mode: 'proactive' }, figure(300)),
    row({ type: 'enticement', mode: 'reactive' }, figure(100, 100, 'at_least')),
    row({ type: 'unclassified', mode: 'unclassified' }, figure(400)),
    row({}, figure(0, 20, 'approximate')),
  ];

  it('has a bar per type, largest first and missing last, with its modes side by side', () => {
    const { picture } = drawTypeAndModeChart(createInput(rows));
    const [proactive] = listRects(picture, styles.first.fill);
    const [reactive] = listRects(picture, styles.second.fill);
    const labels = ['Enticement', 'CSAM possession', 'Unclassified', 'Not broken down by type'];

    expect(listWords(picture).filter((text) => labels.includes(text))).toEqual(labels);
    expect(proactive?.y).toBe(reactive?.y);
    expect((reactive?.x ?? 0) - (proactive?.x ?? 0) - (proactive?.width ?? 0)).toBeCloseTo(1.5);
    expect(((proactive?.width ?? 0) + 1.5) / ((reactive?.width ?? 0) + 1.5)).toBeCloseTo(300 / 200);
    expect(listWords(picture)).toEqual(
      expect.arrayContaining(['≥ 500', '300 proactive · ≥ 200 reactive · 100 of it from historical totals', '≈ 20']),
    );
  });

  it('has an alternative text', () => {
    expect(drawTypeAndModeChart(createInput(rows)).table.alternativeText).toBe(
      'Stacked bar chart of arrests by type and mode, 1 March 2018 to 31 May 2018, all task forces. In all about 930, of it 120 ' +
        'from historical totals. Highest, enticement: at least 500. Lowest, CSAM possession: 10. Not broken down by type: ' +
        'about 20. Each: enticement: at least 500 (proactive 300, reactive at least 200); CSAM possession: 10 (reactive 10); ' +
        'unclassified: 400 (mode unclassified 400).',
    );
  });

  const all = [...complaintTypes, 'unclassified', null].flatMap((type) =>
    ['proactive', 'reactive', 'unclassified', null].map((mode) => ({ type, mode })),
  );

  it('has no overlaps and keeps its margin with captions of the maximum length', () => {
    const longest = all.map((of) => row(of, figure(750_000_000, 249_999_999, 'at_least')));
    const { picture } = drawTypeAndModeChart(createInput(longest));
    const rightEdges = listTexts(picture).map((text) => measureBox(text)[2]);

    expect(findOverlaps(picture)).toEqual([]);
    expect(Math.max(...rightEdges)).toBeLessThanOrEqual(picture.width - margin);
  });

  it('has no overlaps for any types', () => {
    fc.assert(
      fc.property(fc.array(fc.option(anyFigure), { minLength: all.length, maxLength: all.length }), (found) => {
        const some = all.flatMap((told, index) => (found[index] ? [row(told, found[index])] : []));
        expect(findOverlaps(drawTypeAndModeChart(createInput(some)).picture)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});

describe('the map by task force', () => {
  it('has a tile for each State and the District, each at its own position', () => {
    expect(tileGrid).toHaveLength(51);
    expect(new Set(tileGrid.map(({ state }) => state)).size).toBe(51);
    expect(new Set(tileGrid.map(({ column, row: at }) => `${column} ${at}`)).size).toBe(51);
  });

  it('divides the tile of a State with several, and places others beside it', () => {
    const codes = ['CA-FRESNO', 'CA-LA', 'NE', 'PR', 'TT-ABC'];
    const { picture } = drawTaskForceChart(
      createInput(codes.map((code, index) => row({ taskForce: taskForce(code) }, figure(index + 1)))),
    );
    const texts = listTexts(picture);
    const at = (text: string): Text | undefined => texts.find((one) => one.text === text);

    expect(texts.filter(({ text }) => text === 'CA')).toHaveLength(1);
    expect([at('FRESNO')?.x, at('LA')?.x]).toEqual([at('CA')?.x, at('CA')?.x].map((x) => (x ?? 0) - 1));
    expect(at('PR')?.y).toBeGreaterThan(at('Not placed on the map')?.y ?? Infinity);
    expect(at('TT-ABC')?.y).toBe(at('PR')?.y);
  });

  it('lists the sixth of a State below, with its full code', () => {
    const codes = ['CA-AA', 'CA-BB', 'CA-CC', 'CA-DD', 'CA-EE', 'CA-FF'];
    const words = listWords(
      drawTaskForceChart(createInput(codes.map((code) => row({ taskForce: taskForce(code) }, figure(1))))).picture,
    );

    expect(words).toEqual(expect.arrayContaining(['AA', 'BB', 'CC', 'DD', 'EE', 'Not placed on the map', 'CA-FF']));
    expect(words).not.toContain('FF');
  });

  it('has an alternative text', () => {
    const rows = [
      row({ taskForce: taskForce('CA-LA') }, figure(3000)),
      row({ taskForce: taskForce('NE') }, figure(5, 2, 'at_least')),
      row({}, figure(0, 900, 'approximate')),
    ];

    expect(drawTaskForceChart(createInput(rows)).table.alternativeText).toBe(
      'Tile map of arrests by task force, 1 March 2018 to 31 May 2018, all task forces. In all about 3,907, of it 902 from ' +
        'historical totals. Highest, CA-LA Task Force: 3,000. Lowest, NE Task Force: at least 7. Not broken down by task force: ' +
        'about 900. Each: CA-LA Task Force: 3,000; NE Task Force: at least 7.',
    );
  });

  it('has no overlaps for any number of task forces', () => {
    const code = fc
      .tuple(
        fc.constantFrom(...tileGrid.map(({ state }) => state), 'PR', 'GU', 'TT'),
        fc.option(fc.stringMatching(/^[A-Z]{2,8}$/)),
      )
      .map(([state, place]) => (place === null ? state : `${state}-${place}`));
    fc.assert(
      fc.property(fc.array(fc.tuple(code, anyFigure), { maxLength: 90 }), (found) => {
        const rows = [...new Map(found)].map(([name, of]) => row({ taskForce: taskForce(name) }, of));
        expect(findOverlaps(drawTaskForceChart(createInput(rows)).picture)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});

describe('every chart', () => {
  const rows = [
    row({ month: '2018-03', type: 'enticement', mode: 'reactive', taskForce: taskForce('NE') }, figure(5)),
    row(
      { month: '2018-04', type: 'traveler', mode: 'proactive', taskForce: taskForce('AK') },
      figure(7, 2, 'at_least'),
    ),
  ];
  const named = { ...createInput(rows), scopeName: `Child's <script>alert("1")</script> & \u0000\uD800 Co` };
  const charts = [drawTimeChart, drawTypeAndModeChart, drawTaskForceChart];

  it('is byte-identical for the same figures', () => {
    for (const chart of charts) expect(renderChart(chart(named))).toBe(renderChart(chart(structuredClone(named))));
  });

  it('contains only shapes and text, whatever the names contain', () => {
    for (const chart of charts) {
      const svg = renderChart(chart(named));
      const elements = new Set([...svg.matchAll(/<\/?([a-zA-Z?][\w]*)/g)].map(([, name]) => name));
      const attributes = new Set([...svg.matchAll(/ ([\w:-]+)="/g)].map(([, name]) => name));

      expect(
        [...elements].filter(
          (name) => !['?xml', 'svg', 'title', 'desc', 'rect', 'line', 'path', 'text'].includes(name ?? ''),
        ),
      ).toEqual([]);
      expect([...attributes].filter((name) => /^on|href|style|src/.test(name ?? ''))).toEqual([]);
      expect(svg).toContain('Child&#39;s &lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp;  Co');
      // eslint-disable-next-line no-control-regex -- the test searches for characters that XML does not allow
      expect(svg).not.toMatch(/[\u0000-\u0008\uD800-\uDFFF]|NaN|Infinity|undefined/);
    }
  });

  it('has a name and a description outside of the drawing', () => {
    for (const chart of charts) {
      const { table } = chart(createInput(rows));
      const svg = renderChart(chart(createInput(rows)));

      expect(svg).toContain(' role="img" aria-labelledby="title" aria-describedby="desc"');
      expect(svg).toContain(
        `<title id="title">${table.title}</title>\n<desc id="desc">${table.alternativeText}</desc>`,
      );
    }
  });

  it('has contrasts of 3:1 with the background, and 4.5:1 for text', () => {
    for (const { edge } of Object.values(styles)) expect(contrast(edge, backgroundColour)).toBeGreaterThanOrEqual(3);
    for (const shade of shades) expect(contrast(selectTextColour(shade), shade)).toBeGreaterThanOrEqual(4.5);
    for (const [index, shade] of shades.slice(1).entries()) {
      expect(luminance(shade)).toBeLessThan(luminance(shades[index] ?? backgroundColour));
    }
  });
});

/** Returns the contrast by WCAG 2, from 1 to 21. */
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
