SELECT audit.watch('app.staffing_levels', 'void_reason');
