CREATE POLICY historical_totals_of_the_seat ON app.historical_totals
  USING ((SELECT auth.seat()) = 'national' OR task_force_id = (SELECT auth.task_force()))
  WITH CHECK ((SELECT auth.role()) = 'supervisor'
         AND ((SELECT auth.seat()) = 'national'
              OR ((SELECT auth.seat()) = 'task_force' AND task_force_id = (SELECT auth.task_force()))));
CREATE POLICY historical_totals_overseen ON app.historical_totals FOR SELECT TO tracker_oversight USING (true);
