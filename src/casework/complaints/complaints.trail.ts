import { declareTrail } from '../../platform/trail/trail-declarations.js';

declareTrail({
  actions: {
    'complaint.closed': 'closed the complaint',
    'complaint.held': 'put the complaint on hold',
    'complaint.submission-corrected': 'corrected the time at which NCMEC received the report',
    'complaint.annotations-corrected': 'corrected the annotations of the complaint',
    'complaint.ncmec-class-corrected': 'corrected the class that NCMEC gave the CyberTip',
    'complaint.resumed': 'resumed work on the complaint',
    'complaint.merged': 'merged the complaint into another',
    'complaint.unmerged': 'reversed the merge of the complaint',
    'complaint.closure-proposed': 'proposed to close the complaint',
    'complaint.closure-returned': 'rejected a proposal to close the complaint',
    'complaint.reopened': 'reopened the complaint',
    'tip-holder.disclosed': 'was notified that another agency has a tip',
    'complaint-trail.read': 'read the trail of a complaint',
    // An entry of the demo is also read where the demo is not loaded.
    'demo.loaded': 'loaded the complaint as synthetic data',
  },
  records: {
    complaints: 'complaint',
    complaint_moves: 'change of status',
    complaint_holds: 'hold of a complaint',
    closure_proposals: 'proposal to close a complaint',
    dispositions: 'disposition',
  },
  infinitives: {
    merged: 'merge',
    proposed: 'propose',
    put: 'put',
    resumed: 'resume',
    reversed: 'reverse',
  },
});
