import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who lets people in is not who serves: the functions of signing in go to a role of the door's. A session may lack its second
 * factor, be stepped up for a while, or be a machine key's with scopes and networks; the session row says all of it.
 */
export class GuardTheDoor1764100001000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      GRANT USAGE ON SCHEMA auth TO tracker_door;
      REVOKE EXECUTE ON FUNCTION auth.credential_of(text), auth.open_session(uuid, text, uuid, bytea),
        auth.invite_first_administrator(bytea), auth.enrol(bytea, text),
        auth.create_first_administrator(bytea, uuid, text, text, text) FROM tracker_app;
      GRANT EXECUTE ON FUNCTION auth.credential_of(text), auth.open_session(uuid, text, uuid, bytea),
        auth.invite_first_administrator(bytea), auth.enrol(bytea, text),
        auth.create_first_administrator(bytea, uuid, text, text, text) TO tracker_door;

      -- The default comes after the column: auth.session returns the row type, and Postgres may refuse a column that brings it.
      ALTER TABLE auth.sessions
        ADD kind          text CHECK (kind IN ('session', 'key')),
        -- What is still to be shown before it is anybody's session; row security knows nobody until then.
        ADD due           text CHECK (due IN ('second_factor', 'enrolment')),
        ADD stepped_up_at timestamptz,
        -- The version of the notice that was acknowledged before it was opened.
        ADD notice        text,
        ADD address       inet,
        -- Of a machine key: what it may do within its owner's role, from where, what its owner calls it, how its secret begins.
        ADD scopes        text[],
        ADD networks      cidr[],
        ADD name          text,
        ADD prefix        text,
        ADD CHECK ((kind = 'key') = (scopes IS NOT NULL AND networks IS NOT NULL AND name IS NOT NULL AND prefix IS NOT NULL)),
        ADD CHECK (kind = 'session' OR (due IS NULL AND stepped_up_at IS NULL AND expires_at <= opened_at + interval '90 days'));
      ALTER TABLE auth.sessions ALTER kind SET DEFAULT 'session', ALTER kind SET NOT NULL;

      CREATE OR REPLACE FUNCTION auth.session() RETURNS auth.sessions LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
        SET search_path = pg_catalog, pg_temp AS $$
      DECLARE living auth.sessions;
      BEGIN
        SELECT * INTO living FROM auth.sessions
         WHERE hash = sha256(decode(nullif(current_setting('app.session', true), ''), 'hex'))
           AND ended_at IS NULL AND due IS NULL AND now() < expires_at AND now() < seen_at + idle;
        RETURN living;
      END $$;

      DROP FUNCTION auth.begin(bytea, boolean);
      -- A request's transaction begins here: whose session is it? No row when it is nobody's, or a key's that is used from
      -- another network than its own. What only reads is held to it.
      CREATE FUNCTION auth.begin(session bytea, is_read_only boolean, request text, address inet)
        RETURNS TABLE (account_id uuid, session_id uuid, role text, task_force_id uuid, agency_id uuid, scopes text[],
                       is_stepped_up boolean)
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
      DECLARE living auth.sessions;
      BEGIN
        PERFORM set_config('app.session', encode(session, 'hex'), true), set_config('app.request', coalesce(request, ''), true),
                set_config('app.address', coalesce(host(address), ''), true);
        living := auth.session();
        IF living.id IS NULL THEN RETURN; END IF;
        IF living.kind = 'key' AND NOT coalesce(address <<= ANY (living.networks), false) THEN
          PERFORM set_config('app.session', '', true);
          RETURN;
        END IF;
        IF living.seen_at < now() - interval '1 minute' THEN
          UPDATE auth.sessions s SET seen_at = now()
           WHERE s.hash IN (SELECT o.hash FROM auth.sessions o WHERE o.id = living.id FOR UPDATE SKIP LOCKED);
        END IF;
        IF is_read_only THEN PERFORM set_config('transaction_read_only', 'on', true); END IF;
        RETURN QUERY SELECT living.account_id, living.id, living.role, living.task_force_id, living.agency_id, living.scopes,
                            coalesce(living.stepped_up_at > now() - interval '5 minutes', false);
      END $$;
      GRANT EXECUTE ON FUNCTION auth.begin(bytea, boolean, text, inet) TO tracker_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION auth.begin(bytea, boolean, text, inet);
      DELETE FROM auth.sessions WHERE kind = 'key' OR due IS NOT NULL;
      CREATE OR REPLACE FUNCTION auth.session() RETURNS auth.sessions LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
        SET search_path = pg_catalog, pg_temp AS $$
      DECLARE living auth.sessions;
      BEGIN
        SELECT * INTO living FROM auth.sessions
         WHERE hash = sha256(decode(nullif(current_setting('app.session', true), ''), 'hex'))
           AND ended_at IS NULL AND now() < expires_at AND now() < seen_at + idle;
        RETURN living;
      END $$;
      ALTER TABLE auth.sessions DROP kind, DROP due, DROP stepped_up_at, DROP notice, DROP address, DROP scopes, DROP networks,
        DROP name, DROP prefix;
      CREATE FUNCTION auth.begin(session bytea, is_read_only boolean)
        RETURNS TABLE (account_id uuid, session_id uuid, role text, task_force_id uuid, agency_id uuid)
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
      DECLARE living auth.sessions;
      BEGIN
        PERFORM set_config('app.session', encode(session, 'hex'), true);
        living := auth.session();
        IF living.id IS NULL THEN RETURN; END IF;
        IF living.seen_at < now() - interval '1 minute' THEN
          UPDATE auth.sessions s SET seen_at = now()
           WHERE s.hash IN (SELECT o.hash FROM auth.sessions o WHERE o.id = living.id FOR UPDATE SKIP LOCKED);
        END IF;
        IF is_read_only THEN PERFORM set_config('transaction_read_only', 'on', true); END IF;
        RETURN QUERY SELECT living.account_id, living.id, living.role, living.task_force_id, living.agency_id;
      END $$;
      REVOKE ALL ON ALL FUNCTIONS IN SCHEMA auth FROM tracker_door;
      REVOKE USAGE ON SCHEMA auth FROM tracker_door;
      GRANT EXECUTE ON FUNCTION auth.begin(bytea, boolean), auth.credential_of(text), auth.open_session(uuid, text, uuid, bytea),
        auth.invite_first_administrator(bytea), auth.enrol(bytea, text),
        auth.create_first_administrator(bytea, uuid, text, text, text) TO tracker_app;
    `);
  }
}
