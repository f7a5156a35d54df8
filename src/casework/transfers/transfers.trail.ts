import { declareTrail } from '../../platform/trail/trail-declarations.js';

declareTrail({
  actions: {
    'transfer.offered': 'offered the complaint to another agency',
    'transfer.accepted': 'accepted the complaint from another agency',
    'transfer.declined': 'declined the complaint',
    'transfer.revoked': 'withdrew the offer of the complaint',
    'share.granted': 'shared the complaint with another agency',
    'share.ended': 'ended the share of the complaint',
    'share.read': 'read a shared complaint',
  },
  records: {
    transfers: 'transfer',
    shares: 'share',
  },
  infinitives: {
    declined: 'decline',
    shared: 'share',
  },
});
