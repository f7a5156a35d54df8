-- Returns how many years a retention class keeps a complaint after it was closed; null means permanently.
CREATE OR REPLACE FUNCTION app.retention_years(class text) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE class WHEN 'informational' THEN 2 WHEN 'unfounded' THEN 3 WHEN 'closed_without_arrest' THEN 7
                  WHEN 'arrest_or_prosecution' THEN 25 WHEN 'child_identified' THEN 75 END;
GRANT EXECUTE ON FUNCTION app.retention_years(text) TO tracker_app, tracker_eraser;
