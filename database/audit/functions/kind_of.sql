-- Returns the record kind under which the change feed reports a table's rows; null for tables that it does not report: accounts and keys,
-- identities, the subject index, counts, files, and rows written only together with their complaint or investigation.
CREATE OR REPLACE FUNCTION audit.kind_of(source text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE source
         WHEN 'complaints' THEN 'complaint' WHEN 'purged_complaints' THEN 'complaint'
         WHEN 'notes' THEN 'note' WHEN 'tasks' THEN 'task' WHEN 'tip_versions' THEN 'tip_version' WHEN 'preservations' THEN 'preservation'
         WHEN 'disclosures' THEN 'disclosure' WHEN 'transfers' THEN 'transfer' WHEN 'shares' THEN 'share'
         WHEN 'suspects' THEN 'suspect' WHEN 'suspect_aliases' THEN 'suspect_alias'
         WHEN 'identifiers' THEN 'identifier' WHEN 'suspect_identifiers' THEN 'identifier'
         WHEN 'reported_persons' THEN 'reported_person' WHEN 'reported_files' THEN 'reported_file'
         WHEN 'arrests' THEN 'arrest' WHEN 'charges' THEN 'charge'
         WHEN 'prosecution_referrals' THEN 'prosecution_referral' WHEN 'prosecutions' THEN 'prosecution'
         WHEN 'victims_identified' THEN 'victim_identified' WHEN 'safeguarding_steps' THEN 'safeguarding_step'
         WHEN 'victim_relationships' THEN 'victim_relationship'
         WHEN 'legal_processes' THEN 'legal_process' WHEN 'forensic_exams' THEN 'forensic_exam'
         WHEN 'retentions' THEN 'retention' WHEN 'legal_holds' THEN 'legal_hold' WHEN 'seal_orders' THEN 'seal_order'
         WHEN 'outside_checks' THEN 'outside_check'
         WHEN 'investigations' THEN 'investigation'
         WHEN 'operations' THEN 'operation' WHEN 'operation_members' THEN 'operation_member'
         WHEN 'operation_events' THEN 'operation_event'
         WHEN 'presentations' THEN 'presentation' WHEN 'trainings' THEN 'training'
         WHEN 'assistance_sessions' THEN 'assistance_session' WHEN 'staffing_levels' THEN 'staffing_level'
         WHEN 'agencies' THEN 'agency' WHEN 'agency_memberships' THEN 'agency'
       END;
