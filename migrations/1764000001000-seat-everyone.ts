import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who there is (task forces, agencies, accounts) and whose session a transaction carries. Row security trusts the
 * session row and nothing the application says, so these functions come before the first table that holds a case.
 */
export class SeatEveryone1764000001000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE SCHEMA auth;
      CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;
      ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
      GRANT USAGE ON SCHEMA app, auth TO tracker_app;

      CREATE TABLE app.task_forces (
        id            uuid PRIMARY KEY,
        code          text NOT NULL UNIQUE CHECK (code ~ '^[A-Z]{2}(-[A-Z]{2,8})?$'),
        name          text NOT NULL,
        state         text NOT NULL CHECK (state ~ '^[A-Z]{2}$'),
        coverage      text NOT NULL CHECK (coverage IN ('statewide', 'regional', 'metropolitan', 'county', 'military')),
        zone          text NOT NULL,
        contact_phone text,
        contact_email text,
        verified      boolean NOT NULL,
        version       integer NOT NULL
      );

      CREATE TABLE app.agencies (
        id            uuid PRIMARY KEY,
        task_force_id uuid NOT NULL REFERENCES app.task_forces,
        name          text NOT NULL,
        ori           text UNIQUE CHECK (ori ~ '^[A-Z0-9]{9}$'),
        kind          text NOT NULL CHECK (kind IN ('local_police', 'sheriff', 'state_police', 'state_bureau',
                        'attorney_general', 'district_attorney', 'tribal', 'federal', 'military', 'campus_police',
                        'probation_parole', 'prosecutor', 'child_advocacy_center', 'child_protective_services', 'other')),
        level         text NOT NULL CHECK (level IN ('local', 'county', 'state', 'tribal', 'federal', 'military')),
        state         text NOT NULL CHECK (state ~ '^[A-Z]{2}$'),
        contact_phone text,
        contact_email text,
        version       integer NOT NULL,
        UNIQUE (task_force_id, id),
        UNIQUE (task_force_id, name)
      );

      CREATE TABLE app.agency_memberships (
        id                   uuid PRIMARY KEY,
        task_force_id        uuid NOT NULL,
        agency_id            uuid NOT NULL,
        kind                 text NOT NULL CHECK (kind IN ('lead', 'affiliate', 'non_member')),
        began_on             date NOT NULL,
        ended_on             date,
        mou_signed_on        date,
        standards_adopted_on date,
        version              integer NOT NULL,
        UNIQUE (task_force_id, id),
        FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
        CHECK (ended_on > began_on),
        EXCLUDE USING gist (agency_id WITH =, daterange(began_on, ended_on) WITH &&)
      );
      CREATE INDEX agency_memberships_task_force_id_agency_id_idx ON app.agency_memberships (task_force_id, agency_id);

      CREATE TABLE app.accounts (
        id              uuid PRIMARY KEY,
        email           text NOT NULL UNIQUE CHECK (email = lower(email)),
        name            text NOT NULL,
        role            text NOT NULL CHECK (role IN ('investigator', 'supervisor', 'admin', 'auditor')),
        task_force_id   uuid REFERENCES app.task_forces,
        agency_id       uuid,
        disabled_at     timestamptz,
        disabled_reason text,
        version         integer NOT NULL,
        UNIQUE (task_force_id, id),
        FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
        CHECK (agency_id IS NULL OR task_force_id IS NOT NULL)
      );

      CREATE TABLE auth.credentials (
        account_id    uuid PRIMARY KEY REFERENCES app.accounts,
        password_hash text NOT NULL,
        changed_at    timestamptz NOT NULL DEFAULT now()
      );
      -- A one-time link: it sets the first password of its account, or, without one, creates the first administrator.
      CREATE TABLE auth.invitations (
        hash       bytea PRIMARY KEY,
        account_id uuid REFERENCES app.accounts,
        expires_at timestamptz NOT NULL,
        used_at    timestamptz
      );
      CREATE TABLE auth.sessions (
        hash          bytea PRIMARY KEY,
        id            uuid NOT NULL UNIQUE,
        account_id    uuid NOT NULL REFERENCES app.accounts,
        role          text NOT NULL,
        task_force_id uuid,
        agency_id     uuid,
        opened_at     timestamptz NOT NULL DEFAULT now(),
        seen_at       timestamptz NOT NULL DEFAULT now(),
        idle          interval NOT NULL,
        expires_at    timestamptz NOT NULL,
        ended_at      timestamptz
      );
      CREATE INDEX sessions_account_id_idx ON auth.sessions (account_id) WHERE ended_at IS NULL;

      -- The living session this transaction carries; null when it carries none. The database holds the hash of a hash,
      -- so neither its dump nor a guess names anyone.
      CREATE FUNCTION auth.session() RETURNS auth.sessions LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
        SET search_path = pg_catalog, pg_temp AS $$
      DECLARE living auth.sessions;
      BEGIN
        SELECT * INTO living FROM auth.sessions
         WHERE hash = sha256(decode(nullif(current_setting('app.session', true), ''), 'hex'))
           AND ended_at IS NULL AND now() < expires_at AND now() < seen_at + idle;
        RETURN living;
      END $$;

      CREATE FUNCTION auth.account() RETURNS uuid LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
        SET search_path = pg_catalog, pg_temp AS $$ BEGIN RETURN (auth.session()).account_id; END $$;
      CREATE FUNCTION auth.role() RETURNS text LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
        SET search_path = pg_catalog, pg_temp AS $$ BEGIN RETURN (auth.session()).role; END $$;
      CREATE FUNCTION auth.task_force() RETURNS uuid LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
        SET search_path = pg_catalog, pg_temp AS $$ BEGIN RETURN (auth.session()).task_force_id; END $$;
      CREATE FUNCTION auth.agency() RETURNS uuid LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
        SET search_path = pg_catalog, pg_temp AS $$ BEGIN RETURN (auth.session()).agency_id; END $$;
      CREATE FUNCTION auth.seat() RETURNS text LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
        SET search_path = pg_catalog, pg_temp AS $$
      DECLARE living auth.sessions := auth.session();
      BEGIN
        RETURN CASE WHEN living.id IS NULL THEN NULL
                    WHEN living.agency_id IS NOT NULL THEN 'agency'
                    WHEN living.task_force_id IS NOT NULL THEN 'task_force'
                    ELSE 'national' END;
      END $$;
      -- The task force whose cases the session may see: none for admins, auditors and the national seat.
      CREATE FUNCTION auth.case_task_force() RETURNS uuid LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
        SET search_path = pg_catalog, pg_temp AS $$
      DECLARE living auth.sessions := auth.session();
      BEGIN
        RETURN CASE WHEN living.role IN ('investigator', 'supervisor') THEN living.task_force_id END;
      END $$;

      -- A request's transaction begins here: whose session is it? No row when it is nobody's. What only reads is held to it.
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

      -- What sign-in checks the password against; a disabled or unknown account has nothing to check.
      CREATE FUNCTION auth.credential_of(email text) RETURNS TABLE (account_id uuid, password_hash text)
        LANGUAGE sql STABLE SECURITY DEFINER
      BEGIN ATOMIC
        SELECT a.id, c.password_hash FROM app.accounts a JOIN auth.credentials c ON c.account_id = a.id
         WHERE a.email = credential_of.email AND a.disabled_at IS NULL;
      END;

      -- Opens a session for whoever's password was found right, unless the account or the password has changed since: both
      -- stay as they are until this commits, so none is opened beside a disablement or a new password.
      CREATE FUNCTION auth.open_session(account uuid, checked_hash text, session_id uuid, session bytea) RETURNS timestamptz
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
      DECLARE holder app.accounts; opened auth.sessions;
      BEGIN
        SELECT a.* INTO holder FROM app.accounts a JOIN auth.credentials c ON c.account_id = a.id
         WHERE a.id = account AND a.disabled_at IS NULL AND c.password_hash = checked_hash
           FOR SHARE OF a, c;
        IF holder.id IS NULL THEN RETURN NULL; END IF;
        INSERT INTO auth.sessions (hash, id, account_id, role, task_force_id, agency_id, idle, expires_at)
        VALUES (sha256(session), session_id, holder.id, holder.role, holder.task_force_id, holder.agency_id,
                CASE WHEN holder.role = 'admin' OR holder.task_force_id IS NULL THEN interval '15 minutes'
                     ELSE interval '30 minutes' END,
                now() + interval '12 hours')
        RETURNING * INTO opened;
        PERFORM set_config('app.session', encode(session, 'hex'), true);
        PERFORM audit.note('session.opened', opened.id);
        RETURN opened.expires_at;
      END $$;

      CREATE FUNCTION auth.end_session() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
        SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        PERFORM audit.note('session.ended', (auth.session()).id);
        UPDATE auth.sessions SET ended_at = now() WHERE id = (auth.session()).id;
      END $$;

      -- Sets a password, ends every session of the account but the one that asked, and voids its one-time link.
      CREATE FUNCTION auth.set_password(account uuid, password_hash text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
        SET search_path = pg_catalog, pg_temp AS $$
      DECLARE asking auth.sessions := auth.session();
      BEGIN
        INSERT INTO auth.credentials AS c (account_id, password_hash) VALUES (account, set_password.password_hash)
            ON CONFLICT (account_id) DO UPDATE SET password_hash = excluded.password_hash, changed_at = now();
        UPDATE auth.sessions SET ended_at = now()
         WHERE account_id = account AND ended_at IS NULL AND id IS DISTINCT FROM asking.id;
        UPDATE auth.invitations i SET expires_at = now() WHERE i.account_id = account AND i.used_at IS NULL;
        PERFORM audit.note('password.set', account);
      END $$;

      CREATE FUNCTION auth.change_password(password_hash text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
        SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        IF auth.account() IS NULL THEN RAISE EXCEPTION 'nobody is signed in' USING ERRCODE = '42501'; END IF;
        PERFORM auth.set_password(auth.account(), change_password.password_hash);
      END $$;

      CREATE FUNCTION auth.own_password_hash() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
        RETURN (SELECT c.password_hash FROM auth.credentials c WHERE c.account_id = auth.account());

      -- Admins alone invite, and only for accounts of their own seat and below.
      CREATE FUNCTION auth.invite(account uuid, token_hash bytea, valid interval) RETURNS timestamptz
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
      DECLARE inviting auth.sessions := auth.session(); invited app.accounts; until timestamptz := now() + valid;
      BEGIN
        SELECT * INTO invited FROM app.accounts a WHERE a.id = account AND a.disabled_at IS NULL;
        IF inviting.role IS DISTINCT FROM 'admin' OR invited.id IS NULL
           OR (inviting.task_force_id IS NOT NULL AND inviting.task_force_id IS DISTINCT FROM invited.task_force_id)
           OR (inviting.agency_id IS NOT NULL AND inviting.agency_id IS DISTINCT FROM invited.agency_id) THEN
          RAISE EXCEPTION 'not an account to invite' USING ERRCODE = '42501';
        END IF;
        UPDATE auth.invitations i SET expires_at = now() WHERE i.account_id = account AND i.used_at IS NULL;
        INSERT INTO auth.invitations (hash, account_id, expires_at) VALUES (sha256(token_hash), account, until);
        PERFORM audit.note('account.invited', account, request => nullif(current_setting('app.request', true), ''));
        RETURN until;
      END $$;

      -- The one-time link that npm start prints: only while there is no account at all.
      CREATE FUNCTION auth.invite_first_administrator(token_hash bytea) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
        SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        IF EXISTS (SELECT FROM app.accounts) THEN RETURN false; END IF;
        DELETE FROM auth.invitations WHERE account_id IS NULL;
        INSERT INTO auth.invitations (hash, account_id, expires_at)
        VALUES (sha256(token_hash), NULL, now() + interval '24 hours');
        RETURN true;
      END $$;

      -- Whose link it is, and it is used up; no row when it is nobody's, too old or used.
      CREATE FUNCTION auth.redeem(token_hash bytea) RETURNS TABLE (account_id uuid) LANGUAGE sql SECURITY DEFINER
      BEGIN ATOMIC
        UPDATE auth.invitations i SET used_at = now()
         WHERE i.hash = sha256(token_hash) AND i.used_at IS NULL AND now() < i.expires_at
           AND NOT EXISTS (SELECT FROM app.accounts a WHERE a.id = i.account_id AND a.disabled_at IS NOT NULL)
        RETURNING i.account_id;
      END;

      CREATE FUNCTION auth.enrol(token_hash bytea, password_hash text) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
        SET search_path = pg_catalog, pg_temp AS $$
      DECLARE invited uuid;
      BEGIN
        SELECT r.account_id INTO invited FROM auth.redeem(token_hash) r;
        IF invited IS NULL THEN RETURN false; END IF;
        PERFORM auth.set_password(invited, enrol.password_hash);
        RETURN true;
      END $$;

      CREATE FUNCTION auth.create_first_administrator(token_hash bytea, account uuid, email text, name text, password_hash text)
        RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        IF EXISTS (SELECT FROM app.accounts) THEN RETURN false; END IF;
        LOCK TABLE app.accounts IN SHARE ROW EXCLUSIVE MODE;
        IF EXISTS (SELECT FROM app.accounts) OR NOT EXISTS (SELECT FROM auth.redeem(token_hash) r WHERE r.account_id IS NULL) THEN
          RETURN false;
        END IF;
        PERFORM audit.name_change('account.created', account, 'the first administrator', NULL);
        INSERT INTO app.accounts (id, email, name, role, version)
        VALUES (account, lower(create_first_administrator.email), create_first_administrator.name, 'admin', 1);
        PERFORM auth.set_password(account, create_first_administrator.password_hash);
        RETURN true;
      END $$;

      -- What an account was allowed to do ends at once when its role or seat changes or it is disabled.
      CREATE FUNCTION auth.end_sessions_of_changed_account() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
        SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        UPDATE auth.sessions SET ended_at = now() WHERE account_id = new.id AND ended_at IS NULL;
        RETURN NULL;
      END $$;
      CREATE TRIGGER accounts_change_ends_sessions AFTER UPDATE ON app.accounts FOR EACH ROW
        WHEN ((old.role, old.task_force_id, old.agency_id, old.disabled_at)
              IS DISTINCT FROM (new.role, new.task_force_id, new.agency_id, new.disabled_at))
        EXECUTE FUNCTION auth.end_sessions_of_changed_account();

      GRANT EXECUTE ON FUNCTION auth.session(), auth.account(), auth.role(), auth.task_force(), auth.agency(), auth.seat(),
        auth.case_task_force(), auth.begin(bytea, boolean), auth.credential_of(text), auth.open_session(uuid, text, uuid, bytea),
        auth.end_session(), auth.change_password(text), auth.own_password_hash(), auth.invite(uuid, bytea, interval),
        auth.invite_first_administrator(bytea), auth.enrol(bytea, text),
        auth.create_first_administrator(bytea, uuid, text, text, text) TO tracker_app;

      GRANT SELECT, INSERT, UPDATE ON app.task_forces, app.agencies, app.agency_memberships, app.accounts TO tracker_app;
      ALTER TABLE app.task_forces ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      ALTER TABLE app.agencies ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      ALTER TABLE app.agency_memberships ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      ALTER TABLE app.accounts ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

      -- Which task forces there are is public knowledge; the national administrator keeps the list.
      CREATE POLICY task_forces_known_to_all ON app.task_forces FOR SELECT USING ((SELECT auth.account()) IS NOT NULL);
      CREATE POLICY task_forces_known_to_functions ON app.task_forces FOR SELECT TO tracker_owner USING (true);
      CREATE POLICY task_forces_kept_nationally ON app.task_forces
        USING ((SELECT auth.role()) = 'admin' AND (SELECT auth.seat()) = 'national')
        WITH CHECK ((SELECT auth.role()) = 'admin' AND (SELECT auth.seat()) = 'national');

      CREATE POLICY agencies_of_the_task_force ON app.agencies FOR SELECT
        USING ((SELECT auth.seat()) = 'national' OR task_force_id = (SELECT auth.task_force()));
      CREATE POLICY agencies_kept_by_admins ON app.agencies
        USING ((SELECT auth.role()) = 'admin' AND ((SELECT auth.seat()) = 'national'
               OR ((SELECT auth.seat()) = 'task_force' AND task_force_id = (SELECT auth.task_force()))))
        WITH CHECK ((SELECT auth.role()) = 'admin' AND ((SELECT auth.seat()) = 'national'
               OR ((SELECT auth.seat()) = 'task_force' AND task_force_id = (SELECT auth.task_force()))));

      CREATE POLICY agency_memberships_of_the_task_force ON app.agency_memberships FOR SELECT
        USING ((SELECT auth.seat()) = 'national' OR task_force_id = (SELECT auth.task_force()));
      CREATE POLICY agency_memberships_kept_by_admins ON app.agency_memberships
        USING ((SELECT auth.role()) = 'admin' AND ((SELECT auth.seat()) = 'national'
               OR ((SELECT auth.seat()) = 'task_force' AND task_force_id = (SELECT auth.task_force()))))
        WITH CHECK ((SELECT auth.role()) = 'admin' AND ((SELECT auth.seat()) = 'national'
               OR ((SELECT auth.seat()) = 'task_force' AND task_force_id = (SELECT auth.task_force()))));

      -- One's own account; those of the seat and below for who keeps or supervises them; all for the functions above.
      CREATE POLICY accounts_of_the_seat ON app.accounts FOR SELECT
        USING (id = (SELECT auth.account())
               OR ((SELECT auth.role()) <> 'investigator'
                   AND ((SELECT auth.seat()) = 'national'
                        OR (task_force_id = (SELECT auth.task_force())
                            AND ((SELECT auth.agency()) IS NULL OR agency_id = (SELECT auth.agency()))))));
      CREATE POLICY accounts_kept_by_admins ON app.accounts
        USING ((SELECT auth.role()) = 'admin'
               AND ((SELECT auth.seat()) = 'national'
                    OR (task_force_id = (SELECT auth.task_force())
                        AND ((SELECT auth.agency()) IS NULL OR agency_id = (SELECT auth.agency())))))
        WITH CHECK ((SELECT auth.role()) = 'admin'
               AND ((SELECT auth.seat()) = 'national'
                    OR (task_force_id = (SELECT auth.task_force())
                        AND ((SELECT auth.agency()) IS NULL OR agency_id = (SELECT auth.agency())))));
      CREATE POLICY accounts_known_to_sign_in ON app.accounts TO tracker_owner USING (true) WITH CHECK (true);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE app.accounts, app.agency_memberships, app.agencies, app.task_forces CASCADE;
      DROP SCHEMA auth CASCADE;
      REVOKE USAGE ON SCHEMA app FROM tracker_app;
      ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON FUNCTIONS TO PUBLIC;
    `);
  }
}
