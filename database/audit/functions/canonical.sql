-- Returns an entry as the chain hashes it. The verifier has its own copy of this text and never calls this function.
CREATE OR REPLACE FUNCTION audit.canonical(e audit.entries) RETURNS text LANGUAGE sql STABLE
RETURN json_build_array(e.seq, (extract(epoch FROM e.at) * 1000000)::bigint, e.transaction, e.account_id, e.session_id,
         e.role, e.actor_agency, e.task_force_id, e.action, e.subject, e.complaint_id, e.outcome, e.reason, e.request_id,
         e.address, e.source, e.row_id, e.was, e.became, e.withheld, e.records)::text;
