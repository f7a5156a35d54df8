/**
 * The totals of all time by type and mode without the ledger: one `GROUP BY` over every record, as the same role and
 * under the same policies.
 */
export const live = `
  CREATE SCHEMA bench AUTHORIZATION tracker_oversight;
  SET ROLE tracker_oversight;
  CREATE FUNCTION bench.live_totals(from_on date, until_on date)
    RETURNS TABLE (measure text, type text, mode text, recorded bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    SET plan_cache_mode = force_custom_plan AS $$
  #variable_conflict use_column
  DECLARE reader record := oversight.reader_seat();
  BEGIN
    RETURN QUERY
    SELECT f.measure, f.type, f.mode, sum(f.n)::bigint
      FROM (SELECT 'complaints_documented' AS measure, c.task_force_id, c.received_on AS day,
                   coalesce(c.type, 'unclassified') AS type, coalesce(c.mode, 'unclassified') AS mode, 1 AS n
              FROM app.complaints c
             WHERE c.merged_into IS NULL AND c.transferred_to IS NULL AND c.referred_from IS NULL
            UNION ALL
            SELECT 'arrests', a.task_force_id, a.arrested_on, coalesce(c.type, 'unclassified'), coalesce(c.mode, 'unclassified'), 1
              FROM app.arrests a JOIN app.complaints c ON c.id = a.complaint_id WHERE a.voided_at IS NULL
            UNION ALL
            SELECT 'offenders_identified_hands_on_or_production', s.task_force_id, s.identified_on,
                   coalesce(c.type, 'unclassified'), coalesce(c.mode, 'unclassified'), 1
              FROM app.suspects s JOIN app.complaints c ON c.id = s.complaint_id
             WHERE s.voided_at IS NULL AND s.same_person_as IS NULL
               AND s.offender_class IN ('producer', 'contact_offender', 'both')
            UNION ALL
            SELECT 'victims_identified', v.task_force_id, v.identified_on, coalesce(c.type, 'unclassified'),
                   coalesce(c.mode, 'unclassified'), 1
              FROM app.victims_identified v JOIN app.complaints c ON c.id = v.complaint_id
             WHERE v.voided_at IS NULL AND v.same_child_as IS NULL
            UNION ALL
            SELECT counted.measure, p.task_force_id, p.held_on, NULL, NULL, counted.n
              FROM app.presentations p
             CROSS JOIN LATERAL (VALUES ('presentations', 1), ('people_reached', p.attendees_youth + p.attendees_adult)) counted (measure, n)
             WHERE p.voided_at IS NULL
            UNION ALL
            SELECT counted.measure, t.task_force_id, t.ended_on, NULL, NULL, counted.n
              FROM app.trainings t
             CROSS JOIN LATERAL (VALUES ('training_sessions', 1),
                     ('people_trained', t.trained_law_enforcement + t.trained_prosecutors + t.trained_other)) counted (measure, n)
             WHERE t.voided_at IS NULL) f
     WHERE f.day >= live_totals.from_on AND f.day < live_totals.until_on
       AND (reader.task_force IS NULL OR f.task_force_id = reader.task_force)
     GROUP BY 1, 2, 3;
  END $$;
  RESET ROLE;
  GRANT USAGE ON SCHEMA bench TO tracker_app;
  GRANT EXECUTE ON FUNCTION bench.live_totals(date, date) TO tracker_app`;
