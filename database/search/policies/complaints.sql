CREATE POLICY complaints_kept ON search.complaints TO tracker_oversight USING (true) WITH CHECK (true);
