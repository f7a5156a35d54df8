import { expect } from '@jest/globals';
import type { Headers, Json } from './client.js';
import type { Tracker } from './tracker.js';

/** Text sent in every field, which must not be returned. */
export const canary = 'zqcanary7f3a';

interface Refusal {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/**
 * Expects a problem (RFC 9457) of that status that names the field and repeats no value. Nothing is stored except audit
 * entries of an access decision.
 */
export async function expectRefusal(
  tracker: Tracker,
  send: () => Promise<Refusal>,
  status: number,
  pointer: string | null,
): Promise<void> {
  const before = await countRows(tracker);

  const answer = await send();

  expect(answer).toMatchObject({ status, headers: { 'content-type': 'application/problem+json' } });
  const problem = JSON.parse(answer.text) as Json;
  const type = expect.stringMatching(/^\/problems\/[a-z-]+$/);
  expect(problem).toMatchObject({ type, title: expect.any(String), status });
  if (pointer !== null)
    expect(problem['errors']).toContainEqual({
      pointer,
      detail: expect.any(String),
      code: expect.any(String),
      params: expect.any(Object),
    });
  expect(`${answer.text} ${JSON.stringify(answer.headers)}`).not.toContain(canary);
  const isDecision = status === 403 || status === 404;
  const counted = (rows: Record<string, number>): [string, number][] =>
    Object.entries(rows).filter(([name]) => !isDecision || !name.startsWith('audit.'));
  expect(counted(await countRows(tracker))).toEqual(counted(before));
}

/**
 * Returns the number of rows per table, without request counters and without the tables that the sequencer changes by itself. Every change writes an audit entry, so equal counts
 * prove that nothing was written.
 */
export async function countRows(tracker: Tracker): Promise<Record<string, number>> {
  let statement = counting.get(tracker);
  if (statement === undefined) counting.set(tracker, (statement = await countingStatement(tracker)));
  const rows = await tracker.sql<{ name: string; n: number }>(statement, [], 'count rows');
  return Object.fromEntries(rows.map(({ name, n }) => [name, n]));
}

/** Statement that counts the rows of every table. It is prepared, because planning it takes ten times as long as counting. */
const counting = new WeakMap<Tracker, string>();

async function countingStatement(tracker: Tracker): Promise<string> {
  const [row] = await tracker.sql<{ statement: string }>(
    `SELECT string_agg(format('SELECT %L AS name, count(*)::int AS n FROM %s', t.name, t.name), ' UNION ALL ') || ' ORDER BY name' AS statement
       FROM (SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
              WHERE table_schema IN ('app', 'auth', 'audit') AND table_type = 'BASE TABLE' AND table_name NOT IN ('rates', 'links', 'heads', 'sequencer', 'unlinked_entries')) t`,
  );
  if (!row) throw new Error('The statement that counts rows could not be made');
  return row.statement;
}
