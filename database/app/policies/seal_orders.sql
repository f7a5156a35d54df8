-- Row security of app.seal_orders.
CALL app.guard_by_complaint('app.seal_orders');
