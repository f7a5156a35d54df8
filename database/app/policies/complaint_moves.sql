CALL app.guard_by_complaint('app.complaint_moves');
-- The trigger enters a status change for anyone, also for another task force that takes a complaint over.
CREATE POLICY complaint_moves_entered ON app.complaint_moves FOR INSERT TO tracker_owner WITH CHECK (true);
CREATE POLICY complaint_moves_overseen ON app.complaint_moves FOR SELECT TO tracker_oversight USING (true);
