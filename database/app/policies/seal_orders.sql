CALL app.add_complaint_policies('app.seal_orders');
