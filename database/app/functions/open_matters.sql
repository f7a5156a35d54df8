-- Returns the open matters that prevent the closing of a complaint and its transfer to another task force. A hold belongs to the
-- complaint itself.
CREATE OR REPLACE FUNCTION app.open_matters(complaint uuid) RETURNS TABLE (kind text, n bigint)
  LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  SELECT 'hold', count(*) FROM app.complaint_holds h
   WHERE h.complaint_id = open_matters.complaint AND h.ended_at IS NULL HAVING count(*) > 0
  UNION ALL
  SELECT 'legal_process', o.n FROM oversight.count_outstanding_processes(open_matters.complaint) o (n) WHERE o.n > 0
  UNION ALL
  SELECT 'deconfliction', o.n FROM oversight.open_hits(open_matters.complaint) o (n) WHERE o.n > 0;
END;
GRANT EXECUTE ON FUNCTION app.open_matters(uuid) TO tracker_app;
