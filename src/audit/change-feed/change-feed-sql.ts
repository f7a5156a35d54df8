import { followedTables, type SeenBy } from './change-feed.enums.js';

interface SqlFile {
  readonly path: string;
  readonly text: string;
}

/** Path of the function that reads the feed. Its lines about tables are generated, and the others written by hand. */
export const changesAfterPath = 'database/audit/functions/changes_after.sql';

const firstLine = '-- npm run feed:sql writes the lines to the end of the CASE.\n';
const lastLine = '                     END AS is_seen,\n';

const kinds = Object.entries<Readonly<Record<string, SeenBy>>>(followedTables);

/** Returns the files of the change feed with the SQL of the followed tables. */
export function feedFiles(changesAfter: string): SqlFile[] {
  const [before, after = ''] = changesAfter.split(firstLine);
  const [, rest] = after.split(lastLine);
  if (before === undefined || rest === undefined) {
    throw new Error(`${changesAfterPath} has no place for the followed tables`);
  }
  return [
    { path: 'database/audit/functions/kind_of.sql', text: kindOf() },
    { path: changesAfterPath, text: [before, firstLine, visibilityOf(), lastLine, rest].join('') },
  ];
}

function kindOf(): string {
  const lines = kinds.map(
    ([kind, tables]) =>
      `         ${Object.keys(tables)
        .map((table) => `WHEN '${table}' THEN '${kind}'`)
        .join(' ')}\n`,
  );
  return `-- Returns the record kind under which the change feed reports a table's rows; null for tables that it does not report.
-- npm run feed:sql writes this file.
CREATE OR REPLACE FUNCTION audit.kind_of(source text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE source
${lines.join('')}       END;
`;
}

function visibilityOf(): string {
  const complaint = 'EXISTS (SELECT FROM app.complaints r WHERE r.id = written.complaint_id OFFSET 0)';
  const itself = (table: string): string => `EXISTS (SELECT FROM app.${table} r WHERE r.id = written.row_id OFFSET 0)`;
  const conditionOf: Readonly<Record<SeenBy, (table: string) => string | null>> = {
    complaint: () => null,
    itself,
    'complaint and itself': (table) => `${complaint} AND ${itself(table)}`,
    nobody: () => 'false',
  };
  const lines = kinds
    .flatMap(([, tables]) => Object.entries(tables))
    .flatMap(([table, seenBy]) => {
      const condition = conditionOf[seenBy](table);
      return condition === null ? [] : [`WHEN '${table}' THEN ${condition}`];
    });
  return [...lines, `ELSE ${complaint}`].map((line) => `                     ${line}\n`).join('');
}
