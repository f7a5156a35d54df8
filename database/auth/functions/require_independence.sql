-- Checks the independence of the two persons of a row. Arguments: the approver's column, the requesters' columns separated by commas, and
-- the column of the approved account, if any.
CREATE OR REPLACE FUNCTION auth.require_independence() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  becomes jsonb := to_jsonb(new);
  approver uuid := (becomes ->> tg_argv[0])::uuid;
  requester text;
BEGIN
  FOREACH requester IN ARRAY string_to_array(tg_argv[1], ',') LOOP
    PERFORM auth.require_independent_approver(approver, (becomes ->> requester)::uuid);
  END LOOP;
  IF tg_nargs > 2 THEN PERFORM auth.require_independent_approver(approver, NULL, (becomes ->> tg_argv[2])::uuid); END IF;
  RETURN new;
END $$;
