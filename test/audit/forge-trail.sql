-- A trail of any size, past every trigger: $1 entries over 61 task forces, a third of them alone in their transaction, from
-- $2 on, one every $3. Links and heads are made by relink-trail.sql.
INSERT INTO audit.entries (seq, at, transaction, account_id, session_id, role, actor_agency, task_force_id, action, subject,
                           complaint_id, request_id, address, source, row_id, became, withheld)
SELECT nextval('audit.entries_seq_seq'), $2::timestamptz + first * $3::interval, (first + 1000000)::text::xid8, who, who,
       'investigator', who, md5('task force ' || first % 61)::uuid, 'complaint.received', who, who, 'request ' || n, '192.0.2.7',
       'complaints', who,
       jsonb_build_object('id', who, 'type', 'enticement', 'mode', 'reactive', 'state', 'received', 'reference', 'NE-2026-' || n,
                          'agency_id', who, 'source', 'public_complaint', 'version', 1, 'received_on', '2026-03-01',
                          'task_force_id', who, 'jurisdiction_state', 'NE'),
       '{external_reference,narrative,intake_digest}'
  FROM (SELECT n, n - (n % 3 = 1)::int AS first, md5('account ' || n % 500)::uuid AS who FROM generate_series(2, $1::int + 1) n
         ORDER BY n) made
