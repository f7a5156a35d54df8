import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The trail: triggers enter every row a statement wrote, in the same transaction, under the name the change was given.
 * Without a name nothing is written; the application's role has no right on the trail at all.
 */
export class KeepTheTrail1764000002000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE SCHEMA audit;
      GRANT USAGE ON SCHEMA audit TO tracker_app;

      CREATE TABLE audit.entries (
        seq           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        at            timestamptz NOT NULL DEFAULT clock_timestamp(),
        transaction   xid8 NOT NULL DEFAULT pg_current_xact_id(),
        account_id    uuid,
        session_id    uuid,
        role          text,
        actor_agency  uuid,
        task_force_id uuid,
        action        text NOT NULL,
        subject       uuid,
        complaint_id  uuid,
        outcome       text NOT NULL DEFAULT 'done' CHECK (outcome IN ('done', 'refused')),
        reason        text,
        request_id    text,
        source        text,
        row_id        uuid,
        was           jsonb,
        became        jsonb,
        -- Columns written whose values the trail does not repeat.
        withheld      text[]
      );
      CREATE INDEX entries_complaint_id_seq_idx ON audit.entries (complaint_id, seq) WHERE complaint_id IS NOT NULL;
      CREATE INDEX entries_subject_seq_idx ON audit.entries (subject, seq) WHERE subject IS NOT NULL AND complaint_id IS NULL;

      -- What the transaction does, for what reason, in which request. Who does it comes from the session row.
      CREATE FUNCTION audit.name_change(action text, subject uuid, reason text, request text) RETURNS void
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        PERFORM set_config('app.action', action, true),
                set_config('app.subject', coalesce(subject::text, ''), true),
                set_config('app.reason', coalesce(reason, ''), true),
                set_config('app.request', coalesce(request, ''), true);
      END $$;

      CREATE FUNCTION audit.record() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
        SET search_path = pg_catalog, pg_temp AS $$
      DECLARE
        who     auth.sessions := auth.session();
        action  text := nullif(current_setting('app.action', true), '');
        subject uuid := nullif(current_setting('app.subject', true), '')::uuid;
        reason  text := nullif(current_setting('app.reason', true), '');
        request text := nullif(current_setting('app.request', true), '');
        -- Columns that tell of a person, or were told by one, enter by name and never by value.
        hidden  text[] := coalesce(tg_argv[0:], '{}');
      BEGIN
        IF action IS NULL THEN
          RAISE EXCEPTION '% changed outside a named change', tg_table_name USING ERRCODE = 'TF001';
        END IF;
        IF tg_op = 'INSERT' THEN
          INSERT INTO audit.entries (account_id, session_id, role, actor_agency, task_force_id, action, subject, complaint_id,
                                     reason, request_id, source, row_id, became, withheld)
          SELECT who.account_id, who.id, who.role, who.agency_id, (r ->> 'task_force_id')::uuid, action,
                 coalesce(subject, (r ->> 'id')::uuid),
                 CASE tg_table_name WHEN 'complaints' THEN (r ->> 'id')::uuid ELSE (r ->> 'complaint_id')::uuid END,
                 reason, request, tg_table_name, (r ->> 'id')::uuid, r - hidden, nullif(hidden, '{}')
            FROM (SELECT to_jsonb(came) AS r FROM came) written;
        ELSE
          INSERT INTO audit.entries (account_id, session_id, role, actor_agency, task_force_id, action, subject, complaint_id,
                                     reason, request_id, source, row_id, was, became, withheld)
          SELECT who.account_id, who.id, who.role, who.agency_id, (r ->> 'task_force_id')::uuid, action,
                 coalesce(subject, (r ->> 'id')::uuid),
                 CASE tg_table_name WHEN 'complaints' THEN (r ->> 'id')::uuid ELSE (r ->> 'complaint_id')::uuid END,
                 reason, request, tg_table_name, (r ->> 'id')::uuid,
                 changed.was - hidden, changed.became - hidden, changed.withheld
            FROM (SELECT to_jsonb(came) AS r, to_jsonb(went) AS w FROM came FULL JOIN went USING (id)) written
           CROSS JOIN LATERAL (
                 SELECT coalesce(jsonb_object_agg(key, w -> key), '{}') AS was, coalesce(jsonb_object_agg(key, r -> key), '{}') AS became,
                        array_agg(key) FILTER (WHERE key = ANY (hidden)) AS withheld
                   FROM jsonb_object_keys(coalesce(r, w)) key
                  WHERE r -> key IS DISTINCT FROM w -> key) changed;
        END IF;
        RETURN NULL;
      END $$;

      -- Puts a table under the trail. The named columns enter by name, never by value.
      CREATE FUNCTION audit.watch(watched regclass, VARIADIC hidden text[] DEFAULT '{}') RETURNS void LANGUAGE plpgsql
        SET search_path = pg_catalog, pg_temp AS $$
      DECLARE
        name text := (SELECT relname FROM pg_class WHERE oid = watched);
        arguments text := (SELECT string_agg(quote_literal(h), ', ') FROM unnest(hidden) h);
      BEGIN
        EXECUTE format('CREATE TRIGGER %I AFTER INSERT ON %s REFERENCING NEW TABLE AS came FOR EACH STATEMENT
                          EXECUTE FUNCTION audit.record(%s)', name || '_entered', watched, arguments);
        EXECUTE format('CREATE TRIGGER %I AFTER UPDATE ON %s REFERENCING NEW TABLE AS came OLD TABLE AS went FOR EACH STATEMENT
                          EXECUTE FUNCTION audit.record(%s)', name || '_changed', watched, arguments);
      END $$;

      -- An act that writes no row of the record: a sign-in, a refusal, a look.
      CREATE FUNCTION audit.note(action text, subject uuid, outcome text DEFAULT 'done', reason text DEFAULT NULL,
                                 request text DEFAULT NULL) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
        SET search_path = pg_catalog, pg_temp AS $$
      DECLARE who auth.sessions := auth.session();
      BEGIN
        INSERT INTO audit.entries (account_id, session_id, role, actor_agency, task_force_id, action, subject, outcome, reason, request_id)
        VALUES (who.account_id, who.id, who.role, who.agency_id, who.task_force_id, action, subject, outcome, reason, request);
      END $$;

      SELECT audit.watch('app.task_forces'), audit.watch('app.agencies'), audit.watch('app.agency_memberships'),
             audit.watch('app.accounts', 'email', 'name', 'disabled_reason');

      GRANT EXECUTE ON FUNCTION audit.name_change(text, uuid, text, text), audit.note(text, uuid, text, text, text) TO tracker_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP SCHEMA audit CASCADE`);
  }
}
