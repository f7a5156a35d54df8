CREATE POLICY timings_kept ON timing.timings TO tracker_oversight USING (true) WITH CHECK (true);
