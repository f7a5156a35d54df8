-- Whether all complaints of an investigation are sealed.
CREATE OR REPLACE FUNCTION oversight.is_all_sealed(investigation uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
  RETURN coalesce((SELECT bool_and(c.is_sealed) FROM app.investigation_complaints l JOIN app.complaints c ON c.id = l.complaint_id
                    WHERE l.investigation_id = is_all_sealed.investigation AND l.ended_at IS NULL), false);
GRANT EXECUTE ON FUNCTION oversight.is_all_sealed(uuid) TO tracker_owner, tracker_app;
