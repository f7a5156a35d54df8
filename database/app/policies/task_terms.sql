CALL app.guard_by_complaint('app.task_terms');
CREATE POLICY task_terms_overseen ON app.task_terms FOR SELECT TO tracker_oversight USING (true);
