-- Whether an account was unused for the given time. The last account that could enable it again is spared, since otherwise the record would
-- be closed for good.
CREATE OR REPLACE FUNCTION auth.is_unused(holder app.accounts, longest interval) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp
  RETURN auth.last_used_at(holder) < now() - longest
    AND ((holder).role <> 'admin' OR EXISTS (
          SELECT FROM app.accounts other
           WHERE other.role = 'admin' AND other.id <> (holder).id AND other.disabled_at IS NULL
             AND other.approved_at IS NOT NULL AND other.ends_at IS NULL
             AND auth.is_at_or_below((holder).task_force_id, (holder).agency_id, other.task_force_id, other.agency_id)
             AND auth.last_used_at(other) >= now() - longest));
