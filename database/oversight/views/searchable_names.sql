-- Names as the search index holds them. The index is rebuilt from this view.
CREATE OR REPLACE VIEW oversight.searchable_names WITH (security_invoker = true) AS
  SELECT n.record_id, n.kind, n.task_force_id, n.complaint_id,
         oversight.name_keys(n.name, c.task_force_id, c.agency_id, c.working_agency_id) AS keys
    FROM (SELECT s.id AS record_id, 'suspect' AS kind, s.task_force_id, s.complaint_id,
                 concat_ws(' ', s.given_name, s.family_name) AS name, NULL::date AS born_on, NULL::smallint AS age
            FROM app.suspects s WHERE s.voided_at IS NULL AND NOT s.juvenile
          UNION ALL
          SELECT a.id, 'alias', a.task_force_id, a.complaint_id, concat_ws(' ', a.given_name, a.family_name, a.whole_name), NULL, NULL
            FROM app.suspect_aliases a JOIN app.suspects s ON s.id = a.suspect_id
           WHERE a.voided_at IS NULL AND s.voided_at IS NULL AND NOT s.juvenile
          UNION ALL
          SELECT p.id, 'reported_person', p.task_force_id, p.complaint_id,
                 concat_ws(' ', p.given_name, p.family_name, p.other_name), p.born_on, p.approximate_age
            FROM app.reported_persons p WHERE p.voided_at IS NULL AND p.role <> 'victim') n
    JOIN app.complaints c ON c.id = n.complaint_id
   WHERE NOT c.is_expunged AND n.name ~ '[^\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u0300-\u036f\u2000-\u206f\u3000-\u3002]'
     AND coalesce(n.age, 18) >= 18
     AND coalesce(n.born_on <= (coalesce(c.first_use_at, c.incident_at, c.reported_to_ncmec_at, c.received_at) AT TIME ZONE 'UTC')::date
                            - interval '18 years', true);
