CALL app.guard_by_complaint('app.legal_holds');
