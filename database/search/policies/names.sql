CREATE POLICY names_kept ON search.names TO tracker_oversight USING (true) WITH CHECK (true);
