-- Functions of the owner find the accounts that asked for the daily mail.
CREATE POLICY account_preferences_known_to_functions ON app.account_preferences FOR SELECT TO tracker_owner USING (true);
CREATE POLICY account_preferences_of_the_owner ON app.account_preferences
  USING (account_id = (SELECT auth.account())) WITH CHECK (account_id = (SELECT auth.account()));
