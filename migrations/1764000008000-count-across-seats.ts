import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Totals, and the few things a seat may learn about what it may not see. A role of its own reads across seats; nobody signs
 * in as it, and it lends its eyes only to the functions of schema `oversight`, which answer with counts or with whom to call.
 */
export class CountAcrossSeats1764000008000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- What was counted before the tracker: per measure and half-open period, as published. No task force: the whole programme.
      CREATE TABLE app.carried_figures (
        id            uuid PRIMARY KEY,
        task_force_id uuid REFERENCES app.task_forces,
        measure       text NOT NULL CHECK (measure IN ('complaints_documented', 'arrests',
                        'offenders_identified_hands_on_or_production', 'victims_identified', 'presentations',
                        'people_reached', 'training_sessions', 'people_trained')),
        from_on       date NOT NULL,
        until_on      date NOT NULL,
        type          text,
        mode          text,
        value         bigint NOT NULL CHECK (value BETWEEN 0 AND 1000000000),
        precision     text NOT NULL CHECK (precision IN ('exact', 'at_least', 'approximate')),
        source        text NOT NULL,
        version       integer NOT NULL,
        CHECK (from_on < until_on),
        UNIQUE NULLS NOT DISTINCT (task_force_id, measure, from_on, until_on, type, mode)
      );
      GRANT SELECT, INSERT, UPDATE ON app.carried_figures TO tracker_app;
      ALTER TABLE app.carried_figures ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE POLICY carried_figures_of_the_seat ON app.carried_figures
        USING ((SELECT auth.seat()) = 'national' OR task_force_id = (SELECT auth.task_force()))
        WITH CHECK ((SELECT auth.role()) = 'supervisor'
               AND ((SELECT auth.seat()) = 'national'
                    OR ((SELECT auth.seat()) = 'task_force' AND task_force_id = (SELECT auth.task_force()))));
      SELECT audit.watch('app.carried_figures');

      CREATE SCHEMA oversight AUTHORIZATION tracker_oversight;
      GRANT USAGE ON SCHEMA app, auth TO tracker_oversight;
      GRANT EXECUTE ON FUNCTION auth.session(), auth.account(), auth.role(), auth.seat(), auth.task_force(), auth.agency(),
        auth.case_task_force() TO tracker_oversight;
      GRANT SELECT ON app.task_forces, app.agencies, app.agency_memberships, app.complaints, app.suspects, app.arrests,
        app.victims_identified, app.presentations, app.trainings, app.operations, app.operation_task_forces,
        app.operation_members, app.carried_figures TO tracker_oversight;
      CREATE POLICY task_forces_overseen ON app.task_forces FOR SELECT TO tracker_oversight USING (true);
      CREATE POLICY agencies_overseen ON app.agencies FOR SELECT TO tracker_oversight USING (true);
      CREATE POLICY agency_memberships_overseen ON app.agency_memberships FOR SELECT TO tracker_oversight USING (true);
      CREATE POLICY complaints_overseen ON app.complaints FOR SELECT TO tracker_oversight USING (true);
      CREATE POLICY suspects_overseen ON app.suspects FOR SELECT TO tracker_oversight USING (true);
      CREATE POLICY arrests_overseen ON app.arrests FOR SELECT TO tracker_oversight USING (true);
      CREATE POLICY victims_identified_overseen ON app.victims_identified FOR SELECT TO tracker_oversight USING (true);
      CREATE POLICY presentations_overseen ON app.presentations FOR SELECT TO tracker_oversight USING (true);
      CREATE POLICY trainings_overseen ON app.trainings FOR SELECT TO tracker_oversight USING (true);
      CREATE POLICY operations_overseen ON app.operations FOR SELECT TO tracker_oversight USING (true);
      CREATE POLICY operation_task_forces_overseen ON app.operation_task_forces FOR SELECT TO tracker_oversight USING (true);
      CREATE POLICY operation_members_overseen ON app.operation_members FOR SELECT TO tracker_oversight USING (true);
      CREATE POLICY carried_figures_overseen ON app.carried_figures FOR SELECT TO tracker_oversight USING (true);

      SET LOCAL ROLE tracker_oversight;
      ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
      GRANT USAGE ON SCHEMA oversight TO tracker_app, tracker_owner;

      -- Every counted thing of a half-open range of days, one row each, placed on its day and in its agency. The definitions
      -- in words: src/reports/measures.ts.
      CREATE FUNCTION oversight.facts(from_on date, until_on date)
        RETURNS TABLE (measure text, record_id uuid, complaint_id uuid, task_force_id uuid, agency_id uuid, day date, type text,
                       mode text, n integer)
        LANGUAGE sql STABLE
      BEGIN ATOMIC
        SELECT 'complaints_documented', c.id, c.id, c.task_force_id, c.agency_id, c.received_on,
               coalesce(c.type, 'unclassified'), coalesce(c.mode, 'unclassified'), 1
          FROM app.complaints c WHERE c.received_on >= facts.from_on AND c.received_on < facts.until_on
        UNION ALL
        SELECT 'arrests', a.id, a.complaint_id, a.task_force_id, a.agency_id, a.arrested_on,
               coalesce(c.type, 'unclassified'), coalesce(c.mode, 'unclassified'), 1
          FROM app.arrests a JOIN app.complaints c ON c.id = a.complaint_id
         WHERE a.arrested_on >= facts.from_on AND a.arrested_on < facts.until_on
        UNION ALL
        SELECT 'offenders_identified_hands_on_or_production', s.id, s.complaint_id, s.task_force_id, s.agency_id, s.identified_on,
               coalesce(c.type, 'unclassified'), coalesce(c.mode, 'unclassified'), 1
          FROM app.suspects s JOIN app.complaints c ON c.id = s.complaint_id
         WHERE s.offender_class IN ('producer', 'contact_offender', 'both')
           AND s.identified_on >= facts.from_on AND s.identified_on < facts.until_on
        UNION ALL
        SELECT 'victims_identified', v.id, v.complaint_id, v.task_force_id, v.agency_id, v.identified_on,
               coalesce(c.type, 'unclassified'), coalesce(c.mode, 'unclassified'), 1
          FROM app.victims_identified v JOIN app.complaints c ON c.id = v.complaint_id
         WHERE v.identified_on >= facts.from_on AND v.identified_on < facts.until_on
        UNION ALL
        SELECT counted.measure, p.id, NULL, p.task_force_id, p.agency_id, p.held_on, NULL, NULL, counted.n
          FROM app.presentations p
         CROSS JOIN LATERAL (VALUES ('presentations', 1), ('people_reached', p.attendees_youth + p.attendees_adult)) counted (measure, n)
         WHERE p.held_on >= facts.from_on AND p.held_on < facts.until_on
        UNION ALL
        SELECT counted.measure, t.id, NULL, t.task_force_id, t.agency_id, t.ended_on, NULL, NULL, counted.n
          FROM app.trainings t
         CROSS JOIN LATERAL (VALUES ('training_sessions', 1),
                 ('people_trained', t.trained_law_enforcement + t.trained_prosecutors + t.trained_other)) counted (measure, n)
         WHERE t.ended_on >= facts.from_on AND t.ended_on < facts.until_on;
      END;

      -- Whether a fact of this task force and agency counts for the reader: a national seat counts all, a task force its own,
      -- an agency its own or, as totals, its whole task force.
      CREATE FUNCTION oversight.reader(OUT task_force uuid, OUT agency uuid) LANGUAGE plpgsql STABLE
        SET search_path = pg_catalog, pg_temp AS $$
      DECLARE reading auth.sessions := auth.session();
      BEGIN
        IF reading.role IS NULL OR reading.role NOT IN ('investigator', 'supervisor') THEN
          RAISE EXCEPTION 'not a reader of reports' USING ERRCODE = '42501';
        END IF;
        task_force := reading.task_force_id;
        agency := reading.agency_id;
      END $$;

      -- The carried figures that go into a total: those whose whole period lies in it. No figure is told by agency. A figure of
      -- the whole programme has its task forces' in it: where it goes in, theirs of the same days stay out.
      CREATE FUNCTION oversight.carried_into(from_on date, until_on date, of_task_force uuid, of_agency uuid, whole_task_force boolean)
        RETURNS SETOF app.carried_figures
        LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
      DECLARE reader record := oversight.reader();
      BEGIN
        IF of_agency IS NOT NULL OR (reader.agency IS NOT NULL AND whole_task_force IS NOT TRUE) THEN RETURN; END IF;
        RETURN QUERY
        WITH within AS (
          SELECT c.* FROM app.carried_figures c
           WHERE c.from_on >= carried_into.from_on AND c.until_on <= carried_into.until_on
             AND (reader.task_force IS NULL OR c.task_force_id = reader.task_force)
             AND (of_task_force IS NULL OR c.task_force_id = of_task_force)
        )
        SELECT w.* FROM within w
         WHERE w.task_force_id IS NULL
            OR NOT EXISTS (SELECT FROM within whole
                            WHERE whole.task_force_id IS NULL AND whole.measure = w.measure
                              AND whole.from_on < w.until_on AND w.from_on < whole.until_on
                              AND (whole.type = w.type OR whole.type IS NULL OR w.type IS NULL)
                              AND (whole.mode = w.mode OR whole.mode IS NULL OR w.mode IS NULL));
      END $$;
    `);
    await db.query(totalsOfRecords);
    await db.query(`
      -- An operation's totals: what its participants recorded in its window, or what was tagged. The offenders of a tagged
      -- complaint count with it.
      CREATE FUNCTION oversight.operation_totals(operation uuid, whole_task_force boolean)
        RETURNS TABLE (measure text, type text, mode text, recorded bigint)
        LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
        SET plan_cache_mode = force_custom_plan AS $$
      #variable_conflict use_column
      DECLARE
        reader record := oversight.reader();
        desk uuid := CASE WHEN whole_task_force IS TRUE THEN NULL ELSE reader.agency END;
        run app.operations;
      BEGIN
        SELECT * INTO run FROM app.operations o WHERE o.id = operation;
        RETURN QUERY
        SELECT f.measure, f.type, f.mode, sum(f.n)::bigint
          FROM oversight.facts(CASE run.membership WHEN 'window' THEN run.starts_on ELSE '-infinity' END,
                               CASE run.membership WHEN 'window' THEN run.ends_on + 1 ELSE 'infinity' END) f
         WHERE f.task_force_id IN (SELECT p.task_force_id FROM app.operation_task_forces p WHERE p.operation_id = operation)
           AND (reader.task_force IS NULL OR f.task_force_id = reader.task_force)
           AND (desk IS NULL OR f.agency_id = desk)
           AND (run.membership = 'window'
                OR f.record_id IN (SELECT coalesce(m.complaint_id, m.arrest_id, m.victim_id, m.presentation_id)
                                     FROM app.operation_members m WHERE m.operation_id = operation)
                OR (f.measure = 'offenders_identified_hands_on_or_production'
                    AND f.complaint_id IN (SELECT m.complaint_id FROM app.operation_members m
                                            WHERE m.operation_id = operation AND m.complaint_id IS NOT NULL)))
         GROUP BY 1, 2, 3;
      END $$;

      -- Who takes part: task forces, and their agencies with a membership on a day of the window.
      CREATE FUNCTION oversight.operation_participants(operation uuid) RETURNS TABLE (task_forces bigint, agencies bigint)
        LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
      DECLARE reader record := oversight.reader();
      BEGIN
        RETURN QUERY
        SELECT count(DISTINCT p.task_force_id), count(DISTINCT m.agency_id)
          FROM app.operations o
          JOIN app.operation_task_forces p ON p.operation_id = o.id
          LEFT JOIN app.agency_memberships m ON m.task_force_id = p.task_force_id AND m.kind <> 'non_member'
               AND m.began_on <= o.ends_on AND (m.ended_on IS NULL OR m.ended_on > o.starts_on)
         WHERE o.id = operation AND (reader.task_force IS NULL OR p.task_force_id = reader.task_force);
      END $$;

      GRANT EXECUTE ON FUNCTION oversight.totals(date, date, text[], uuid, uuid, boolean),
        oversight.carried_into(date, date, uuid, uuid, boolean), oversight.operation_totals(uuid, boolean),
        oversight.operation_participants(uuid) TO tracker_app;
      RESET ROLE;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      SET LOCAL ROLE tracker_oversight;
      DROP SCHEMA oversight CASCADE;
      ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON FUNCTIONS TO PUBLIC;
      RESET ROLE;
      DROP POLICY task_forces_overseen ON app.task_forces;
      DROP POLICY agencies_overseen ON app.agencies;
      DROP POLICY agency_memberships_overseen ON app.agency_memberships;
      DROP POLICY complaints_overseen ON app.complaints;
      DROP POLICY suspects_overseen ON app.suspects;
      DROP POLICY arrests_overseen ON app.arrests;
      DROP POLICY victims_identified_overseen ON app.victims_identified;
      DROP POLICY presentations_overseen ON app.presentations;
      DROP POLICY trainings_overseen ON app.trainings;
      DROP POLICY operations_overseen ON app.operations;
      DROP POLICY operation_task_forces_overseen ON app.operation_task_forces;
      DROP POLICY operation_members_overseen ON app.operation_members;
      DROP TABLE app.carried_figures;
      REVOKE ALL ON ALL TABLES IN SCHEMA app FROM tracker_oversight;
      REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA auth FROM tracker_oversight;
      REVOKE USAGE ON SCHEMA app, auth FROM tracker_oversight;
    `);
  }
}

/** Totals, counted from the facts each time. */
export const totalsOfRecords = `
      -- Planned for each call: a plan for everybody's totals is a slow one for one task force's.
      -- An agency that reads its whole task force's totals never reads a neighbour's: it can neither name one nor tell them apart.
      CREATE FUNCTION oversight.totals(from_on date, until_on date, by text[], of_task_force uuid, of_agency uuid, whole_task_force boolean)
        RETURNS TABLE (measure text, task_force_id uuid, agency_id uuid, month date, type text, mode text,
                       recorded bigint, carried bigint, "precision" text)
        LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
        SET plan_cache_mode = force_custom_plan AS $$
      #variable_conflict use_column
      DECLARE
        reader record := oversight.reader();
        widened boolean := reader.agency IS NOT NULL AND whole_task_force IS TRUE;
        desk uuid := CASE WHEN NOT widened THEN reader.agency END;
      BEGIN
        IF widened AND of_agency IS NOT NULL THEN
          RAISE EXCEPTION 'not an agency of the reader' USING ERRCODE = '42501';
        END IF;
        RETURN QUERY
        WITH cells AS (
          SELECT f.measure, f.task_force_id, f.agency_id, date_trunc('month', f.day::timestamp)::date AS month, f.type, f.mode,
                 f.n AS recorded, 0::bigint AS carried, 0 AS vagueness
            FROM oversight.facts(totals.from_on, totals.until_on) f
           WHERE (reader.task_force IS NULL OR f.task_force_id = reader.task_force)
             AND (desk IS NULL OR f.agency_id = desk)
             AND (of_task_force IS NULL OR f.task_force_id = of_task_force)
             AND (of_agency IS NULL OR f.agency_id = of_agency)
          UNION ALL
          SELECT c.measure, c.task_force_id, NULL,
                 CASE WHEN c.until_on <= date_trunc('month', c.from_on::timestamp) + interval '1 month'
                      THEN date_trunc('month', c.from_on::timestamp)::date END,
                 c.type, c.mode, 0, c.value, array_position(ARRAY['exact', 'at_least', 'approximate'], c.precision) - 1
            FROM oversight.carried_into(totals.from_on, totals.until_on, of_task_force, of_agency, whole_task_force) c
        )
        SELECT c.measure,
               CASE WHEN 'task_force' = ANY (by) THEN c.task_force_id END,
               CASE WHEN 'agency' = ANY (by) AND NOT widened THEN c.agency_id END,
               CASE WHEN 'month' = ANY (by) THEN c.month END,
               CASE WHEN 'type' = ANY (by) THEN c.type END,
               CASE WHEN 'mode' = ANY (by) THEN c.mode END,
               sum(c.recorded)::bigint, sum(c.carried)::bigint,
               (ARRAY['exact', 'at_least', 'approximate'])[max(c.vagueness) + 1]
          FROM cells c GROUP BY 1, 2, 3, 4, 5, 6;
      END $$;`;
