-- Triggers of app.staffing_levels.
SELECT audit.watch('app.staffing_levels', 'void_reason');
