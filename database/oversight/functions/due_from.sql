-- Returns the due instant of a tier for an assignment at an instant.
CREATE OR REPLACE FUNCTION oversight.due_from(at timestamptz, priority smallint) RETURNS timestamptz LANGUAGE sql IMMUTABLE
  RETURN at + CASE priority WHEN 1 THEN interval '1 hour' WHEN 2 THEN interval '24 hours' WHEN 3 THEN interval '168 hours'
                            WHEN 4 THEN interval '720 hours' END;
