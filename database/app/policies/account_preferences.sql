CREATE POLICY account_preferences_of_the_owner ON app.account_preferences
  USING (account_id = (SELECT auth.account())) WITH CHECK (account_id = (SELECT auth.account()));
