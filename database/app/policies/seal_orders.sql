CALL app.guard_by_complaint('app.seal_orders');
