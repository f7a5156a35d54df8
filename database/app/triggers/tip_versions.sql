-- Triggers of app.tip_versions.
CALL app.keep_while_held('app.tip_versions');
SELECT audit.watch('app.tip_versions', 'content_digest', 'incident_types', 'provider', 'priority', 'annotations', 'wrapped_key', 'sealed');
CALL quota.count_texts('app.tip_versions', 'format', 'provider', 'priority');
