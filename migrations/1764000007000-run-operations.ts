import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Operations: a window of days in which task forces work together, and what belongs to it, either all that falls into the
 * window or what was tagged. The national programme runs operations of many task forces, a task force its own.
 */
export class RunOperations1764000007000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE app.operations (
        id            uuid PRIMARY KEY,
        task_force_id uuid REFERENCES app.task_forces,
        name          text NOT NULL,
        starts_on     date NOT NULL,
        ends_on       date NOT NULL,
        membership    text NOT NULL CHECK (membership IN ('window', 'tagged')),
        version       integer NOT NULL,
        UNIQUE NULLS NOT DISTINCT (task_force_id, name, starts_on),
        CHECK (starts_on <= ends_on)
      );
      CREATE TABLE app.operation_task_forces (
        id            uuid PRIMARY KEY,
        operation_id  uuid NOT NULL REFERENCES app.operations,
        task_force_id uuid NOT NULL REFERENCES app.task_forces,
        UNIQUE (operation_id, task_force_id)
      );
      -- A tag: this record belongs to that operation. Each row names exactly one record.
      CREATE TABLE app.operation_members (
        id              uuid PRIMARY KEY,
        operation_id    uuid NOT NULL,
        task_force_id   uuid NOT NULL,
        complaint_id    uuid,
        arrest_id       uuid,
        victim_id       uuid,
        presentation_id uuid,
        UNIQUE (task_force_id, id),
        FOREIGN KEY (operation_id, task_force_id) REFERENCES app.operation_task_forces (operation_id, task_force_id),
        FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints (task_force_id, id),
        FOREIGN KEY (task_force_id, arrest_id) REFERENCES app.arrests (task_force_id, id),
        FOREIGN KEY (task_force_id, victim_id) REFERENCES app.victims_identified (task_force_id, id),
        FOREIGN KEY (task_force_id, presentation_id) REFERENCES app.presentations (task_force_id, id),
        UNIQUE (operation_id, complaint_id),
        UNIQUE (operation_id, arrest_id),
        UNIQUE (operation_id, victim_id),
        UNIQUE (operation_id, presentation_id),
        CHECK (num_nonnulls(complaint_id, arrest_id, victim_id, presentation_id) = 1)
      );
      CREATE INDEX operation_task_forces_task_force_id_idx ON app.operation_task_forces (task_force_id);

      GRANT SELECT, INSERT, UPDATE ON app.operations TO tracker_app;
      GRANT SELECT, INSERT ON app.operation_task_forces, app.operation_members TO tracker_app;
      ALTER TABLE app.operations ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      ALTER TABLE app.operation_task_forces ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      ALTER TABLE app.operation_members ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

      -- A task force knows the operations it takes part in; an operation may be covert to everyone else.
      CREATE POLICY operations_of_participants ON app.operations FOR SELECT
        USING ((SELECT auth.seat()) = 'national' OR task_force_id = (SELECT auth.task_force())
               OR EXISTS (SELECT FROM app.operation_task_forces p WHERE p.operation_id = operations.id));
      CREATE POLICY operations_run_by_supervisors ON app.operations
        USING ((SELECT auth.role()) = 'supervisor'
               AND ((SELECT auth.seat()) = 'national'
                    OR ((SELECT auth.seat()) = 'task_force' AND task_force_id = (SELECT auth.task_force()))))
        WITH CHECK ((SELECT auth.role()) = 'supervisor'
               AND (((SELECT auth.seat()) = 'national' AND task_force_id IS NULL)
                    OR ((SELECT auth.seat()) = 'task_force' AND task_force_id = (SELECT auth.task_force()))));
      -- Asked apart from the policies of operations, which ask for their participants in turn.
      CREATE FUNCTION app.runs_operation(operation uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
        RETURN EXISTS (SELECT FROM app.operations o
                        WHERE o.id = operation AND o.task_force_id IS NOT DISTINCT FROM (SELECT auth.task_force()));
      GRANT EXECUTE ON FUNCTION app.runs_operation(uuid) TO tracker_app;
      CREATE POLICY operation_task_forces_of_the_seat ON app.operation_task_forces
        USING ((SELECT auth.seat()) = 'national' OR task_force_id = (SELECT auth.task_force()))
        WITH CHECK ((SELECT auth.role()) = 'supervisor' AND app.runs_operation(operation_id)
               AND ((SELECT auth.seat()) = 'national'
                    OR ((SELECT auth.seat()) = 'task_force' AND task_force_id = (SELECT auth.task_force()))));
      CREATE POLICY operation_members_of_the_seat ON app.operation_members
        USING (task_force_id = (SELECT auth.case_task_force())
               AND ((SELECT auth.agency()) IS NULL
                    OR EXISTS (SELECT FROM app.complaints c WHERE c.id = complaint_id)
                    OR EXISTS (SELECT FROM app.arrests a WHERE a.id = arrest_id)
                    OR EXISTS (SELECT FROM app.victims_identified v WHERE v.id = victim_id)
                    OR EXISTS (SELECT FROM app.presentations p WHERE p.id = presentation_id)))
        WITH CHECK (task_force_id = (SELECT auth.case_task_force())
               AND ((SELECT auth.agency()) IS NULL
                    OR EXISTS (SELECT FROM app.complaints c WHERE c.id = complaint_id)
                    OR EXISTS (SELECT FROM app.arrests a WHERE a.id = arrest_id)
                    OR EXISTS (SELECT FROM app.victims_identified v WHERE v.id = victim_id)
                    OR EXISTS (SELECT FROM app.presentations p WHERE p.id = presentation_id)));
      SELECT audit.watch('app.operations'), audit.watch('app.operation_task_forces'), audit.watch('app.operation_members');
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE app.operation_members, app.operations, app.operation_task_forces CASCADE`);
    await db.query(`DROP FUNCTION IF EXISTS app.runs_operation(uuid)`);
  }
}
