-- Returns, for a report that is being written, the holder of a tip's number at another agency and the names of children in its texts.
-- Writes one entry for these and for the given complaints, unless the account was shown all of them within ten minutes. A number costs
-- nothing to ask for here, so an account asks for 1,000 different ones a day.
CREATE OR REPLACE FUNCTION vault.show_unsaved_matches(complaints uuid[], source text, number text, asked bytea[], is_list boolean,
                                           OUT agency text, OUT phone text, OUT email text, OUT is_within boolean, OUT is_alarm boolean,
                                           OUT kinds text[], OUT tokens bytea[])
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  victims uuid[];
  held    uuid;
  shown   uuid[];
BEGIN
  SELECT n.is_within, n.is_alarm, n.kinds, n.tokens, n.victims INTO is_within, is_alarm, kinds, tokens, victims
    FROM vault.names_among(NULL, asked, is_list) n;
  IF source IS NOT NULL AND number IS NOT NULL
     AND auth.count_lookups('unsaved_tip_number', ARRAY[convert_to(source || ' ' || number, 'UTF8')], 1000) IS NOT NULL THEN
    SELECT h.complaint, h.agency, h.phone, h.email INTO held, agency, phone, email
      FROM oversight.find_tip_holders(ARRAY[source], ARRAY[number]) h
     WHERE h.agency IS NOT NULL;
  END IF;
  shown := complaints || ARRAY(SELECT held WHERE held IS NOT NULL)
        || ARRAY(SELECT v.complaint_id FROM app.victims_identified v WHERE v.id = ANY (victims));
  IF shown <> '{}' THEN
    PERFORM audit.log_read_unless_recent('complaint.matched-unsaved', victims || shown, shown, interval '10 minutes');
  END IF;
END $$;
GRANT EXECUTE ON FUNCTION vault.show_unsaved_matches(uuid[], text, text, bytea[], boolean) TO tracker_app;
