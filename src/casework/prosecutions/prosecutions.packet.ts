import {
  declarePacketSections,
  matter,
  selectIsJuvenile,
  suspect,
  voidedConcerns,
  words,
} from '../records/packet-declarations.js';
import { declineReasonLabels, forumLabels, prosecutionOutcomeLabels } from './prosecutions.enums.js';

declarePacketSections(
  {
    name: 'referrals-for-prosecution',
    title: 'Referrals for prosecution',
    table: 'prosecution_referrals',
    juvenile: selectIsJuvenile,
    labels: { forum: forumLabels, decline_reason: declineReasonLabels },
    concerns: {
      ...matter('suspect_id', 'agency_id', 'forum', 'referred_on', 'decision', 'decided_on', 'decline_reason'),
      ...suspect('office'),
      ...voidedConcerns,
    },
  },
  {
    name: 'prosecutions',
    title: 'Prosecutions',
    table: 'prosecutions',
    juvenile: selectIsJuvenile,
    labels: { forum: forumLabels, outcome: prosecutionOutcomeLabels },
    concerns: {
      ...matter('suspect_id', 'agency_id', 'referral_id', 'forum', 'filed_on', 'is_tried_as_adult'),
      ...suspect('court', 'case_number'),
      ...matter('outcome', 'disposed_on', 'sentence_months', 'is_life', 'statutory_max_months', 'is_max_life'),
      ...words('sentence_note'),
      ...voidedConcerns,
    },
  },
);
