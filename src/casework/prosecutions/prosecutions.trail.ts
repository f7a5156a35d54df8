import { declareTrail } from '../../platform/trail/trail-declarations.js';

declareTrail({
  actions: {
    'prosecution-referral.created': 'referred a suspect’s case to a prosecutor',
    'prosecution-referral.decided': 'recorded a prosecutor’s decision on a referral',
    'prosecution-referral.voided': 'voided a referral to a prosecutor',
    'prosecution.filed': 'recorded the filing of a prosecution',
    'prosecution.corrected': 'corrected the record of a prosecution',
    'prosecution.disposed': 'recorded the outcome of a prosecution',
    'prosecution.voided': 'voided the record of a prosecution',
    'prosecution-referral.read': 'read a referral to a prosecutor',
    'prosecution-referrals.listed': 'listed referrals to prosecutors',
    'prosecution.read': 'read the record of a prosecution',
    'prosecutions.listed': 'listed prosecutions',
  },
  records: {
    prosecution_referrals: 'referral to a prosecutor',
    prosecutions: 'prosecution',
  },
  infinitives: {
    referred: 'refer',
  },
});
