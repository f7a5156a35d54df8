CALL app.add_complaint_policies('app.prosecution_referrals', is_overseen => true);
