import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { findByIdOrFail } from '../../platform/database/rows.js';
import { RequestedPage, type Page } from '../../platform/http/paging.js';
import { Complaint } from './complaint.entity.js';
import type { DecisionRow } from './decision-list.view.js';
import type { DecisionsQuery } from './decision-list.request.js';

/* A reopening, resumption, merge or separation has no row besides its status change, which contains the reason. */
const selectDecisions = `
  WITH decision (id, kind, at, who, why, investigator, answered_by, terms) AS (
    SELECT r.id, 'triaged', r.triaged_at, r.triaged_by, r.rationale, NULL::uuid, NULL::uuid,
           jsonb_build_object('type', r.type, 'mode', r.mode, 'priority', r.priority,
                              'proposedType', r.proposed_type, 'proposedMode', r.proposed_mode,
                              'proposedPriority', r.proposed_priority, 'proposedFor', r.proposed_for,
                              'childAccess', r.child_access, 'hasHandsOnStatement', r.has_hands_on_statement)
      FROM app.triages r WHERE r.complaint_id = $1
    UNION ALL
    SELECT r.id, 'assigned', r.assigned_at, r.assigned_by, r.reason, r.investigator_id, NULL,
           jsonb_build_object('agencyId', r.agency_id, 'dueAt', r.due_at)
      FROM app.assignments r WHERE r.complaint_id = $1
    UNION ALL
    SELECT r.id, 'held', r.held_at, r.held_by, r.reason, NULL, NULL, jsonb_build_object('reviewOn', r.review_on)
      FROM app.complaint_holds r WHERE r.complaint_id = $1
    UNION ALL
    SELECT r.id, 'closure_proposed', r.proposed_at, r.proposed_by, r.narrative, NULL, r.decided_by,
           jsonb_build_object('code', r.code, 'outcome', r.outcome, 'answeredAt', r.decided_at, 'answer', r.answer)
      FROM app.closure_proposals r WHERE r.complaint_id = $1
    UNION ALL
    SELECT r.id, 'closed', r.disposed_at, r.disposed_by, r.narrative, NULL, NULL, jsonb_build_object('code', r.code)
      FROM app.dispositions r WHERE r.complaint_id = $1
    UNION ALL
    SELECT r.id, CASE WHEN r.to_state = 'merged' THEN 'merged' WHEN r.from_state = 'merged' THEN 'separated'
                      WHEN r.from_state = 'closed' THEN 'reopened' ELSE 'resumed' END,
           r.moved_at, r.moved_by, r.reason, NULL, NULL, jsonb_build_object('mergedInto', r.merged_into)
      FROM app.complaint_moves r
     WHERE r.complaint_id = $1 AND (r.to_state = 'merged' OR r.from_state IN ('merged', 'closed', 'on_hold'))),
  page AS MATERIALIZED (
    SELECT * FROM decision
     WHERE $2::timestamptz IS NULL OR (at, id) < ($2, $3::uuid)
     ORDER BY at DESC, id DESC LIMIT $4),
  spoken_of (id) AS MATERIALIZED (
    SELECT who FROM page UNION SELECT investigator FROM page UNION SELECT answered_by FROM page),
  named AS MATERIALIZED (
    SELECT s.id, jsonb_build_object('id', s.id, 'name', k.name, 'role', k.role, 'agency', k.agency) AS person
      FROM spoken_of s LEFT JOIN app.names_of_accounts(ARRAY(SELECT id FROM spoken_of)) k ON k.id = s.id)
  SELECT page.id, page.kind, page.at, page.why, page.terms, w.person AS who, i.person AS investigator, a.person AS answered
    FROM page
    LEFT JOIN named w ON w.id = page.who
    LEFT JOIN named i ON i.id = page.investigator
    LEFT JOIN named a ON a.id = page.answered_by
   ORDER BY page.at DESC, page.id DESC`;

/** Decisions about a complaint in all its cycles, with their reasons, for the next decision. */
@Injectable()
export class DecisionListService {
  constructor(private readonly database: Database) {}

  list(actor: Actor, id: string, query: DecisionsQuery): Promise<Page<DecisionRow>> {
    const page = new RequestedPage<DecisionRow>({
      list: 'decisions',
      query,
      filter: { id },
      key: { at: 'instant', id: 'id' },
    });
    return this.database.read(actor, async (tx: EntityManager) => {
      await findByIdOrFail(tx, Complaint, id);
      return page.toPage(await tx.query<DecisionRow[]>(selectDecisions, [id, ...page.position, page.limit]));
    });
  }
}
