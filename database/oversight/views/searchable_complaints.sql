-- Complaints as the search index holds them. The index is rebuilt from this view.
CREATE OR REPLACE VIEW oversight.searchable_complaints WITH (security_invoker = true) AS
  SELECT c.id AS complaint_id, c.task_force_id, c.agency_id, c.working_agency_id, c.is_sealed, c.reference, c.received_at,
         c.received_on, c.state, c.type, c.source,
         to_tsvector('pg_catalog.english', c.narrative)
           || array_to_tsvector(oversight.seat_keys(c.task_force_id, c.agency_id, c.working_agency_id)
                                || (' m' || to_char(c.received_at AT TIME ZONE 'UTC', 'YYYY-MM'))) AS words
    FROM app.complaints c;
