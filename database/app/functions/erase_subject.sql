-- Erases a subject that was refused or purged. The remaining marker identifies nobody.
CREATE OR REPLACE FUNCTION app.erase_subject() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  new.complaint_id := NULL;
  new.suspect_id := NULL;
  new.given_name := NULL;
  new.family_name := NULL;
  new.given_key := NULL;
  new.family_key := NULL;
  new.born_on := NULL;
  new.descriptors := NULL;
  new.criminal_activity := NULL;
  new.suspicion_basis := NULL;
  new.obtained_how := NULL;
  new.review_due_on := NULL;
  new.review_called_for := NULL;
  new.corrected_by := NULL;
  UPDATE app.subject_index_reviews r SET protected_views_basis = NULL
   WHERE r.entry_id = new.id AND r.protected_views_basis IS NOT NULL;
  RETURN new;
END $$;
