CREATE POLICY provisioned_users_known_to_functions ON app.provisioned_users TO tracker_owner USING (true) WITH CHECK (true);
-- A key of an identity provider sees the users of its own seat and no others, also where its owner administers more.
CREATE POLICY provisioned_users_of_the_provider ON app.provisioned_users
  USING ((SELECT auth.is_provider()) AND task_force_id = (SELECT auth.task_force()) AND agency_id IS NOT DISTINCT FROM (SELECT auth.agency()))
  WITH CHECK ((SELECT auth.is_provider()) AND task_force_id = (SELECT auth.task_force())
              AND agency_id IS NOT DISTINCT FROM (SELECT auth.agency()));
-- Administrators decide on the users of their seat and below. They send none.
CREATE POLICY provisioned_users_of_the_seat ON app.provisioned_users FOR SELECT
  USING (NOT (SELECT auth.is_provider()) AND (SELECT auth.role()) = 'admin'
         AND ((SELECT auth.seat()) = 'national'
              OR (task_force_id = (SELECT auth.task_force())
                  AND ((SELECT auth.agency()) IS NULL OR agency_id = (SELECT auth.agency())))));
CREATE POLICY provisioned_users_decided_at_the_seat ON app.provisioned_users FOR UPDATE
  USING (NOT (SELECT auth.is_provider()) AND (SELECT auth.role()) = 'admin'
         AND ((SELECT auth.seat()) = 'national'
              OR (task_force_id = (SELECT auth.task_force())
                  AND ((SELECT auth.agency()) IS NULL OR agency_id = (SELECT auth.agency())))))
  WITH CHECK (NOT (SELECT auth.is_provider()) AND (SELECT auth.role()) = 'admin'
         AND ((SELECT auth.seat()) = 'national'
              OR (task_force_id = (SELECT auth.task_force())
                  AND ((SELECT auth.agency()) IS NULL OR agency_id = (SELECT auth.agency())))));
