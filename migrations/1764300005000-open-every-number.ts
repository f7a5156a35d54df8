import type { MigrationInterface, QueryRunner } from 'typeorm';
import { branches, counted, purged, type Counted } from './1764300001000-count-in-a-ledger.js';

/**
 * What is behind a number: the counted things of a measure, page by page, as far as the reader's seat goes. They are selected by what
 * the ledger counts (`counted`), so that a number and its rows cannot say different things.
 */
export class OpenEveryNumber1764300005000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(indexes);
    await db.query(rows);
    await db.query(behind);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(back);
  }
}

/* An agency that has few of a task force's many records does not walk them all. Of a task force each day that counts has its index. */
const indexes = `
  CREATE INDEX complaints_task_force_id_agency_id_received_on_id_idx ON app.complaints (task_force_id, agency_id, received_on, id);
  CREATE INDEX suspects_task_force_id_agency_id_identified_on_idx ON app.suspects (task_force_id, agency_id, identified_on);
  CREATE INDEX arrests_task_force_id_agency_id_arrested_on_idx ON app.arrests (task_force_id, agency_id, arrested_on);
  CREATE INDEX victims_identified_task_force_id_agency_id_identified_on_idx
    ON app.victims_identified (task_force_id, agency_id, identified_on);
  CREATE INDEX presentations_task_force_id_agency_id_held_on_id_idx ON app.presentations (task_force_id, agency_id, held_on, id);
  CREATE INDEX trainings_task_force_id_agency_id_ended_on_id_idx ON app.trainings (task_force_id, agency_id, ended_on, id);`;

const part = `coalesce(f.facets ->> 'audience', f.facets ->> 'profession', '')`;

/** The latest of what one table has of a measure, of one place, from where the page before ended. */
function page(select: string, isPurged: boolean): string {
  return `
      (SELECT f.measure, f.record_id, f.complaint_id, f.agency_id, f.day, f.facets, f.n, ${part} AS part, ${isPurged} AS is_purged
         FROM (${select}) f
        WHERE f.measure = of_measure AND f.task_force_id = home AND (desk IS NULL OR f.agency_id = desk)
          AND f.day >= from_on AND f.day <= until_day
          AND (after_day IS NULL OR (f.day, f.record_id, ${part}) < (after_day, after_record, after_part))
          AND (tagged IS NULL OR f.record_id = ANY (tagged))
          AND f.facets @> asked
        ORDER BY f.day DESC, f.record_id DESC, part DESC LIMIT most)`;
}

/** The tables that have something of a measure, each with what it counts of it. */
function tablesOf(measure: string): readonly Counted[] {
  return counted.flatMap((table) => {
    const counts = table.counts.filter((count) => count.measure === measure);
    return counts.map((count) => ({ ...table, counts: [count] }));
  });
}

const measures = [...new Set(counted.flatMap(({ counts }) => counts.map(({ measure }) => measure)))];

function latestOf(measure: string): string {
  const pages = [
    ...tablesOf(measure).map((table) => page(branches(table, `app.${table.table}`), false)),
    page(branches(purged, 'app.purged_counts'), true),
  ];
  return `
    IF of_measure = '${measure}' THEN
      RETURN QUERY SELECT f.record_id, f.complaint_id, f.agency_id, f.day, f.facets, f.n, f.part, f.is_purged FROM (${pages.join(
        '\n      UNION ALL',
      )}) f ORDER BY f.day DESC, f.record_id DESC, f.part DESC LIMIT most;
    END IF;`;
}

const rows = `
  SET LOCAL ROLE tracker_oversight;
  -- The things of a measure that count in one task force, or in one of its agencies, the latest first. Of one record people can count
  -- in several parts. Each measure is a statement of its own, which Postgres reads from the index of its day.
  CREATE FUNCTION oversight.rows_of(of_measure text, home uuid, desk uuid, from_on date, until_on date, tagged uuid[], asked jsonb,
                                    after_day date, after_record uuid, after_part text, most integer)
    RETURNS TABLE (record_id uuid, complaint_id uuid, agency_id uuid, day date, facets jsonb, n bigint, part text, is_purged boolean)
    LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
  #variable_conflict use_column
  DECLARE until_day date := least(until_on - 1, after_day);
  BEGIN${measures.map(latestOf).join('')}
  END $$;
  RESET ROLE;`;

const behind = `
  SET LOCAL ROLE tracker_oversight;
  -- What an operation counts by: its window, or what was tagged for it. A task force that takes no part has no window.
  CREATE FUNCTION oversight.reach_of(operation uuid, OUT from_on date, OUT until_on date, OUT tagged uuid[], OUT task_forces uuid[])
    LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
  DECLARE run app.operations;
  BEGIN
    SELECT * INTO run FROM app.operations o WHERE o.id = operation;
    task_forces := ARRAY(SELECT p.task_force_id FROM app.operation_task_forces p WHERE p.operation_id = operation);
    from_on := CASE run.membership WHEN 'window' THEN run.starts_on ELSE '-infinity' END;
    until_on := CASE run.membership WHEN 'window' THEN run.ends_on + 1 ELSE 'infinity' END;
    IF run.membership <> 'window' THEN
      tagged := ARRAY(SELECT t.record_id FROM oversight.counted_by_tag(operation, NULL) t
                      UNION SELECT p.record_id FROM app.purged_counts p WHERE operation = ANY (p.operation_ids));
    END IF;
  END $$;

  -- The rows behind a number of a period, or of an operation: a task force's own, or an agency's. Nobody else gets any: a national
  -- reader reads counts, and an agency that reads its task force's totals reads no neighbour's rows. What a reader may not see is
  -- counted and not told: its day and what it counts as, which the totals tell too.
  CREATE FUNCTION oversight.rows_behind(of_measure text, from_on date, until_on date, of_operation uuid, of_agency uuid,
                                        whole_task_force boolean, asked jsonb, after_day date, after_record uuid, after_part text,
                                        most integer)
    RETURNS TABLE (record_id uuid, complaint_id uuid, reference text, agency_id uuid, agency_name text, day date, facets jsonb, n bigint,
                   part text, is_purged boolean, placed_by uuid)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  #variable_conflict use_column
  DECLARE
    reader record := oversight.reader();
    desk uuid := coalesce(reader.agency, of_agency);
    reach record;
    sees_sealed boolean := auth.sees_sealed();
  BEGIN
    IF reader.task_force IS NULL OR (reader.agency IS NOT NULL AND whole_task_force IS TRUE) OR of_agency <> desk THEN RETURN; END IF;
    IF of_operation IS NOT NULL THEN
      SELECT * INTO reach FROM oversight.reach_of(of_operation);
      IF reader.task_force <> ALL (reach.task_forces) THEN RETURN; END IF;
    ELSE
      SELECT rows_behind.from_on, rows_behind.until_on, NULL::uuid[] AS tagged INTO reach;
    END IF;
    RETURN QUERY
    SELECT CASE WHEN seen.is THEN r.record_id END, CASE WHEN seen.is THEN c.id END, CASE WHEN seen.is THEN c.reference END,
           r.agency_id, a.name, r.day, r.facets, r.n, r.part, r.is_purged, r.record_id
      FROM oversight.rows_of(of_measure, reader.task_force, desk, reach.from_on, reach.until_on, reach.tagged, asked, after_day,
                             after_record, after_part, most) r
      JOIN app.agencies a ON a.id = r.agency_id
      LEFT JOIN app.complaints c ON c.id = r.complaint_id
      LEFT JOIN app.purged p ON r.is_purged AND p.task_force_id = reader.task_force AND p.complaint_id = r.complaint_id
     CROSS JOIN LATERAL (SELECT
             CASE WHEN r.is_purged THEN sees_sealed OR NOT p.was_sealed
                  WHEN r.complaint_id IS NOT NULL THEN (sees_sealed OR NOT c.is_sealed)
                    AND coalesce(reader.agency, c.agency_id) IN (c.agency_id, c.working_agency_id)
                  WHEN of_measure IN ('investigations_initiated', 'investigations_closed')
                    THEN sees_sealed OR NOT oversight.is_all_sealed(r.record_id)
                  ELSE true END IS TRUE AS is) seen
     ORDER BY r.day DESC, r.record_id DESC, r.part DESC;
  END $$;

  -- How much an operation counts of a measure, told apart by task force and by what its records are.
  CREATE FUNCTION oversight.counted_in_operation(operation uuid, of_measure text, whole_task_force boolean, asked jsonb)
    RETURNS TABLE (task_force_id uuid, facets jsonb, recorded bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
  #variable_conflict use_column
  DECLARE
    reader record := oversight.reader();
    desk uuid := CASE WHEN whole_task_force IS TRUE THEN NULL ELSE reader.agency END;
    reach record := oversight.reach_of(operation);
  BEGIN
    RETURN QUERY
    SELECT f.task_force_id, f.facets, sum(f.n)::bigint
      FROM oversight.facts(reach.from_on, reach.until_on) f
     WHERE f.measure = of_measure AND f.task_force_id = ANY (reach.task_forces)
       AND (reader.task_force IS NULL OR f.task_force_id = reader.task_force)
       AND (desk IS NULL OR f.agency_id = desk)
       AND (reach.tagged IS NULL OR f.record_id = ANY (reach.tagged))
       AND f.facets @> asked
     GROUP BY 1, 2;
  END $$;
  GRANT EXECUTE ON FUNCTION oversight.counted_in_operation(uuid, text, boolean, jsonb),
    oversight.rows_behind(text, date, date, uuid, uuid, boolean, jsonb, date, uuid, text, integer) TO tracker_app;
  RESET ROLE;`;

const back = `
  SET LOCAL ROLE tracker_oversight;
  DROP FUNCTION oversight.counted_in_operation(uuid, text, boolean, jsonb),
    oversight.rows_behind(text, date, date, uuid, uuid, boolean, jsonb, date, uuid, text, integer),
    oversight.rows_of(text, uuid, uuid, date, date, uuid[], jsonb, date, uuid, text, integer), oversight.reach_of(uuid);
  RESET ROLE;
  DROP INDEX app.complaints_task_force_id_agency_id_received_on_id_idx,
    app.suspects_task_force_id_agency_id_identified_on_idx, app.arrests_task_force_id_agency_id_arrested_on_idx,
    app.victims_identified_task_force_id_agency_id_identified_on_idx, app.presentations_task_force_id_agency_id_held_on_id_idx,
    app.trainings_task_force_id_agency_id_ended_on_id_idx;`;
