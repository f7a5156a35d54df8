-- Lines of PgBouncer's auth_file: the two serving roles with the verifiers of their passwords, which change with the passwords.
SELECT format('"%s" "%s"', rolname, rolpassword) AS line
  FROM pg_authid
 WHERE rolname IN ('tracker_app', 'tracker_auth')
 ORDER BY rolname;
