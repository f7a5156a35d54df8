-- Deletes all rows of one complaint and keeps its counts and a certificate. The caller has locked it and checked the right to it.
CREATE OR REPLACE FUNCTION purge.erase(complaint uuid, kept app.retentions, steps purge.step[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  going app.complaints;
  task_force text;
  step purge.step;
  deleted bigint;
  removed jsonb := '{}';
  -- The counts are kept in a variable while the records are deleted. The certificate is written first, because the counts refer to it.
  counted jsonb;
  sentence text;
BEGIN
  PERFORM app.detach_subjects_from_case(complaint, now());
  SELECT c.* INTO STRICT going FROM app.complaints c WHERE c.id = complaint;
  SELECT t.code INTO STRICT task_force FROM app.task_forces t WHERE t.id = going.task_force_id;
  SELECT coalesce(jsonb_agg(to_jsonb(f)), '[]') INTO counted FROM oversight.facts_of(going.task_force_id, complaint) f;
  FOREACH step IN ARRAY steps LOOP
    EXECUTE format('DELETE FROM %s WHERE %s', step.dependent, step.condition) USING complaint, going.task_force_id;
    GET DIAGNOSTICS deleted = ROW_COUNT;
    IF deleted > 0 THEN
      removed := removed || jsonb_build_object(step.dependent, coalesce((removed ->> step.dependent)::bigint, 0) + deleted);
    END IF;
  END LOOP;
  sentence := jsonb_build_object(
    'number', 'PC-' || going.reference, 'taskForce', task_force, 'agencyId', going.agency_id, 'complaintId', complaint,
    'reference', going.reference, 'mergedInto', going.merged_into, 'retentionClass', kept.class, 'closedOn', kept.closed_on,
    'reviewOn', kept.review_on, 'markedBy', kept.marked_by,
    'markedAt', to_char(kept.marked_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'purgedAt', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'rowsDeleted', removed,
    'countsKept', (SELECT coalesce(jsonb_object_agg(s.measure, s.n), '{}')
                     FROM (SELECT c ->> 'measure' AS measure, sum((c ->> 'n')::bigint) AS n
                             FROM jsonb_array_elements(counted) c WHERE (c ->> 'n')::bigint > 0 GROUP BY 1) s))::text;
  INSERT INTO app.purged_complaints (id, task_force_id, agency_id, complaint_id, reference, class, was_sealed, purged_at, number, certificate,
                          sha256)
  VALUES (gen_random_uuid(), going.task_force_id, going.agency_id, complaint, going.reference, kept.class, going.is_sealed, now(),
          'PC-' || going.reference, sentence, sha256(convert_to(sentence, 'UTF8')));
  INSERT INTO app.purged_counts (id, task_force_id, agency_id, complaint_id, record_id, measure, counted_on, facets, n,
                                 operation_ids)
  SELECT gen_random_uuid(), going.task_force_id, f.agency_id, complaint, f.record_id, f.measure, f.day, f.facets,
         f.n, f.operation_ids
    FROM jsonb_to_recordset(counted)
           f (measure text, record_id uuid, agency_id uuid, day date, facets jsonb, n bigint,
              operation_ids uuid[]);
END $$;
