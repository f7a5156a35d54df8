SELECT audit.add_triggers('app.provisioned_users',
  withheld => '{user_name, external_id, display_name, formatted_name, given_name, family_name, email}');
