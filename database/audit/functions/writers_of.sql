-- Returns who entered each row of a complaint and who last wrote the fields of a later act, from the trail. For readers of the complaint.
CREATE OR REPLACE FUNCTION audit.writers_of(complaint uuid) RETURNS TABLE (row_id uuid, written text, account_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  SELECT DISTINCT ON (e.row_id, w.written) e.row_id, w.written, e.account_id
    FROM audit.entries e
   CROSS JOIN LATERAL unnest(ARRAY['id', 'served_on', 'outcome', 'completed_on', 'decided_on', 'disposed_on', 'voided_at']) w (written)
   WHERE e.complaint_id = writers_of.complaint AND e.became ->> w.written IS NOT NULL
     -- Entries of reads have no source. Postgres 16 leaves them out by this condition alone.
     AND e.source IS NOT NULL
     AND e.source IN ('complaints', 'suspects', 'arrests', 'victims_identified', 'charges', 'prosecution_referrals', 'prosecutions',
                      'legal_processes', 'forensic_exams')
     AND EXISTS (SELECT FROM app.complaints c WHERE c.id = writers_of.complaint)
   ORDER BY e.row_id, w.written, e.seq DESC;
END;
GRANT EXECUTE ON FUNCTION audit.writers_of(uuid) TO tracker_app;
