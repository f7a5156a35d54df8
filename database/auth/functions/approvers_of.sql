-- Returns the accounts besides the requester that could approve an act on an account: administrators and supervisors who see it and have
-- factors. Whoever was one until a week ago counts, so nobody becomes the only approver by sending the others away.
CREATE OR REPLACE FUNCTION auth.approvers_of(held app.accounts, asking uuid) RETURNS TABLE (account_id uuid) LANGUAGE plpgsql STABLE
  SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY
    SELECT other.id FROM app.accounts other
     WHERE other.id <> (held).id AND other.id <> asking
       AND ((other.role IN ('admin', 'supervisor') AND other.disabled_at IS NULL AND other.approved_at IS NOT NULL
             AND (other.ends_at IS NULL OR now() < other.ends_at)
             AND auth.is_at_or_below((held).task_force_id, (held).agency_id, other.task_force_id, other.agency_id)
             AND auth.is_enrolled(other.id))
            OR (other.relieved_at > now() - interval '7 days'
                AND (other.relieved_task_force_id IS NULL OR other.relieved_task_force_id = (held).task_force_id)))
    UNION ALL
    SELECT (held).id
     WHERE (held).relieved_at > now() - interval '7 days'
       AND ((held).relieved_task_force_id IS NULL OR (held).relieved_task_force_id = (held).task_force_id);
END $$;
