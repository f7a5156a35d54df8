SELECT audit.watch('app.excluded_identifiers', 'raw', 'normalised', 'reason', 'end_reason');
