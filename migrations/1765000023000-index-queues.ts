import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Indexes of the complaint queues, each in the order of its queue: for a task force, for the owning agency, and for the
 * working agency.
 */
export class IndexQueues1765000023000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- The queue of triaged complaints has their priority as its order.
      ALTER TABLE app.complaints ADD CONSTRAINT complaints_triaged_priority_check CHECK (state <> 'triaged' OR priority IS NOT NULL);

      -- A key is CASE and not coalesce, which under row security is no condition of an index.
      -- To triage, and expiring: the preservation that ends first, then the earliest receipt.
      CREATE INDEX complaints_untriaged_idx
        ON app.complaints (task_force_id, (CASE WHEN preserved_until IS NULL THEN 'infinity' ELSE preserved_until END), received_at, id)
        WHERE coalesce(state_before, state) IN ('received', 'in_triage', 'reopened') AND merged_into IS NULL;
      CREATE INDEX complaints_untriaged_agency_idx
        ON app.complaints (task_force_id, agency_id, (CASE WHEN preserved_until IS NULL THEN 'infinity' ELSE preserved_until END), received_at, id)
        WHERE coalesce(state_before, state) IN ('received', 'in_triage', 'reopened') AND merged_into IS NULL;
      CREATE INDEX complaints_untriaged_working_agency_idx
        ON app.complaints (task_force_id, working_agency_id, (CASE WHEN preserved_until IS NULL THEN 'infinity' ELSE preserved_until END), received_at, id)
        WHERE coalesce(state_before, state) IN ('received', 'in_triage', 'reopened') AND merged_into IS NULL
          AND working_agency_id IS NOT NULL;

      -- To assign, and past target: the most urgent tier, then the earliest receipt.
      CREATE INDEX complaints_unassigned_idx
        ON app.complaints (task_force_id, priority, received_at, id)
        WHERE coalesce(state_before, state) IN ('received', 'in_triage', 'reopened', 'triaged') AND merged_into IS NULL
          AND priority IS NOT NULL;
      CREATE INDEX complaints_unassigned_agency_idx
        ON app.complaints (task_force_id, agency_id, priority, received_at, id)
        WHERE coalesce(state_before, state) IN ('received', 'in_triage', 'reopened', 'triaged') AND merged_into IS NULL
          AND priority IS NOT NULL;
      CREATE INDEX complaints_unassigned_working_agency_idx
        ON app.complaints (task_force_id, working_agency_id, priority, received_at, id)
        WHERE coalesce(state_before, state) IN ('received', 'in_triage', 'reopened', 'triaged') AND merged_into IS NULL
          AND priority IS NOT NULL AND working_agency_id IS NOT NULL;

      -- Overdue: the earliest due time. A complaint on hold is overdue only if it was so when the hold began.
      CREATE INDEX complaints_due_idx
        ON app.complaints (task_force_id, due_at, id)
        WHERE disposition IS NULL AND merged_into IS NULL AND due_at IS NOT NULL AND (state <> 'on_hold' OR due_at < state_since);
      CREATE INDEX complaints_due_agency_idx
        ON app.complaints (task_force_id, agency_id, due_at, id)
        WHERE disposition IS NULL AND merged_into IS NULL AND due_at IS NOT NULL AND (state <> 'on_hold' OR due_at < state_since);
      CREATE INDEX complaints_due_working_agency_idx
        ON app.complaints (task_force_id, working_agency_id, due_at, id)
        WHERE disposition IS NULL AND merged_into IS NULL AND due_at IS NOT NULL AND (state <> 'on_hold' OR due_at < state_since)
          AND working_agency_id IS NOT NULL;

      -- On hold: the longest hold.
      CREATE INDEX complaints_held_idx ON app.complaints (task_force_id, state_since, id) WHERE state = 'on_hold';
      CREATE INDEX complaints_held_agency_idx ON app.complaints (task_force_id, agency_id, state_since, id) WHERE state = 'on_hold';
      CREATE INDEX complaints_held_working_agency_idx
        ON app.complaints (task_force_id, working_agency_id, state_since, id)
        WHERE state = 'on_hold' AND working_agency_id IS NOT NULL;

      -- The list of an agency in a state: the latest receipt. For a task force there is an index of all complaints.
      CREATE INDEX complaints_open_agency_idx
        ON app.complaints (task_force_id, agency_id, state, received_at DESC, id DESC) WHERE disposition IS NULL;
      CREATE INDEX complaints_open_working_agency_idx
        ON app.complaints (task_force_id, working_agency_id, state, received_at DESC, id DESC)
        WHERE disposition IS NULL AND working_agency_id IS NOT NULL;

      -- Mine: the earliest due time, then complaints without one.
      CREATE INDEX complaints_investigator_due_idx
        ON app.complaints (task_force_id, investigator_id, (CASE WHEN due_at IS NULL THEN 'infinity' ELSE due_at END), id)
        WHERE investigator_id IS NOT NULL AND disposition IS NULL AND merged_into IS NULL;

      -- To close: the earliest proposal.
      CREATE INDEX closure_proposals_pending_idx
        ON app.closure_proposals (task_force_id, proposed_at, complaint_id) WHERE outcome IS NULL;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX app.complaints_untriaged_idx, app.complaints_untriaged_agency_idx, app.complaints_untriaged_working_agency_idx,
        app.complaints_unassigned_idx, app.complaints_unassigned_agency_idx, app.complaints_unassigned_working_agency_idx,
        app.complaints_due_idx, app.complaints_due_agency_idx, app.complaints_due_working_agency_idx,
        app.complaints_held_idx, app.complaints_held_agency_idx, app.complaints_held_working_agency_idx,
        app.complaints_open_agency_idx, app.complaints_open_working_agency_idx, app.complaints_investigator_due_idx,
        app.closure_proposals_pending_idx;
      ALTER TABLE app.complaints DROP CONSTRAINT complaints_triaged_priority_check;
    `);
  }
}
