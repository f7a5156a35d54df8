-- Returns the other agencies of the task force that hold these tips, with a contact. All are entered in the trail.
CREATE OR REPLACE FUNCTION oversight.holders_of_tips(sources text[], numbers text[])
  RETURNS TABLE ("position" bigint, agency text, phone text, email text)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE
  held record;
  disclosed uuid[] := '{}';
BEGIN
  FOR held IN SELECT * FROM oversight.find_tip_holders(sources, numbers) LOOP
    disclosed := disclosed || held.complaint;
    "position" := held.position;
    agency := held.agency;
    phone := held.phone;
    email := held.email;
    RETURN NEXT;
  END LOOP;
  IF disclosed <> '{}' THEN PERFORM audit.log_read('tip-holder.disclosed', disclosed, disclosed); END IF;
END $$;
GRANT EXECUTE ON FUNCTION oversight.holders_of_tips(text[], text[]) TO tracker_app;
