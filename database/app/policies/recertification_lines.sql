CREATE POLICY recertification_lines_of_the_list ON app.recertification_lines
  USING (EXISTS (SELECT FROM app.recertifications r WHERE r.id = recertification_id))
  WITH CHECK (EXISTS (SELECT FROM app.recertifications r WHERE r.id = recertification_id AND r.signed_off_at IS NULL)
              AND EXISTS (SELECT FROM app.accounts a WHERE a.id = account_id)
              AND (decided_by IS NULL OR decided_by = (SELECT auth.account())));
