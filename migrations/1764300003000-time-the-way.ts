import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How long each step of a complaint's way takes, and what waits. Each clock that stops leaves one narrow row in schema `timing`, kept by
 * triggers as it happens and read by the functions of schema `oversight` alone; what is open is read from an index of what is open.
 */
export class TimeTheWay1764300003000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(timings);
    await db.query(clocks);
    await db.query(triggers);
    await db.query(timeliness);
    await db.query(backlog);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(back);
  }
}

const measures = `'first_reading', 'triage', 'assignment', 'first_legal_process', 'transfer_acceptance', 'disposition', 'reopening'`;

/* Buckets are 5 % wide, so what is told of one is at most 2.5 % off: docs/decisions/0025-timeliness.md. Of 300 years it is the 472nd. */
const bucketOf = (seconds: string): string =>
  `CASE WHEN ${seconds} < 1 THEN 0 ELSE 1 + floor(ln(${seconds}::float8) / ln(1.05::float8)) END::integer`;

const timings = `
  CREATE SCHEMA timing;
  GRANT USAGE ON SCHEMA timing TO tracker_oversight;
  CREATE TABLE timing.timings (
    -- The complaint, or the offer that was accepted.
    record_id       uuid NOT NULL,
    measure         text NOT NULL CHECK (measure IN (${measures})),
    cycle           smallint NOT NULL,
    -- No key: what was counted stays counted when the complaint is purged.
    complaint_id    uuid NOT NULL,
    task_force_id   uuid NOT NULL REFERENCES app.task_forces,
    agency_id       uuid NOT NULL,
    priority        smallint,
    source          text NOT NULL,
    -- The day it was where the task force is.
    stopped_on      date NOT NULL,
    wall_seconds    bigint NOT NULL CHECK (wall_seconds >= 0),
    -- Without the time on hold.
    working_seconds bigint NOT NULL CHECK (working_seconds BETWEEN 0 AND wall_seconds),
    -- Which clock, and the buckets of both times, in one number: a report counts millions by it.
    cell            integer NOT NULL GENERATED ALWAYS AS
                      ((array_position(ARRAY[${measures}], measure) - 1) * 262144 + (${bucketOf('wall_seconds')}) * 512
                       + (${bucketOf('working_seconds')})) STORED,
    PRIMARY KEY (record_id, measure, cycle),
    FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id)
  );
  -- All that a task force's report reads: it looks at no row of the table itself.
  CREATE INDEX timings_task_force_id_stopped_on_idx ON timing.timings (task_force_id, stopped_on)
    INCLUDE (cell, agency_id, priority, source, working_seconds);
  -- For the nation's: rows come in the order of their days, so that a range of days is a stretch of the table.
  CREATE INDEX timings_stopped_on_idx ON timing.timings USING brin (stopped_on);
  ALTER TABLE timing.timings ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  CREATE POLICY timings_kept ON timing.timings TO tracker_oversight USING (true) WITH CHECK (true);
  GRANT SELECT, INSERT, UPDATE, DELETE ON timing.timings TO tracker_oversight;

  GRANT SELECT ON app.screenings, app.triages, app.dispositions, app.complaint_holds, app.complaint_moves TO tracker_oversight;
  CREATE POLICY screenings_overseen ON app.screenings FOR SELECT TO tracker_oversight USING (true);
  CREATE POLICY triages_overseen ON app.triages FOR SELECT TO tracker_oversight USING (true);
  CREATE POLICY dispositions_overseen ON app.dispositions FOR SELECT TO tracker_oversight USING (true);
  CREATE POLICY complaint_holds_overseen ON app.complaint_holds FOR SELECT TO tracker_oversight USING (true);
  CREATE POLICY complaint_moves_overseen ON app.complaint_moves FOR SELECT TO tracker_oversight USING (true);

  -- What is open, and all that the backlog says of it: as large as the backlog, however many complaints there have been.
  CREATE INDEX complaints_open_idx ON app.complaints (task_force_id, received_at, id)
    INCLUDE (agency_id, working_agency_id, state, state_before, state_since, cycle, priority, source, due_at, preserved_until, is_sealed)
    WHERE disposition IS NULL AND merged_into IS NULL AND referred_from IS NULL;`;

/* How long of a time a complaint was on hold. Text and no function: with a query in it Postgres would call it row by row. */
const heldFor = (taskForce: string, complaint: string, began: string, stopped: string): string =>
  `(SELECT coalesce(sum(least(coalesce(h.ended_at, ${stopped}), ${stopped}) - greatest(h.held_at, ${began})), interval '0')
      FROM app.complaint_holds h
     WHERE h.task_force_id = ${taskForce} AND h.complaint_id = ${complaint}
       AND h.held_at < ${stopped} AND coalesce(h.ended_at, ${stopped}) > ${began})`;

/* When a cycle of the complaint `c` began: it was received, or reopened. */
const cycleBegan = (cycle: string): string =>
  `CASE WHEN ${cycle} = 1 THEN c.received_at
        ELSE (SELECT min(m.moved_at) FROM app.complaint_moves m
               WHERE m.task_force_id = c.task_force_id AND m.complaint_id = c.id AND m.to_state = 'reopened'
                 AND m.cycle = ${cycle}) END`;

/* For whom it is counted. An agency that reads its whole task force names no agency of it. */
const asReader = `  DECLARE
    reader record := oversight.reader();
    widened boolean := reader.agency IS NOT NULL AND whole_task_force IS TRUE;
    desk uuid := CASE WHEN NOT widened THEN reader.agency END;
  BEGIN
    IF widened AND of_agency IS NOT NULL THEN
      RAISE EXCEPTION 'not an agency of the reader' USING ERRCODE = '42501';
    END IF;`;

/* In words: src/reports/timeliness/timings.ts. */
const clocks = `
  SET LOCAL ROLE tracker_oversight;
  -- Each clock of these complaints that has stopped, from the decisions themselves. What happened at the instant at which a cycle
  -- begins belongs to the one before.
  CREATE FUNCTION oversight.timings_of(complaints uuid[])
    RETURNS TABLE (record_id uuid, measure text, cycle smallint, complaint_id uuid, task_force_id uuid, agency_id uuid,
                   priority smallint, source text, stopped_on date, wall_seconds bigint, working_seconds bigint)
    LANGUAGE sql STABLE
  BEGIN ATOMIC
    WITH cycles AS (
      SELECT c.id, c.task_force_id, c.agency_id, c.priority, c.source, f.zone, y.cycle, y.began_at,
             CASE y.cycle WHEN 1 THEN '-infinity' ELSE y.began_at END AS after, y.until
        FROM app.complaints c
        JOIN app.task_forces f ON f.id = c.task_force_id
       CROSS JOIN LATERAL (
             SELECT n.cycle, n.began_at, lead(n.began_at, 1, 'infinity') OVER (ORDER BY n.cycle) AS until
               FROM (SELECT g.cycle::smallint AS cycle,
                            ${cycleBegan('g.cycle')} AS began_at
                       FROM generate_series(1, c.cycle::integer) g (cycle)) n
              WHERE n.began_at IS NOT NULL) y
       WHERE c.id = ANY (timings_of.complaints)
         AND c.merged_into IS NULL AND c.transferred_to IS NULL AND c.referred_from IS NULL
    ), stops AS (
      SELECT y.*, s.measure, s.at, s.began, s.on_day
        FROM cycles y
       CROSS JOIN LATERAL (
             SELECT 'first_reading' AS measure,
                    least((SELECT min(r.screened_at) FROM app.screenings r
                            WHERE r.task_force_id = y.task_force_id AND r.complaint_id = y.id
                              AND r.screened_at > y.after AND r.screened_at <= y.until),
                          (SELECT min(r.triaged_at) FROM app.triages r
                            WHERE r.task_force_id = y.task_force_id AND r.complaint_id = y.id
                              AND r.triaged_at > y.after AND r.triaged_at <= y.until)) AS at,
                    y.began_at AS began, NULL::date AS on_day
             UNION ALL
             SELECT 'triage', (SELECT min(r.triaged_at) FROM app.triages r
                                WHERE r.task_force_id = y.task_force_id AND r.complaint_id = y.id
                                  AND r.triaged_at > y.after AND r.triaged_at <= y.until), y.began_at, NULL
             UNION ALL
             SELECT 'assignment', (SELECT min(r.assigned_at) FROM app.assignments r
                                    WHERE r.task_force_id = y.task_force_id AND r.complaint_id = y.id
                                      AND r.assigned_at > y.after AND r.assigned_at <= y.until), y.began_at, NULL
             UNION ALL
             SELECT 'disposition', (SELECT min(r.disposed_at) FROM app.dispositions r
                                     WHERE r.task_force_id = y.task_force_id AND r.complaint_id = y.id
                                       AND r.disposed_at > y.after AND r.disposed_at <= y.until), y.began_at, NULL
             UNION ALL
             -- A day and no instant: it lies in a cycle as long as its evening does, and is counted from the day the cycle began.
             SELECT 'first_legal_process', (p.served_on::timestamp AT TIME ZONE y.zone),
                    ((y.began_at AT TIME ZONE y.zone)::date::timestamp AT TIME ZONE y.zone), p.served_on
               FROM (SELECT min(r.served_on) AS served_on FROM app.legal_processes r
                      WHERE r.task_force_id = y.task_force_id AND r.complaint_id = y.id AND r.voided_at IS NULL
                        AND ((r.served_on + 1)::timestamp AT TIME ZONE y.zone) > y.after
                        AND ((r.served_on + 1)::timestamp AT TIME ZONE y.zone) <= y.until) p
             UNION ALL
             SELECT 'reopening', y.began_at,
                    (SELECT max(r.disposed_at) FROM app.dispositions r
                      WHERE r.task_force_id = y.task_force_id AND r.complaint_id = y.id AND r.disposed_at <= y.began_at), NULL
              WHERE y.cycle > 1) s
       WHERE s.at IS NOT NULL AND s.began IS NOT NULL
    )
    SELECT s.id, s.measure, s.cycle, s.id, s.task_force_id, s.agency_id, s.priority, s.source,
           coalesce(s.on_day, (s.at AT TIME ZONE s.zone)::date), t.wall,
           greatest(0, t.wall - CASE s.measure WHEN 'reopening' THEN 0
                                ELSE floor(extract(epoch FROM ${heldFor('s.task_force_id', 's.id', 's.began', 's.at')}))::bigint END)
      FROM stops s
     CROSS JOIN LATERAL (SELECT greatest(0, floor(extract(epoch FROM s.at - s.began)))::bigint AS wall) t;
  END;

  -- Whether it was accepted, and how long that took where it was offered. Nothing pauses there.
  CREATE FUNCTION oversight.timing_of(offer app.transfers)
    RETURNS TABLE (record_id uuid, measure text, cycle smallint, complaint_id uuid, task_force_id uuid, agency_id uuid,
                   priority smallint, source text, stopped_on date, wall_seconds bigint, working_seconds bigint)
    LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT (timing_of.offer).id, 'transfer_acceptance', 1::smallint, (timing_of.offer).complaint_id, f.id, (timing_of.offer).agency_id,
           (timing_of.offer).priority, (timing_of.offer).source, ((timing_of.offer).decided_at AT TIME ZONE f.zone)::date, t.wall, t.wall
      FROM app.task_forces f
     CROSS JOIN LATERAL (SELECT greatest(0, floor(extract(epoch FROM (timing_of.offer).decided_at - (timing_of.offer).offered_at)))::bigint
                                AS wall) t
     WHERE f.id = (timing_of.offer).task_force_id AND (timing_of.offer).state = 'accepted';
  END;

  -- Makes the rows of these complaints what they are now. Whoever changes a complaint has locked it.
  CREATE FUNCTION oversight.time_anew(complaints uuid[]) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    WITH found AS MATERIALIZED (SELECT o.* FROM oversight.timings_of(complaints) o), gone AS (
      DELETE FROM timing.timings t
       WHERE t.record_id = ANY (complaints)
         AND NOT EXISTS (SELECT FROM found o WHERE o.record_id = t.record_id AND o.measure = t.measure AND o.cycle = t.cycle)
    )
    INSERT INTO timing.timings AS t (record_id, measure, cycle, complaint_id, task_force_id, agency_id, priority, source, stopped_on,
                                    wall_seconds, working_seconds)
    SELECT o.* FROM found o
        ON CONFLICT (record_id, measure, cycle) DO UPDATE
       SET agency_id = excluded.agency_id, priority = excluded.priority, stopped_on = excluded.stopped_on,
           wall_seconds = excluded.wall_seconds, working_seconds = excluded.working_seconds
     WHERE (t.agency_id, t.priority, t.stopped_on, t.wall_seconds, t.working_seconds)
           IS DISTINCT FROM (excluded.agency_id, excluded.priority, excluded.stopped_on, excluded.wall_seconds, excluded.working_seconds);
  END $$;

  CREATE FUNCTION oversight.time_what_came() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  DECLARE complaints uuid[] := ARRAY(SELECT DISTINCT w.complaint_id FROM came w);
  BEGIN
    IF cardinality(complaints) > 0 THEN PERFORM oversight.time_anew(complaints); END IF;
    RETURN NULL;
  END $$;
  CREATE FUNCTION oversight.time_complaint() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    PERFORM oversight.time_anew(ARRAY[new.id]);
    RETURN NULL;
  END $$;
  CREATE FUNCTION oversight.time_offer() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    INSERT INTO timing.timings (record_id, measure, cycle, complaint_id, task_force_id, agency_id, priority, source, stopped_on,
                               wall_seconds, working_seconds)
    SELECT o.* FROM oversight.timing_of(new) o;
    RETURN NULL;
  END $$;
  GRANT EXECUTE ON FUNCTION oversight.time_what_came(), oversight.time_complaint(), oversight.time_offer() TO tracker_owner;

  -- What stopped before there were clocks.
  INSERT INTO timing.timings (record_id, measure, cycle, complaint_id, task_force_id, agency_id, priority, source, stopped_on,
                             wall_seconds, working_seconds)
  SELECT o.* FROM app.task_forces f
   CROSS JOIN LATERAL oversight.timings_of(ARRAY(SELECT c.id FROM app.complaints c WHERE c.task_force_id = f.id)) o
  UNION ALL
  SELECT o.* FROM app.transfers t CROSS JOIN LATERAL oversight.timing_of(t) o
   ORDER BY stopped_on;
  RESET ROLE;`;

const timedByDecision = [
  'screenings',
  'triages',
  'assignments',
  'dispositions',
  'complaint_holds',
  'legal_processes',
] as const;
const timedByChange = ['complaint_holds', 'legal_processes'] as const;

const triggers = `
  ${timedByDecision
    .map(
      (table) => `
  CREATE TRIGGER ${table}_timed AFTER INSERT ON app.${table} REFERENCING NEW TABLE AS came
    FOR EACH STATEMENT EXECUTE FUNCTION oversight.time_what_came();`,
    )
    .join('')}
  ${timedByChange
    .map(
      (table) => `
  CREATE TRIGGER ${table}_timed_anew AFTER UPDATE ON app.${table} REFERENCING NEW TABLE AS came
    FOR EACH STATEMENT EXECUTE FUNCTION oversight.time_what_came();`,
    )
    .join('')}
  -- After complaints_moved, by its name: a reopening is timed by its move.
  CREATE TRIGGER complaints_timed AFTER UPDATE OF agency_id, priority, cycle, merged_into, transferred_to ON app.complaints
    FOR EACH ROW WHEN ((old.agency_id, old.priority, old.cycle, old.merged_into, old.transferred_to)
                       IS DISTINCT FROM (new.agency_id, new.priority, new.cycle, new.merged_into, new.transferred_to))
    EXECUTE FUNCTION oversight.time_complaint();
  CREATE TRIGGER transfers_timed AFTER UPDATE OF state ON app.transfers
    FOR EACH ROW WHEN (old.state = 'offered' AND new.state = 'accepted') EXECUTE FUNCTION oversight.time_offer();`;

const timeliness = `
  SET LOCAL ROLE tracker_oversight;
  -- What a bucket of durations tells: its middle.
  CREATE FUNCTION oversight.seconds_of(bucket integer) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN bucket = 0 THEN 0 ELSE round(1.05::float8 ^ (bucket - 0.5::float8)) END::bigint;

  -- The clocks that stopped in a half-open range of days: how many, the durations that half and nine tenths of them kept to, on the
  -- wall and without holds, and how many ran past what their tier allows. First the whole, then each combination of what was asked for.
  CREATE FUNCTION oversight.timeliness(from_on date, until_on date, by text[], of_task_force uuid, of_agency uuid,
                                       whole_task_force boolean, target_hours integer[])
    RETURNS TABLE (is_whole boolean, measure text, task_force_id uuid, agency_id uuid, priority smallint, source text, month date,
                   stopped bigint, wall_median bigint, wall_p90 bigint, working_median bigint, working_p90 bigint,
                   targeted bigint, past_target bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    SET plan_cache_mode = force_custom_plan SET work_mem = '64MB' AS $$
  #variable_conflict use_column
${asReader}
    RETURN QUERY
    WITH cells AS MATERIALIZED (
      SELECT t.cell,
             CASE WHEN 'task_force' = ANY (by) THEN t.task_force_id END AS task_force_id,
             CASE WHEN 'agency' = ANY (by) AND NOT widened THEN t.agency_id END AS agency_id,
             CASE WHEN 'priority' = ANY (by) THEN t.priority END AS priority,
             CASE WHEN 'source' = ANY (by) THEN t.source END AS source,
             CASE WHEN 'month' = ANY (by) THEN date_trunc('month', t.stopped_on::timestamp)::date END AS month,
             count(*)::integer AS n, count(t.priority)::integer AS targeted,
             (count(*) FILTER (WHERE t.working_seconds > 3600::bigint * target_hours[t.priority]))::integer AS past
        FROM timing.timings t
       WHERE t.stopped_on >= timeliness.from_on AND t.stopped_on < timeliness.until_on
         AND (reader.task_force IS NULL OR t.task_force_id = reader.task_force)
         AND (of_task_force IS NULL OR t.task_force_id = of_task_force)
         AND (desk IS NULL OR t.agency_id = desk)
         AND (of_agency IS NULL OR t.agency_id = of_agency)
       GROUP BY 1, 2, 3, 4, 5, 6
    ), numbered AS MATERIALIZED (
      SELECT c.*, (dense_rank() OVER (ORDER BY c.task_force_id, c.agency_id, c.priority, c.source, c.month))::integer AS number
        FROM cells c
    ), levels AS (
      SELECT 0 AS number, c.cell, sum(c.n)::integer AS n, sum(c.targeted)::integer AS targeted, sum(c.past)::integer AS past
        FROM cells c GROUP BY c.cell
      UNION ALL
      SELECT n.number, n.cell, n.n, n.targeted, n.past FROM numbered n WHERE cardinality(by) > 0
    ), clocks AS (
      SELECT l.number, l.cell >> 18 AS clock, k.is_wall, k.bucket,
             sum(l.n)::integer AS n, sum(l.targeted)::integer AS targeted, sum(l.past)::integer AS past
        FROM levels l
       CROSS JOIN LATERAL (VALUES (true, (l.cell >> 9) & 511), (false, l.cell & 511)) k (is_wall, bucket)
       GROUP BY 1, 2, 3, 4
    ), reached AS (
      SELECT c.*, sum(c.n) OVER (same ORDER BY c.bucket) AS upto, sum(c.n) OVER same AS total
        FROM clocks c WINDOW same AS (PARTITION BY c.number, c.clock, c.is_wall)
    ), told AS (
      SELECT r.number, r.clock, sum(r.n) FILTER (WHERE r.is_wall) AS stopped,
             min(r.bucket) FILTER (WHERE r.is_wall AND 2 * r.upto >= r.total) AS wall_median,
             min(r.bucket) FILTER (WHERE r.is_wall AND 10 * r.upto >= 9 * r.total) AS wall_p90,
             min(r.bucket) FILTER (WHERE NOT r.is_wall AND 2 * r.upto >= r.total) AS working_median,
             min(r.bucket) FILTER (WHERE NOT r.is_wall AND 10 * r.upto >= 9 * r.total) AS working_p90,
             sum(r.targeted) FILTER (WHERE r.is_wall) AS targeted, sum(r.past) FILTER (WHERE r.is_wall) AS past
        FROM reached r GROUP BY 1, 2
    )
    SELECT t.number = 0, (ARRAY[${measures}])[t.clock + 1], g.task_force_id, g.agency_id, g.priority, g.source, g.month, t.stopped,
           oversight.seconds_of(t.wall_median), oversight.seconds_of(t.wall_p90), oversight.seconds_of(t.working_median),
           oversight.seconds_of(t.working_p90), t.targeted, t.past
      FROM told t
      LEFT JOIN (SELECT DISTINCT n.number, n.task_force_id, n.agency_id, n.priority, n.source, n.month FROM numbered n) g
        ON g.number = t.number;
  END $$;

  -- The complaints behind such a number, the latest first, as far as the reader sees them: none from the national seat, and none
  -- that was purged.
  CREATE FUNCTION oversight.timed(of_measure text, from_on date, until_on date, of_agency uuid, of_priority integer, of_source text,
                                  only_past boolean, target_hours integer[], before_on date, before_id uuid, before_cycle integer,
                                  most integer)
    RETURNS TABLE (record_id uuid, complaint_id uuid, cycle smallint, stopped_on date, wall_seconds bigint, working_seconds bigint,
                   is_past_target boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    SET plan_cache_mode = force_custom_plan AS $$
  #variable_conflict use_column
  DECLARE
    reader record := oversight.reader();
    is_shown boolean := auth.sees_sealed();
  BEGIN
    IF reader.task_force IS NULL THEN RETURN; END IF;
    RETURN QUERY
    SELECT t.record_id, t.complaint_id, t.cycle, t.stopped_on, t.wall_seconds, t.working_seconds, p.is_past
      FROM timing.timings t
     CROSS JOIN LATERAL (SELECT coalesce(t.working_seconds > 3600::bigint * target_hours[t.priority], false) AS is_past) p
      JOIN app.complaints c ON c.id = t.complaint_id
     WHERE t.task_force_id = reader.task_force AND t.measure = of_measure
       AND t.stopped_on >= timed.from_on AND t.stopped_on < timed.until_on
       AND (reader.agency IS NULL OR t.agency_id = reader.agency)
       AND (reader.agency IS NULL OR reader.agency IN (c.agency_id, c.working_agency_id))
       AND (of_agency IS NULL OR t.agency_id = of_agency)
       AND (of_priority IS NULL OR t.priority = of_priority)
       AND (of_source IS NULL OR t.source = of_source)
       AND (only_past IS NOT TRUE OR p.is_past)
       AND (is_shown OR NOT c.is_sealed)
       AND (before_on IS NULL OR (t.stopped_on, t.record_id, t.cycle) < (before_on, before_id, before_cycle))
     ORDER BY t.stopped_on DESC, t.record_id DESC, t.cycle DESC LIMIT most;
  END $$;
  GRANT EXECUTE ON FUNCTION oversight.timeliness(date, date, text[], uuid, uuid, boolean, integer[]),
    oversight.timed(text, date, date, uuid, integer, text, boolean, integer[], date, uuid, integer, integer) TO tracker_app;
  RESET ROLE;`;

/* In words: src/reports/timeliness/waiting.ts. */
const backlog = `
  SET LOCAL ROLE tracker_oversight;
  -- What is open at an instant, and what is to be said of it. What is merged, or a copy by referral, counts where its original is.
  CREATE FUNCTION oversight.open_complaints(at timestamptz, target_hours integer[])
    RETURNS TABLE (complaint_id uuid, task_force_id uuid, agency_id uuid, working_agency_id uuid, priority smallint, source text,
                   state text, received_at timestamptz, is_sealed boolean, age_days integer, is_past_target boolean,
                   is_overdue boolean, is_running_out boolean, has_run_out boolean)
    LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT c.id, c.task_force_id, c.agency_id, c.working_agency_id, c.priority, c.source, c.state, c.received_at, c.is_sealed,
           greatest(0, d.today - (d.began_at AT TIME ZONE f.zone)::date),
           coalesce(CASE WHEN d.stands IN ('received', 'in_triage', 'reopened', 'triaged')
                          AND open_complaints.at - d.began_at > d.allowed
                         THEN open_complaints.at - d.began_at
                              - ${heldFor('c.task_force_id', 'c.id', 'd.began_at', 'open_complaints.at')} > d.allowed END, false),
           coalesce(c.due_at < CASE c.state WHEN 'on_hold' THEN c.state_since ELSE open_complaints.at END, false),
           coalesce(d.stands IN ('received', 'in_triage', 'reopened') AND c.preserved_until >= d.today
                    AND c.preserved_until < d.today + 60, false),
           coalesce(d.stands IN ('received', 'in_triage', 'reopened') AND c.preserved_until < d.today, false)
      FROM app.task_forces f
      JOIN app.complaints c ON c.task_force_id = f.id
     CROSS JOIN LATERAL (SELECT ${cycleBegan('c.cycle')} AS began_at,
                                (open_complaints.at AT TIME ZONE f.zone)::date AS today,
                                coalesce(c.state_before, c.state) AS stands,
                                make_interval(hours => open_complaints.target_hours[c.priority]) AS allowed OFFSET 0) d
     WHERE c.disposition IS NULL AND c.merged_into IS NULL AND c.referred_from IS NULL;
  END;

  -- The backlog at an instant, by what was asked for, and always by state and age.
  CREATE FUNCTION oversight.backlog(at timestamptz, by text[], of_task_force uuid, of_agency uuid, whole_task_force boolean,
                                    target_hours integer[], age_from integer[])
    RETURNS TABLE (task_force_id uuid, agency_id uuid, priority smallint, source text, state text, age integer,
                   complaints bigint, past_target bigint, overdue bigint, running_out bigint, run_out bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    SET plan_cache_mode = force_custom_plan AS $$
  #variable_conflict use_column
${asReader}
    RETURN QUERY
    SELECT CASE WHEN 'task_force' = ANY (by) THEN o.task_force_id END,
           CASE WHEN 'agency' = ANY (by) AND NOT widened THEN o.agency_id END,
           CASE WHEN 'priority' = ANY (by) THEN o.priority END,
           CASE WHEN 'source' = ANY (by) THEN o.source END,
           o.state, width_bucket(o.age_days, age_from), count(*),
           count(*) FILTER (WHERE o.is_past_target), count(*) FILTER (WHERE o.is_overdue),
           count(*) FILTER (WHERE o.is_running_out), count(*) FILTER (WHERE o.has_run_out)
      FROM oversight.open_complaints(backlog.at, target_hours) o
     WHERE (reader.task_force IS NULL OR o.task_force_id = reader.task_force)
       AND (of_task_force IS NULL OR o.task_force_id = of_task_force)
       AND (desk IS NULL OR o.agency_id = desk)
       AND (of_agency IS NULL OR o.agency_id = of_agency)
     GROUP BY 1, 2, 3, 4, 5, 6;
  END $$;

  -- The complaints behind such a number, those received first before all, as far as the reader sees them: none from the national seat.
  CREATE FUNCTION oversight.waiting(at timestamptz, of_agency uuid, of_priority integer, of_source text, of_state text,
                                    least_days integer, most_days integer, concern text, target_hours integer[],
                                    after_at timestamptz, after_id uuid, most integer)
    RETURNS TABLE (complaint_id uuid, age_days integer, is_past_target boolean, is_overdue boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    SET plan_cache_mode = force_custom_plan AS $$
  #variable_conflict use_column
  DECLARE
    reader record := oversight.reader();
    is_shown boolean := auth.sees_sealed();
  BEGIN
    IF reader.task_force IS NULL THEN RETURN; END IF;
    RETURN QUERY
    SELECT o.complaint_id, o.age_days, o.is_past_target, o.is_overdue
      FROM oversight.open_complaints(waiting.at, target_hours) o
     WHERE o.task_force_id = reader.task_force
       AND (reader.agency IS NULL OR o.agency_id = reader.agency)
       AND (of_agency IS NULL OR o.agency_id = of_agency)
       AND (of_priority IS NULL OR o.priority = of_priority)
       AND (of_source IS NULL OR o.source = of_source)
       AND (of_state IS NULL OR o.state = of_state)
       AND o.age_days BETWEEN coalesce(least_days, 0) AND coalesce(most_days, o.age_days)
       AND CASE concern WHEN 'past_target' THEN o.is_past_target WHEN 'overdue' THEN o.is_overdue
                     WHEN 'running_out' THEN o.is_running_out WHEN 'run_out' THEN o.has_run_out ELSE true END
       AND (is_shown OR NOT o.is_sealed)
       AND (after_at IS NULL OR (o.received_at, o.complaint_id) > (after_at, after_id))
     ORDER BY o.received_at, o.complaint_id LIMIT most;
  END $$;
  GRANT EXECUTE ON FUNCTION oversight.backlog(timestamptz, text[], uuid, uuid, boolean, integer[], integer[]),
    oversight.waiting(timestamptz, uuid, integer, text, text, integer, integer, text, integer[], timestamptz, uuid, integer)
    TO tracker_app;
  RESET ROLE;`;

const back = `
  ${timedByDecision.map((table) => `DROP TRIGGER ${table}_timed ON app.${table};`).join('\n  ')}
  ${timedByChange.map((table) => `DROP TRIGGER ${table}_timed_anew ON app.${table};`).join('\n  ')}
  DROP TRIGGER complaints_timed ON app.complaints;
  DROP TRIGGER transfers_timed ON app.transfers;
  SET LOCAL ROLE tracker_oversight;
  DROP FUNCTION oversight.waiting(timestamptz, uuid, integer, text, text, integer, integer, text, integer[], timestamptz, uuid, integer),
    oversight.backlog(timestamptz, text[], uuid, uuid, boolean, integer[], integer[]),
    oversight.open_complaints(timestamptz, integer[]),
    oversight.timed(text, date, date, uuid, integer, text, boolean, integer[], date, uuid, integer, integer),
    oversight.timeliness(date, date, text[], uuid, uuid, boolean, integer[]), oversight.seconds_of(integer),
    oversight.time_offer(), oversight.time_complaint(), oversight.time_what_came(), oversight.time_anew(uuid[]),
    oversight.timing_of(app.transfers), oversight.timings_of(uuid[]);
  RESET ROLE;
  DROP INDEX app.complaints_open_idx;
  DROP POLICY screenings_overseen ON app.screenings;
  DROP POLICY triages_overseen ON app.triages;
  DROP POLICY dispositions_overseen ON app.dispositions;
  DROP POLICY complaint_holds_overseen ON app.complaint_holds;
  DROP POLICY complaint_moves_overseen ON app.complaint_moves;
  REVOKE SELECT ON app.screenings, app.triages, app.dispositions, app.complaint_holds, app.complaint_moves FROM tracker_oversight;
  DROP SCHEMA timing CASCADE;`;
