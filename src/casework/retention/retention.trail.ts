import { declareTrail } from '../../platform/trail/trail-declarations.js';

declareTrail({
  actions: {
    'retention.classified': 'gave the complaint the retention class that the rules set',
    'retention.decided': 'decided how long the complaint is retained',
    'complaint.marked-for-purge': 'marked the complaint for purge',
    'complaint.purge-mark-withdrawn': 'removed the purge mark',
    'complaint.purged': 'purged the complaint',
    'legal-hold.placed': 'placed a legal hold on the complaint',
    'legal-hold.confirmed': 'confirmed that a legal hold is still needed',
    'legal-hold.lifting-requested': 'asked to lift a legal hold',
    'legal-hold.lifted': 'lifted a legal hold',
    'seal-order.entered': 'recorded a court order about the complaint',
    'seal-order.executed': 'carried out a court order',
    'seal-order.withdrawn': 'recorded that a court order was withdrawn',
    'seal-order.recipients-due': 'recorded that recipients of the complaint must be notified of a court order',
  },
  records: {
    retentions: 'retention',
    legal_holds: 'legal hold',
    seal_orders: 'court order',
    purged_complaints: 'purge certificate',
    purged_counts: 'retained count',
  },
  infinitives: {
    carried: 'carry',
    gave: 'give',
    placed: 'place',
  },
});
