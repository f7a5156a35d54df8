import type { Figure } from '../reports/figures.view.js';
import type { Precision } from '../reports/reports.enums.js';

const marks = { exact: '', at_least: '≥ ', approximate: '≈ ' } as const satisfies Record<Precision, string>;
const wordMarks = { exact: '', at_least: 'at least ', approximate: 'about ' } as const satisfies Record<
  Precision,
  string
>;

/** Formats a number with commas between thousands: 775,000. */
export function formatThousands(value: number): string {
  return String(value).replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
}

/** Formats a figure for a chart, with ≥ for "at least" and ≈ for "about": ≥ 775,000. */
export function formatFigure({ total, precision }: Figure): string {
  return `${marks[precision]}${formatThousands(total)}`;
}

/** Formats a figure in words: at least 775,000. */
export function spellFigure({ total, precision }: Figure): string {
  return `${wordMarks[precision]}${formatThousands(total)}`;
}

/** Formats a figure for little space: 775k, rounded down. */
export function abbreviateFigure({ total, precision }: Figure): string {
  const units = ['', 'k', 'M', 'B', 'T'];
  const unit = Math.min(units.length - 1, Math.floor((String(total).length - 1) / 3));
  const value = total / 1000 ** unit;
  const digits = unit > 0 && value < 10 ? Math.floor(value * 10) / 10 : Math.floor(value);
  return `${marks[precision]}${digits}${units[unit] ?? ''}`;
}

/** Returns round whole ticks from zero to the first that reaches the maximum, with `count` steps at most. */
export function computeTicks(max: number, count: number): number[] {
  const minStep = Math.max(1, max) / count;
  const power = 10 ** Math.floor(Math.log10(minStep));
  const steps = [1, 2, 2.5, 5, 10, 20].map((round) => round * power).filter(Number.isInteger);
  const step = steps.find((round) => round * count >= max) ?? max;
  return Array.from({ length: Math.max(1, Math.ceil(max / step)) + 1 }, (_, index) => index * step);
}

/** Returns the upper limits of classes of about equal size, rounded up to two digits and without duplicates. */
export function computeLimits(totals: readonly number[], classes: number): number[] {
  const sorted = totals.filter((total) => total > 0).sort((a, b) => a - b);
  const limits = Array.from({ length: classes }, (_, index) => {
    const last = sorted[Math.ceil(((index + 1) * sorted.length) / classes) - 1] ?? 1;
    const unit = 10 ** Math.max(0, String(last).length - 2);
    return Math.ceil(last / unit) * unit;
  });
  return [...new Set(limits)];
}

/** Adds up figures. The sum has the precision of the least precise one. */
export function addFigures(figures: readonly Figure[]): Figure {
  const sum = (select: (figure: Figure) => number): number => figures.reduce((all, figure) => all + select(figure), 0);
  const has = (precision: Precision): boolean => figures.some((figure) => figure.precision === precision);
  return {
    recorded: sum(({ recorded }) => recorded),
    historical: sum(({ historical }) => historical),
    total: sum(({ total }) => total),
    precision: has('approximate') ? 'approximate' : has('at_least') ? 'at_least' : 'exact',
  };
}
