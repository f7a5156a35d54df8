import { declareTrail } from '../../platform/trail/trail-declarations.js';

declareTrail({
  actions: { 'preferences.set': 'set the preferences of the account' },
  records: { account_preferences: 'preferences' },
});
