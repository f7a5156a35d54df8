/** Returns the disk space of every table and its indexes, with the months of the trail as one. */
export async function sizesOf(db) {
  const { rows } = await db.query(`
    SELECT t.name, sum(s.n_live_tup)::bigint::float8 AS rows, sum(pg_table_size(s.relid))::float8 AS "table",
           sum(pg_indexes_size(s.relid))::float8 AS indexes
      FROM pg_stat_user_tables s
     CROSS JOIN LATERAL (SELECT s.schemaname || '.' || regexp_replace(s.relname, '^entries_.*', 'entries') AS name) t
     GROUP BY t.name HAVING sum(s.n_live_tup) > 0 ORDER BY sum(pg_total_relation_size(s.relid)) DESC`);
  return rows;
}
