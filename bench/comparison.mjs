import { rounded } from './reports/numbers.mjs';

/** Largest growth of a figure over the committed one that passes. */
export const maxLoss = 0.15;

/**
 * Compares measured figures with the committed ones. A figure is the CPU time of a request, as a multiple of the bare
 * server's, so more is worse. A figure without a committed value fails, and so does a committed one that was not measured.
 */
export function compare(committed, measured) {
  const names = [...new Set([...Object.keys(committed), ...Object.keys(measured)])];
  return names.map((name) => {
    const [before, now] = [committed[name] ?? null, measured[name] ?? null];
    const change = before === null || now === null ? null : rounded(now / before - 1, 4);
    return { name, committed: before, measured: now, change, result: resultOf(before, now, change) };
  });
}

function resultOf(before, now, change) {
  if (!Number.isFinite(now)) return 'not measured';
  if (before === null) return 'not committed';
  if (change > maxLoss) return 'worse';
  return change < -maxLoss ? 'better' : 'kept';
}

const failures = new Set(['not measured', 'not committed', 'worse']);

/** Whether a result of a comparison fails the check. */
export function isFailure({ result }) {
  return failures.has(result);
}
