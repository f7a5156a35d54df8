CALL app.add_legal_hold_triggers('app.tip_versions');
SELECT audit.add_triggers('app.tip_versions', withheld => '{content_digest, incident_types, provider, provider_id, priority, annotations, places, child_access,
  names_convicted_offender, wrapped_key, encrypted}');
CALL quota.count_texts('app.tip_versions');
