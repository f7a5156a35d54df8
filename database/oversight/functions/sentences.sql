-- Returns the convictions of a period with their sentence and statutory maximum.
CREATE OR REPLACE FUNCTION oversight.sentences(home uuid, from_on date, until_on date)
  RETURNS TABLE (record_id uuid, complaint_id uuid, agency_id uuid, day date, facets jsonb, n bigint) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT p.id, p.complaint_id, p.agency_id, p.disposed_on,
         jsonb_build_object('forum', p.forum, 'outcome', p.outcome,
           'sentence', CASE WHEN p.is_life THEN 'life' ELSE coalesce(p.sentence_months::text, 'not_told') END,
           'maximum', CASE WHEN p.is_max_life THEN 'life' ELSE coalesce(p.statutory_max_months::text, 'not_told') END), 1::bigint
    FROM app.prosecutions p
   WHERE p.task_force_id = home AND p.voided_at IS NULL AND p.outcome IN ('plea', 'convicted_trial')
     AND p.disposed_on >= sentences.from_on AND p.disposed_on < sentences.until_on;
END;
