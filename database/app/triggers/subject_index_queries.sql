SELECT audit.add_triggers('app.subject_index_queries', withheld => '{given_name, family_name, given_key, family_key, born_on, born_year,
  case_reference}');
