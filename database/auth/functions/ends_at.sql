-- Returns the latest end of a session. A session that waits for a step ends a quarter of an hour after it was opened.
CREATE OR REPLACE FUNCTION auth.ends_at(waiting auth.sessions) RETURNS timestamptz LANGUAGE sql IMMUTABLE
  RETURN CASE WHEN (waiting).pending_step IS NULL THEN (waiting).expires_at
              ELSE least((waiting).expires_at, (waiting).opened_at + interval '15 minutes') END;
