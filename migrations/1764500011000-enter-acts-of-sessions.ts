import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Acts that the application's role enters by itself are those of a session. Without one its SQL may only prove that the trail takes
 * entries, as readiness does. Who gets in by `tracker_door` has no session yet, and is entered by functions of its own.
 */
export class EnterActsOfSessions1764500011000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(entering(true));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(entering(false));
  }
}

const required = (allowed: string): string => `
    IF who.id IS NULL AND session_user = 'tracker_app'${allowed} THEN
      RAISE EXCEPTION 'an act of nobody' USING ERRCODE = '42501';
    END IF;`;

const entering = (isRequired: boolean): string => `
  CREATE OR REPLACE FUNCTION audit.note(action text, subject uuid, outcome text DEFAULT 'done', reason text DEFAULT NULL,
                                        request text DEFAULT NULL) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  DECLARE who auth.sessions := auth.session();
  BEGIN${isRequired ? required(` AND action <> 'trail.probed'`) : ''}
    INSERT INTO audit.entries (account_id, session_id, role, actor_agency, task_force_id, action, subject, outcome, reason,
                               request_id, address)
    VALUES (who.account_id, who.id, who.role, who.agency_id, who.task_force_id, action, subject, outcome, reason,
            coalesce(request, nullif(current_setting('app.request', true), '')),
            nullif(current_setting('app.address', true), '')::inet);
  END $$;

  CREATE OR REPLACE FUNCTION audit.look(action text, records uuid[], complaints uuid[] DEFAULT NULL) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    who auth.sessions := auth.session();
    of_complaints uuid[] := (SELECT array_agg(DISTINCT c) FROM unnest(complaints) c);
    seen uuid[] := (SELECT array_agg(DISTINCT r) FROM unnest(records || complaints) r);
  BEGIN${isRequired ? required('') : ''}
    INSERT INTO audit.entries (account_id, session_id, role, actor_agency, task_force_id, action, subject, complaint_id, reason,
                               request_id, address, records)
    VALUES (who.account_id, who.id, who.role, who.agency_id, who.task_force_id, action,
            CASE WHEN cardinality(records) = 1 THEN records[1] END,
            CASE WHEN cardinality(of_complaints) = 1 THEN of_complaints[1] END,
            nullif(current_setting('app.reason', true), ''), nullif(current_setting('app.request', true), ''),
            nullif(current_setting('app.address', true), '')::inet, coalesce(seen, '{}'));
  END $$;`;
