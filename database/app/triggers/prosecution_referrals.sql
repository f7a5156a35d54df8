CALL app.add_legal_hold_triggers('app.prosecution_referrals');
SELECT audit.add_triggers('app.prosecution_referrals');
CALL app.count_in_ledger('app.prosecution_referrals');
