import { declarePacketSections, matter, words } from '../records/packet-declarations.js';
import { complaintColumns } from './complaint-columns.js';
import { complaintTypeLabels, dispositionLabels } from './complaints.enums.js';

declarePacketSections(
  {
    name: 'complaint',
    title: 'Complaint',
    table: 'complaints',
    labels: { type: complaintTypeLabels, disposition: dispositionLabels },
    concerns: Object.fromEntries(
      Object.entries(complaintColumns).flatMap(([name, { concern }]) => (concern === null ? [] : [[name, concern]])),
    ),
  },
  {
    name: 'moves',
    title: 'Status changes',
    table: 'complaint_moves',
    concerns: {
      ...matter('cycle', 'from_state', 'to_state', 'action', 'merged_into', 'moved_by', 'moved_at'),
      ...words('reason'),
    },
  },
  {
    name: 'holds',
    title: 'Periods on hold',
    table: 'complaint_holds',
    concerns: { ...matter('review_on', 'held_by', 'held_at', 'ended_by', 'ended_at'), ...words('reason') },
  },
  {
    name: 'closure-proposals',
    title: 'Closure proposals',
    table: 'closure_proposals',
    labels: { code: dispositionLabels },
    concerns: {
      ...matter('code', 'proposed_by', 'proposed_at', 'outcome', 'decided_by', 'decided_at'),
      ...words('narrative', 'answer'),
    },
  },
  {
    name: 'dispositions',
    title: 'Disposition',
    table: 'dispositions',
    labels: { code: dispositionLabels },
    concerns: { ...matter('code', 'proposed_by', 'disposed_by', 'disposed_at'), ...words('narrative') },
  },
);
