-- Row security of app.legal_holds.
CALL app.guard_by_complaint('app.legal_holds');
