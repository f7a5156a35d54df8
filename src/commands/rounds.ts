import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { parseSeconds } from '../platform/config/durations.js';
import { UsageError } from './cli.js';

type Options = NonNullable<ParseArgsConfig['options']>;
type Values<T extends Options> = ReturnType<typeof parseArgs<{ args: string[]; options: T }>>['values'];

/** Limits of the interval, in seconds. A timer of Node holds at most 24 days. */
const [minInterval, maxInterval] = [1, 7 * 86_400];

/** Option of a command that repeats its round, for `parseArgs`. */
export const everyOption = { every: { type: 'string' } } as const satisfies Options;

/** Parses the interval of `--every` into seconds. Returns null without one. */
export function parseInterval(every: string | undefined): number | null {
  if (every === undefined) return null;
  const seconds = parseSeconds(every);
  if (seconds !== null && seconds >= minInterval && seconds <= maxInterval) return seconds;
  throw new UsageError(`--every is a duration from ${minInterval}s to 7d, such as 1h.`);
}

/** Parses the options of a command, and throws the sentence with their valid form for any other. */
export function parseOptions<T extends Options>(args: readonly string[], options: T, usage: string): Values<T> {
  try {
    return parseArgs<{ args: string[]; options: T }>({ args: [...args], options }).values;
  } catch {
    throw new UsageError(usage);
  }
}

/**
 * Runs one round, and with an interval in seconds another one each time that it has passed. The first round fails like a
 * single one, so a wrong setting ends the process. A later failure is described, and the next round makes up for it. A
 * signal to end waits for the round that is under way.
 */
export async function runRounds(
  round: () => Promise<void>,
  interval: number | null,
  describe: (fault: unknown) => string,
): Promise<void> {
  if (interval === null) return round();
  const end = endOnSignal();
  await round();
  while (await isDue(interval, end)) {
    await round().catch((fault: unknown) => process.stderr.write(`${describe(fault)}\n`));
  }
}

/** Waits for the interval in seconds. Returns false when a signal to end came before or meanwhile. */
async function isDue(interval: number, end: AbortSignal): Promise<boolean> {
  await delay(interval * 1000, undefined, { signal: end }).catch(() => undefined);
  return !end.aborted;
}

function endOnSignal(): AbortSignal {
  const end = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () => {
      end.abort();
    });
  }
  return end.signal;
}
