-- Ends the link of a moved account to a user of a provider whose seat it left, so that the provider of its new seat can be linked, and
-- removes the account where it is a former one there. It runs before the move, which the references from the users would refuse.
CREATE OR REPLACE FUNCTION app.unlink_moved_account() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE app.provisioned_users u
     SET account_id = NULL, former_account_id = NULL, state = CASE u.state WHEN 'linked' THEN 'waiting' ELSE u.state END,
         version = u.version + 1
   WHERE new.id IN (u.account_id, u.former_account_id) AND NOT auth.is_at_or_below(new.task_force_id, new.agency_id, u.task_force_id, u.agency_id);
  RETURN new;
END $$;
