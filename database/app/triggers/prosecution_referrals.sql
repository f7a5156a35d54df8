CALL app.guard_by_legal_hold('app.prosecution_referrals');
SELECT audit.watch('app.prosecution_referrals');
CALL app.count_in_ledger('app.prosecution_referrals');
