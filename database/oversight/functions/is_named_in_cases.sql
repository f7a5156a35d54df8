-- Whether cases of a task force name an account. Callers check whether the account may be asked about.
CREATE OR REPLACE FUNCTION oversight.is_named_in_cases(account uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  SELECT EXISTS (SELECT FROM app.complaints c WHERE c.investigator_id = account)
      OR EXISTS (SELECT FROM app.assignments a WHERE a.investigator_id = account)
      OR EXISTS (SELECT FROM app.task_terms t WHERE t.owner_id = account);
END;
GRANT EXECUTE ON FUNCTION oversight.is_named_in_cases(uuid) TO tracker_owner;
