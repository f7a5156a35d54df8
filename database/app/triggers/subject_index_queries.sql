SELECT audit.watch('app.subject_index_queries', 'given_name', 'family_name', 'given_key', 'family_key', 'born_on', 'born_year',
  'case_reference');
