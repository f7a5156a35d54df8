-- Row security of app.carried_figures.
CREATE POLICY carried_figures_of_the_seat ON app.carried_figures
  USING ((SELECT auth.seat()) = 'national' OR task_force_id = (SELECT auth.task_force()))
  WITH CHECK ((SELECT auth.role()) = 'supervisor'
         AND ((SELECT auth.seat()) = 'national'
              OR ((SELECT auth.seat()) = 'task_force' AND task_force_id = (SELECT auth.task_force()))));
CREATE POLICY carried_figures_overseen ON app.carried_figures FOR SELECT TO tracker_oversight USING (true);
