CALL app.guard_by_legal_hold('app.tip_versions');
SELECT audit.watch('app.tip_versions', 'content_digest', 'incident_types', 'provider', 'priority', 'annotations', 'wrapped_key', 'encrypted');
CALL quota.count_texts('app.tip_versions');
