SELECT audit.watch('app.operation_events', 'latitude', 'longitude', 'void_reason');
