import pg from 'pg';

/**
 * Inserts rows in one statement. Their keys are column names; an unknown one is an error, and an omitted column gets
 * its default.
 */
export async function insertRows(owner: pg.Client, table: string, rows: readonly object[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const target = `app.${pg.escapeIdentifier(table)}`;
  const columns = Object.keys(first).map(pg.escapeIdentifier).join(', ');
  const statement =
    `INSERT INTO ${target} (${columns}) ` +
    `SELECT ${columns} FROM json_populate_recordset(NULL::${target}, $1) WITH ORDINALITY ORDER BY ordinality`;
  await owner.query(statement, [JSON.stringify(rows)]);
}
