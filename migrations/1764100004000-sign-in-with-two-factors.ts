import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How somebody gets in: by password and a second factor, or by a passkey alone. What was shown is settled here, one account at
 * a time, under its row of `auth.standing`: so that no number of instances takes a code twice or a sixth guess. The application
 * checks what needs a secret of its own, and says what it found.
 */
export class SignInWithTwoFactors1764100004000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(tables);
    await db.query(settling);
    await db.query(entering);
    await db.query(credentials);
    await db.query(factors);
    await db.query(others);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(back);
  }
}

const tables = `
  ALTER TABLE auth.sessions DROP CONSTRAINT sessions_due_check,
    ADD CONSTRAINT sessions_due_check CHECK (due IN ('second_factor', 'enrolment', 'password'));
  -- Found on the list of known passwords when its owner signed in with it.
  ALTER TABLE auth.credentials ADD is_weak boolean NOT NULL DEFAULT false;

  -- How an account stands at the door. Whoever settles something about it holds this row.
  CREATE TABLE auth.standing (
    account_id             uuid PRIMARY KEY REFERENCES app.accounts,
    -- The failures that count towards a lock, oldest first.
    failed_at              timestamptz[] NOT NULL DEFAULT '{}',
    failures               integer NOT NULL GENERATED ALWAYS AS (cardinality(failed_at)) STORED,
    locked_at              timestamptz,
    last_signed_in_at      timestamptz,
    last_address           inet,
    -- Failures since then, for its owner to see.
    refused                integer NOT NULL DEFAULT 0,
    credentials_changed_at timestamptz
  );

  CREATE TABLE auth.totps (
    id           uuid PRIMARY KEY,
    account_id   uuid NOT NULL REFERENCES app.accounts,
    -- Sealed by the application.
    secret       bytea NOT NULL,
    -- The time step of the last code that was taken: none up to it is taken again.
    last_step    bigint NOT NULL DEFAULT 0,
    created_at   timestamptz NOT NULL DEFAULT now(),
    confirmed_at timestamptz,
    last_used_at timestamptz
  );
  -- One that is in use, and one that waits for its first code.
  CREATE UNIQUE INDEX totps_confirmed_idx ON auth.totps (account_id) WHERE confirmed_at IS NOT NULL;
  CREATE UNIQUE INDEX totps_waiting_idx ON auth.totps (account_id) WHERE confirmed_at IS NULL;

  CREATE TABLE auth.passkeys (
    id            uuid PRIMARY KEY,
    account_id    uuid NOT NULL REFERENCES app.accounts,
    credential_id bytea NOT NULL UNIQUE,
    public_key    bytea NOT NULL,
    -- As the authenticator last told it; 0 from those that do not count.
    counter       bigint NOT NULL,
    name          text NOT NULL,
    is_synced     boolean NOT NULL,
    created_at    timestamptz NOT NULL DEFAULT now(),
    last_used_at  timestamptz
  );
  CREATE INDEX passkeys_account_id_idx ON auth.passkeys (account_id);

  CREATE TABLE auth.recovery_codes (
    account_id uuid NOT NULL REFERENCES app.accounts,
    hash       bytea NOT NULL,
    used_at    timestamptz,
    PRIMARY KEY (account_id, hash)
  );

  -- What an authenticator is to sign: once, within five minutes. To make a passkey it is asked for by an account.
  CREATE TABLE auth.challenges (
    challenge  bytea PRIMARY KEY,
    account_id uuid REFERENCES app.accounts,
    expires_at timestamptz NOT NULL DEFAULT now() + interval '5 minutes'
  );
  CREATE INDEX challenges_expires_at_idx ON auth.challenges (expires_at);

  -- What the configuration says about getting in. No interval of a lock: an administrator ends it. None of a password: it is
  -- never too old.
  CREATE TYPE auth.rules AS (is_mfa_required boolean, most_failures integer, failure_window interval, locked_for interval,
                             most_sessions integer, password_lives interval);
  -- What somebody showed, as far as the application could check it: a password by the hash it was checked against, a code by
  -- its factor and time step, a passkey by its counter, a recovery code by its hash; or nothing that is worth anything.
  CREATE TYPE auth.proof AS (kind text, id uuid, number bigint, shown text);
  -- What came of it: a session, what is still due of it, what that is shown by, and what happened since the last one.
  CREATE TYPE auth.entry AS (session_id uuid, expires_at timestamptz, due text, factors text[], last_signed_in_at timestamptz,
                             last_address inet, refused integer, credentials_changed_at timestamptz);`;

const settling = `
  -- Whether its owner may sign in at all.
  CREATE FUNCTION auth.is_open(holder app.accounts) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp RETURN (holder).disabled_at IS NULL;

  -- Its row stays the caller's until the transaction ends. Accounts come before it, and sessions after it, so that nobody waits
  -- in a circle.
  CREATE FUNCTION auth.hold(account uuid) RETURNS auth.standing LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  DECLARE held auth.standing;
  BEGIN
    INSERT INTO auth.standing (account_id) VALUES (account) ON CONFLICT DO NOTHING;
    SELECT * INTO held FROM auth.standing s WHERE s.account_id = account FOR UPDATE;
    RETURN held;
  END $$;

  CREATE FUNCTION auth.is_locked(locked_at timestamptz, rules auth.rules) RETURNS boolean LANGUAGE sql VOLATILE
    RETURN locked_at IS NOT NULL AND ((rules).locked_for IS NULL OR clock_timestamp() < locked_at + (rules).locked_for);

  -- Takes what was shown, if it is still worth anything: each code, challenge and count is taken once.
  CREATE FUNCTION auth.take(account uuid, proof auth.proof) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    CASE (proof).kind
      WHEN 'password' THEN
        PERFORM FROM auth.credentials c WHERE c.account_id = account AND c.password_hash = (proof).shown FOR SHARE;
      WHEN 'totp' THEN
        UPDATE auth.totps t SET last_step = (proof).number, last_used_at = now()
         WHERE t.id = (proof).id AND t.account_id = account AND t.confirmed_at IS NOT NULL AND t.last_step < (proof).number;
      WHEN 'recovery_code' THEN
        UPDATE auth.recovery_codes r SET used_at = now()
         WHERE r.account_id = account AND r.hash = decode((proof).shown, 'hex') AND r.used_at IS NULL;
      WHEN 'passkey' THEN
        IF (proof).id IS NULL THEN RETURN false; END IF;
        UPDATE auth.passkeys p SET counter = (proof).number, last_used_at = now()
         WHERE p.id = (proof).id AND p.account_id = account
           AND (p.counter < (proof).number OR (p.counter = 0 AND (proof).number = 0));
        -- Signed rightly, by a copy of the authenticator or by the one it was copied from.
        IF NOT FOUND THEN
          PERFORM audit.note_about(account, 'passkey.counted-back', 'refused');
          RETURN false;
        END IF;
      ELSE RETURN false;
    END CASE;
    RETURN FOUND;
  END $$;

  -- Takes what was shown, and returns whether it lets its account on. A failure counts, and the last one that may be locks the
  -- account's password and codes; from then on even what is right is refused. Each known device has a count and a lock of its own, and
  -- all unknown ones have one together: a stranger locks nobody out of a known one. A passkey cannot be guessed: it neither counts nor is
  -- locked.
  CREATE FUNCTION auth.settle(account uuid, proof auth.proof, rules auth.rules) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    held     auth.standing := auth.hold(account);
    device   bytea := auth.device_of(account);
    failures timestamptz[] := held.failed_at;
    lock     timestamptz := held.locked_at;
    counted  timestamptz[];
    locks    boolean;
  BEGIN
    IF (proof).kind = 'passkey' THEN RETURN auth.take(account, proof); END IF;
    IF device IS NOT NULL THEN
      SELECT d.failed_at, d.locked_at INTO failures, lock FROM auth.devices d WHERE d.account_id = account AND d.hash = device;
    END IF;
    IF auth.is_locked(lock, rules) THEN
      UPDATE auth.standing s SET refused = s.refused + 1 WHERE s.account_id = account;
      RETURN false;
    END IF;
    IF auth.take(account, proof) THEN RETURN true; END IF;
    counted := ARRAY(SELECT f FROM unnest(failures) f
                      WHERE f > clock_timestamp() - (rules).failure_window AND (lock IS NULL OR f > lock)
                      ORDER BY f) || clock_timestamp();
    locks := cardinality(counted) >= (rules).most_failures;
    lock := CASE WHEN locks THEN clock_timestamp() END;
    IF device IS NULL THEN
      UPDATE auth.standing s SET failed_at = counted, locked_at = lock, refused = s.refused + 1 WHERE s.account_id = account;
    ELSE
      UPDATE auth.devices d SET failed_at = counted, locked_at = lock WHERE d.account_id = account AND d.hash = device;
      UPDATE auth.standing s SET refused = s.refused + 1 WHERE s.account_id = account;
    END IF;
    IF locks THEN PERFORM audit.note_about(account, CASE WHEN device IS NULL THEN 'account.locked' ELSE 'device.locked' END); END IF;
    RETURN false;
  END $$;

  -- Administrators and the national seat sign in with passkeys, where second factors are required.
  CREATE FUNCTION auth.needs_passkey(role text, task_force uuid, rules auth.rules) RETURNS boolean LANGUAGE sql IMMUTABLE
    RETURN (rules).is_mfa_required AND (role = 'admin' OR task_force IS NULL);

  -- What a session's owner can show, to get on or to show again who they are.
  CREATE FUNCTION auth.factors_for(living auth.sessions, rules auth.rules) RETURNS text[] LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    has_passkey boolean := EXISTS (SELECT FROM auth.passkeys p WHERE p.account_id = (living).account_id);
    has_totp boolean := EXISTS (SELECT FROM auth.totps t WHERE t.account_id = (living).account_id AND t.confirmed_at IS NOT NULL);
    found text[] := '{}';
  BEGIN
    IF has_passkey THEN found := found || 'passkey'::text; END IF;
    IF has_totp AND NOT (has_passkey AND auth.needs_passkey((living).role, (living).task_force_id, rules)) THEN
      found := found || 'totp'::text;
    END IF;
    IF (living).due = 'second_factor' THEN
      IF EXISTS (SELECT FROM auth.recovery_codes r WHERE r.account_id = (living).account_id AND r.used_at IS NULL) THEN
        found := found || 'recovery_code'::text;
      END IF;
    ELSIF found = '{}' AND EXISTS (SELECT FROM auth.credentials c WHERE c.account_id = (living).account_id) THEN
      found := found || 'password'::text;
    END IF;
    RETURN found;
  END $$;

  -- What is still due once that was shown, besides the password it began with.
  CREATE FUNCTION auth.due_after(shown text, account uuid, role text, task_force uuid, rules auth.rules) RETURNS text
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    has_passkey boolean := EXISTS (SELECT FROM auth.passkeys p WHERE p.account_id = account);
    has_totp boolean := EXISTS (SELECT FROM auth.totps t WHERE t.account_id = account AND t.confirmed_at IS NOT NULL);
    used auth.credentials;
  BEGIN
    IF shown = 'password' AND (has_passkey OR has_totp) THEN RETURN 'second_factor'; END IF;
    IF shown = 'recovery_code' THEN RETURN 'enrolment'; END IF;
    IF shown <> 'passkey' AND auth.needs_passkey(role, task_force, rules) THEN RETURN 'enrolment'; END IF;
    IF (rules).is_mfa_required AND NOT has_passkey AND NOT has_totp THEN RETURN 'enrolment'; END IF;
    SELECT * INTO used FROM auth.credentials c WHERE c.account_id = account;
    IF used.is_weak OR used.changed_at < now() - (rules).password_lives THEN RETURN 'password'; END IF;
    RETURN NULL;
  END $$;`;

const entering = `
  -- When it ends at the latest: as long as something is due of it, a quarter of an hour after it was opened.
  CREATE FUNCTION auth.ends_at(waiting auth.sessions) RETURNS timestamptz LANGUAGE sql IMMUTABLE
    RETURN CASE WHEN (waiting).due IS NULL THEN (waiting).expires_at
                ELSE least((waiting).expires_at, (waiting).opened_at + interval '15 minutes') END;

  -- Forgets the failures of the device that its owner has just signed in from, or of all unknown ones: never of both.
  CREATE FUNCTION auth.forget_failures(before auth.standing, rules auth.rules) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  DECLARE device bytea := auth.device_of((before).account_id);
  BEGIN
    IF device IS NOT NULL THEN
      UPDATE auth.devices d SET failed_at = '{}', locked_at = NULL WHERE d.account_id = (before).account_id AND d.hash = device;
    ELSIF NOT auth.is_locked((before).locked_at, rules) THEN
      UPDATE auth.standing s SET failed_at = '{}', locked_at = NULL WHERE s.account_id = (before).account_id;
    END IF;
  END $$;

  -- The session is its owner's from here on: nothing is due any more. What is one too many ends, the oldest first.
  CREATE FUNCTION auth.admit(living auth.sessions, fresh bytea, reason text, rules auth.rules) RETURNS auth.entry
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE before auth.standing := auth.hold((living).account_id); entered auth.sessions; displaced uuid;
  BEGIN
    UPDATE auth.sessions s SET hash = sha256(fresh), due = NULL, stepped_up_at = now(), seen_at = now()
     WHERE s.id = (living).id RETURNING * INTO entered;
    UPDATE auth.standing s SET last_signed_in_at = now(), last_address = entered.address, refused = 0
     WHERE s.account_id = entered.account_id;
    -- By a passkey alone no lock is undone and no guess at the password forgotten.
    IF reason <> 'passkey' THEN PERFORM auth.forget_failures(before, rules); END IF;
    PERFORM set_config('app.session', encode(fresh, 'hex'), true);
    FOR displaced IN
      SELECT s.id FROM auth.sessions s
       WHERE s.account_id = entered.account_id AND s.kind = 'session' AND s.ended_at IS NULL AND s.due IS NULL
         AND now() < s.expires_at AND now() < s.seen_at + s.idle AND s.id <> entered.id
       ORDER BY s.opened_at DESC, s.id DESC OFFSET (rules).most_sessions - 1
    LOOP
      UPDATE auth.sessions s SET ended_at = now() WHERE s.id = displaced;
      PERFORM audit.note('session.displaced', displaced);
    END LOOP;
    PERFORM audit.note('session.opened', entered.id, 'done', concat_ws(', ', reason, 'notice ' || entered.notice));
    RETURN ROW(entered.id, entered.expires_at, NULL, auth.factors_for(entered, rules), before.last_signed_in_at,
               before.last_address, before.refused, before.credentials_changed_at)::auth.entry;
  END $$;

  -- The session gets a new token, and what is due of it now.
  CREATE FUNCTION auth.go_on(living auth.sessions, fresh bytea, still_due text, reason text, rules auth.rules) RETURNS auth.entry
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE waiting auth.sessions;
  BEGIN
    IF still_due IS NULL THEN RETURN auth.admit(living, fresh, reason, rules); END IF;
    UPDATE auth.sessions s SET hash = sha256(fresh), due = still_due, seen_at = now() WHERE s.id = (living).id
    RETURNING * INTO waiting;
    RETURN ROW(waiting.id, auth.ends_at(waiting), waiting.due, auth.factors_for(waiting, rules), NULL, NULL, NULL, NULL)::auth.entry;
  END $$;

  -- What sign-in checks the password against: nothing, where the account is unknown, not open or has none.
  DROP FUNCTION auth.credential_of(text);
  CREATE FUNCTION auth.credential_of(email text) RETURNS TABLE (account_id uuid, password_hash text, name text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    RETURN QUERY SELECT a.id, CASE WHEN auth.is_open(a) THEN c.password_hash END, a.name
                   FROM app.accounts a LEFT JOIN auth.credentials c ON c.account_id = a.id WHERE a.email = credential_of.email;
  END $$;

  -- Signs in whoever showed enough, or notes that somebody did not. The account and what was checked stay as they are until
  -- this commits, so nobody gets in beside a disablement or a new password.
  CREATE FUNCTION auth.sign_in(account uuid, proof auth.proof, is_weak boolean, session_id uuid, fresh bytea, notice text,
                               rules auth.rules) RETURNS SETOF auth.entry
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE holder app.accounts; opened auth.sessions; still_due text; passes boolean := false;
  BEGIN
    SELECT * INTO holder FROM app.accounts a WHERE a.id = account FOR SHARE;
    IF holder.id IS NOT NULL AND auth.is_open(holder) THEN passes := auth.settle(holder.id, proof, rules); END IF;
    IF NOT passes THEN
      PERFORM audit.note_about(holder.id, 'session.refused', 'refused', 'sign-in');
      RETURN;
    END IF;
    IF is_weak THEN UPDATE auth.credentials c SET is_weak = true WHERE c.account_id = holder.id; END IF;
    IF (proof).kind = 'password' THEN
      still_due := auth.due_after('password', holder.id, holder.role, holder.task_force_id, rules);
    END IF;
    INSERT INTO auth.sessions (hash, id, account_id, role, task_force_id, agency_id, idle, expires_at, due, notice, address)
    VALUES (sha256(fresh), session_id, holder.id, holder.role, holder.task_force_id, holder.agency_id,
            CASE WHEN holder.role = 'admin' OR holder.task_force_id IS NULL THEN interval '15 minutes'
                 ELSE interval '30 minutes' END,
            now() + interval '12 hours', still_due, sign_in.notice, nullif(current_setting('app.address', true), '')::inet)
    RETURNING * INTO opened;
    IF still_due IS NOT NULL THEN
      PERFORM audit.note_about(holder.id, 'session.begun', 'done', concat_ws(', ', (proof).kind, 'notice ' || opened.notice));
    END IF;
    RETURN NEXT auth.go_on(opened, fresh, still_due, (proof).kind, rules);
  END $$;

  -- A person's living session, and with it its account's standing, held until this commits. Keys are nobody's at the door.
  CREATE FUNCTION auth.at_the_door(session bytea) RETURNS auth.sessions LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  DECLARE living auth.sessions; holder app.accounts;
  BEGIN
    SELECT a.* INTO holder FROM app.accounts a JOIN auth.sessions s ON s.account_id = a.id
     WHERE s.hash = sha256(session) FOR SHARE OF a;
    IF holder.id IS NULL OR NOT auth.is_open(holder) THEN RETURN NULL; END IF;
    PERFORM auth.hold(holder.id);
    SELECT * INTO living FROM auth.sessions s
     WHERE s.hash = sha256(session) AND s.kind = 'session' AND s.ended_at IS NULL AND now() < auth.ends_at(s)
       AND now() < s.seen_at + s.idle
       FOR UPDATE;
    IF living.id IS NOT NULL AND living.due IS NULL THEN PERFORM set_config('app.session', encode(session, 'hex'), true); END IF;
    RETURN living;
  END $$;

  -- Who stands at the door with a session, and what the application needs to check what they show. It holds nothing.
  CREATE FUNCTION auth.visit(session bytea, rules auth.rules)
    RETURNS TABLE (session_id uuid, account_id uuid, email text, name text, due text, is_stepped_up boolean, factors text[],
                   expires_at timestamptz, idle_until timestamptz, stepped_up_until timestamptz, password_hash text,
                   totp_id uuid, totp_secret bytea, totp_step bigint, epoch integer)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    RETURN QUERY
      SELECT s.id, s.account_id, a.email, a.name, s.due, coalesce(s.stepped_up_at > now() - interval '5 minutes', false),
             auth.factors_for(s, rules), auth.ends_at(s), s.seen_at + s.idle, s.stepped_up_at + interval '5 minutes',
             c.password_hash, t.id, t.secret, t.last_step, extract(epoch FROM now())::integer
        FROM auth.sessions s JOIN app.accounts a ON a.id = s.account_id
        LEFT JOIN auth.credentials c ON c.account_id = a.id
        LEFT JOIN auth.totps t ON t.account_id = a.id AND t.confirmed_at IS NOT NULL
       WHERE s.hash = sha256(session) AND s.kind = 'session' AND s.ended_at IS NULL AND now() < auth.ends_at(s)
         AND now() < s.seen_at + s.idle AND auth.is_open(a);
  END $$;

  CREATE FUNCTION auth.end_other_sessions(living auth.sessions) RETURNS void LANGUAGE sql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
  BEGIN ATOMIC
    UPDATE auth.sessions s SET ended_at = now()
     WHERE s.account_id = (living).account_id AND s.kind = 'session' AND s.ended_at IS NULL AND s.id <> (living).id;
  END;

  -- The second factor after a password. Whoever had to take a recovery code has lost a factor: other sessions end, and there is
  -- a new one to enrol.
  CREATE FUNCTION auth.pass_second_factor(session bytea, fresh bytea, proof auth.proof, rules auth.rules)
    RETURNS SETOF auth.entry LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE living auth.sessions := auth.at_the_door(session); shown text := (proof).kind;
  BEGIN
    IF living.id IS NULL OR living.due IS DISTINCT FROM 'second_factor' THEN RETURN; END IF;
    IF shown <> ALL (auth.factors_for(living, rules)) THEN proof := ROW('nothing', NULL, NULL, NULL); END IF;
    IF NOT auth.settle(living.account_id, proof, rules) THEN
      PERFORM audit.note_about(living.account_id, 'session.refused', 'refused', 'second factor');
      RETURN;
    END IF;
    IF shown = 'recovery_code' THEN
      PERFORM auth.end_other_sessions(living);
      PERFORM audit.note_about(living.account_id, 'recovery-code.used');
    END IF;
    RETURN NEXT auth.go_on(living, fresh, auth.due_after(shown, living.account_id, living.role, living.task_force_id, rules),
                           concat_ws(', ', 'password', shown), rules);
  END $$;

  -- Its owner has shown again who acts: good for five minutes.
  CREATE FUNCTION auth.step_up(session bytea, fresh bytea, proof auth.proof, rules auth.rules) RETURNS SETOF auth.entry
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE living auth.sessions := auth.at_the_door(session);
  BEGIN
    IF living.id IS NULL OR living.due IS NOT NULL THEN RETURN; END IF;
    IF (proof).kind <> ALL (auth.factors_for(living, rules)) THEN proof := ROW('nothing', NULL, NULL, NULL); END IF;
    IF NOT auth.settle(living.account_id, proof, rules) THEN
      PERFORM audit.note('session.stepped-up', living.id, 'refused');
      RETURN;
    END IF;
    UPDATE auth.sessions s SET hash = sha256(fresh), stepped_up_at = now(), seen_at = now() WHERE s.id = living.id
    RETURNING * INTO living;
    PERFORM set_config('app.session', encode(fresh, 'hex'), true);
    PERFORM audit.note('session.stepped-up', living.id, 'done', (proof).kind);
    RETURN NEXT ROW(living.id, living.expires_at, NULL, auth.factors_for(living, rules), NULL, NULL, NULL, NULL)::auth.entry;
  END $$;

  -- Signs out. False where there is nobody to.
  CREATE FUNCTION auth.leave(session bytea) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  DECLARE living auth.sessions := auth.at_the_door(session);
  BEGIN
    IF living.id IS NULL THEN RETURN false; END IF;
    IF living.due IS NULL THEN PERFORM audit.note('session.ended', living.id);
    ELSE PERFORM audit.note_about(living.account_id, 'session.ended'); END IF;
    UPDATE auth.sessions s SET ended_at = now() WHERE s.id = living.id;
    RETURN true;
  END $$;`;

const credentials = `
  DROP FUNCTION auth.open_session(uuid, text, uuid, bytea), auth.end_session(), auth.change_password(text), auth.own_password_hash();

  CREATE FUNCTION auth.keep_password(account uuid, password_hash text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    PERFORM auth.hold(account);
    INSERT INTO auth.credentials AS c (account_id, password_hash) VALUES (account, keep_password.password_hash)
        ON CONFLICT (account_id) DO UPDATE SET password_hash = excluded.password_hash, changed_at = now(), is_weak = false;
    UPDATE auth.invitations i SET expires_at = now() WHERE i.account_id = account AND i.used_at IS NULL;
    UPDATE auth.standing s SET credentials_changed_at = now() WHERE s.account_id = account;
    DELETE FROM auth.devices d WHERE d.account_id = account AND d.hash IS DISTINCT FROM auth.device_of(account);
  END $$;

  -- By a link, or by the owner of the database: every session and machine key of the account ends, and its links are void.
  CREATE OR REPLACE FUNCTION auth.set_password(account uuid, password_hash text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    PERFORM auth.keep_password(account, set_password.password_hash);
    UPDATE auth.sessions s SET ended_at = now() WHERE s.account_id = account AND s.ended_at IS NULL;
    PERFORM audit.note_about(account, 'password.set');
  END $$;

  -- By whoever knows the present one. Other sessions end; machine keys live on, and so does what is due besides.
  CREATE FUNCTION auth.change_own_password(session bytea, fresh bytea, proof auth.proof, password_hash text, rules auth.rules)
    RETURNS SETOF auth.entry LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE living auth.sessions := auth.at_the_door(session);
  BEGIN
    IF living.id IS NULL OR living.due IN ('second_factor', 'enrolment') THEN RETURN; END IF;
    IF NOT auth.settle(living.account_id, proof, rules) THEN
      PERFORM audit.note_about(living.account_id, 'password.set', 'refused');
      RETURN;
    END IF;
    PERFORM auth.keep_password(living.account_id, change_own_password.password_hash);
    PERFORM auth.end_other_sessions(living);
    IF living.due = 'password' THEN
      PERFORM audit.note_about(living.account_id, 'password.set');
      RETURN NEXT auth.admit(living, fresh, 'password', rules);
      RETURN;
    END IF;
    PERFORM audit.note('password.set', living.account_id);
    UPDATE auth.sessions s SET hash = sha256(fresh), seen_at = now() WHERE s.id = living.id RETURNING * INTO living;
    RETURN NEXT ROW(living.id, living.expires_at, NULL, auth.factors_for(living, rules), NULL, NULL, NULL, NULL)::auth.entry;
  END $$;

  -- The same password, hashed as passwords are hashed now.
  CREATE FUNCTION auth.renew_hash(account uuid, checked_hash text, password_hash text) RETURNS void LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    UPDATE auth.credentials c SET password_hash = renew_hash.password_hash
     WHERE c.account_id = account AND c.password_hash = checked_hash;
    IF FOUND THEN PERFORM audit.note_about(account, 'password.hashed-anew'); END IF;
  END $$;

  -- Whose link it is, before anything is hashed for it; no row when it is nobody's, too old or used.
  CREATE FUNCTION auth.link_of(token_hash bytea) RETURNS TABLE (account_id uuid, email text, name text) LANGUAGE plpgsql STABLE
    SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    RETURN QUERY SELECT i.account_id, a.email, a.name
                   FROM auth.invitations i LEFT JOIN app.accounts a ON a.id = i.account_id
                  WHERE i.hash = sha256(token_hash) AND i.used_at IS NULL AND now() < i.expires_at
                    AND CASE WHEN i.account_id IS NULL THEN NOT EXISTS (SELECT FROM app.accounts) ELSE auth.is_open(a) END;
  END $$;`;

const factors = `
  -- Whose factors may be changed here: of whoever has just shown who they are, or has one to enrol to get in.
  CREATE FUNCTION auth.changing_factors(session bytea, may_be_enrolling boolean) RETURNS auth.sessions LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE living auth.sessions := auth.at_the_door(session);
  BEGIN
    IF living.id IS NULL
       OR NOT (CASE WHEN living.due IS NULL THEN coalesce(living.stepped_up_at > now() - interval '5 minutes', false)
                    ELSE living.due = 'enrolment' AND may_be_enrolling END) THEN
      RAISE EXCEPTION 'not a session to change factors with' USING ERRCODE = '42501';
    END IF;
    RETURN living;
  END $$;

  -- A factor came or went: other sessions end, this one has another token, and whoever had one to enrol is a step further.
  CREATE FUNCTION auth.factors_changed(living auth.sessions, fresh bytea, action text, enrolled text, rules auth.rules)
    RETURNS auth.entry LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    PERFORM auth.end_other_sessions(living);
    UPDATE auth.standing s SET credentials_changed_at = now() WHERE s.account_id = (living).account_id;
    IF (living).due IS NULL THEN
      PERFORM audit.note(action, (living).account_id);
      UPDATE auth.sessions s SET hash = sha256(fresh), seen_at = now() WHERE s.id = (living).id RETURNING * INTO living;
      RETURN ROW((living).id, (living).expires_at, NULL, auth.factors_for(living, rules), NULL, NULL, NULL, NULL)::auth.entry;
    END IF;
    PERFORM audit.note_about((living).account_id, action);
    RETURN auth.go_on(living, fresh, auth.due_after(enrolled, (living).account_id, (living).role, (living).task_force_id, rules),
                      concat_ws(', ', 'password', enrolled), rules);
  END $$;

  -- Whether the account would still have what it must have.
  CREATE FUNCTION auth.has_enough_factors(living auth.sessions, rules auth.rules) RETURNS boolean LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    RETURN NOT (rules).is_mfa_required
        OR EXISTS (SELECT FROM auth.passkeys p WHERE p.account_id = (living).account_id)
        OR (NOT auth.needs_passkey((living).role, (living).task_force_id, rules)
            AND EXISTS (SELECT FROM auth.totps t WHERE t.account_id = (living).account_id AND t.confirmed_at IS NOT NULL));

  CREATE FUNCTION auth.factors_of(session bytea)
    RETURNS TABLE (kind text, id uuid, name text, is_synced boolean, since timestamptz, last_used_at timestamptz, codes_left integer)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE of_account uuid := (SELECT v.account_id FROM auth.visit(session, NULL) v WHERE v.due IS NULL OR v.due = 'enrolment');
  BEGIN
    RETURN QUERY
      SELECT 'passkey', p.id, p.name, p.is_synced, p.created_at, p.last_used_at, NULL::integer
        FROM auth.passkeys p WHERE p.account_id = of_account
      UNION ALL
      SELECT 'totp', t.id, NULL, NULL, t.confirmed_at, t.last_used_at, NULL
        FROM auth.totps t WHERE t.account_id = of_account AND t.confirmed_at IS NOT NULL
      UNION ALL
      SELECT 'recovery_codes', NULL, NULL, NULL, NULL, NULL, count(*)::integer
        FROM auth.recovery_codes r WHERE r.account_id = of_account AND r.used_at IS NULL
       ORDER BY 5, 2;
  END $$;

  -- The secret of an authenticator app. It counts once a first code of it was shown; until then the one before does.
  CREATE FUNCTION auth.begin_totp(session bytea, id uuid, secret bytea) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  DECLARE living auth.sessions := auth.changing_factors(session, true);
  BEGIN
    DELETE FROM auth.totps t WHERE t.account_id = living.account_id AND t.confirmed_at IS NULL;
    INSERT INTO auth.totps (id, account_id, secret) VALUES (begin_totp.id, living.account_id, begin_totp.secret);
  END $$;

  CREATE FUNCTION auth.waiting_totp(session bytea) RETURNS TABLE (id uuid, secret bytea, epoch integer)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE living auth.sessions := auth.changing_factors(session, true);
  BEGIN
    RETURN QUERY SELECT t.id, t.secret, extract(epoch FROM now())::integer FROM auth.totps t
                  WHERE t.account_id = living.account_id AND t.confirmed_at IS NULL AND t.created_at > now() - interval '1 hour';
  END $$;

  CREATE FUNCTION auth.confirm_totp(session bytea, fresh bytea, totp uuid, step bigint, rules auth.rules)
    RETURNS SETOF auth.entry LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE living auth.sessions := auth.changing_factors(session, true);
  BEGIN
    IF NOT EXISTS (SELECT FROM auth.totps t WHERE t.id = totp AND t.account_id = living.account_id AND t.confirmed_at IS NULL) THEN
      RETURN;
    END IF;
    DELETE FROM auth.totps t WHERE t.account_id = living.account_id AND t.confirmed_at IS NOT NULL;
    UPDATE auth.totps t SET confirmed_at = now(), last_step = step WHERE t.id = totp;
    RETURN NEXT auth.factors_changed(living, fresh, 'totp.added', 'totp', rules);
  END $$;

  -- The same secret, sealed under the present key.
  CREATE FUNCTION auth.reseal_totp(totp uuid, was bytea, secret bytea) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    UPDATE auth.totps t SET secret = reseal_totp.secret WHERE t.id = totp AND t.secret = was;
  END $$;

  -- No row: it is the last factor of an account that needs one.
  CREATE FUNCTION auth.remove_totp(session bytea, fresh bytea, rules auth.rules) RETURNS SETOF auth.entry LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE living auth.sessions := auth.changing_factors(session, false);
  BEGIN
    DELETE FROM auth.totps t WHERE t.account_id = living.account_id;
    IF auth.has_enough_factors(living, rules) THEN
      RETURN NEXT auth.factors_changed(living, fresh, 'totp.removed', NULL, rules);
    END IF;
  END $$;

  CREATE FUNCTION auth.make_challenge(challenge bytea) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    DELETE FROM auth.challenges c WHERE c.challenge IN
      (SELECT o.challenge FROM auth.challenges o WHERE o.expires_at < now() LIMIT 100 FOR UPDATE SKIP LOCKED);
    INSERT INTO auth.challenges (challenge) VALUES (make_challenge.challenge);
  END $$;

  CREATE FUNCTION auth.make_registration_challenge(session bytea, challenge bytea) RETURNS TABLE (credential_id bytea)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE living auth.sessions := auth.changing_factors(session, true);
  BEGIN
    DELETE FROM auth.challenges c WHERE c.account_id = living.account_id;
    INSERT INTO auth.challenges (challenge, account_id) VALUES (make_registration_challenge.challenge, living.account_id);
    RETURN QUERY SELECT p.credential_id FROM auth.passkeys p WHERE p.account_id = living.account_id;
  END $$;

  -- Whether it was ours to sign, for that account or for whoever signs in. It is gone, whatever becomes of the answer to it.
  CREATE FUNCTION auth.take_challenge(challenge bytea, account uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    DELETE FROM auth.challenges c
     WHERE c.challenge = take_challenge.challenge AND c.account_id IS NOT DISTINCT FROM account AND now() < c.expires_at;
    RETURN FOUND;
  END $$;

  CREATE FUNCTION auth.passkey_of(credential_id bytea) RETURNS TABLE (id uuid, account_id uuid, public_key bytea)
    LANGUAGE sql STABLE SECURITY DEFINER
  BEGIN ATOMIC
    SELECT p.id, p.account_id, p.public_key FROM auth.passkeys p WHERE p.credential_id = passkey_of.credential_id;
  END;

  -- No row: somebody has that passkey already.
  CREATE FUNCTION auth.add_passkey(session bytea, fresh bytea, id uuid, credential_id bytea, public_key bytea, counter bigint,
                                   name text, is_synced boolean, rules auth.rules) RETURNS SETOF auth.entry
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE living auth.sessions := auth.changing_factors(session, true);
  BEGIN
    INSERT INTO auth.passkeys AS p (id, account_id, credential_id, public_key, counter, name, is_synced)
    VALUES (add_passkey.id, living.account_id, add_passkey.credential_id, add_passkey.public_key, add_passkey.counter,
            add_passkey.name, add_passkey.is_synced)
        ON CONFLICT DO NOTHING;
    IF FOUND THEN RETURN NEXT auth.factors_changed(living, fresh, 'passkey.added', 'passkey', rules); END IF;
  END $$;

  -- No row: it is the last factor of an account that needs one.
  CREATE FUNCTION auth.remove_passkey(session bytea, fresh bytea, passkey uuid, rules auth.rules) RETURNS SETOF auth.entry
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE living auth.sessions := auth.changing_factors(session, false);
  BEGIN
    DELETE FROM auth.passkeys p WHERE p.id = passkey AND p.account_id = living.account_id;
    IF auth.has_enough_factors(living, rules) THEN
      RETURN NEXT auth.factors_changed(living, fresh, 'passkey.removed', NULL, rules);
    END IF;
  END $$;

  CREATE FUNCTION auth.renew_recovery_codes(session bytea, fresh bytea, hashes bytea[], rules auth.rules)
    RETURNS SETOF auth.entry LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE living auth.sessions := auth.changing_factors(session, false);
  BEGIN
    DELETE FROM auth.recovery_codes r WHERE r.account_id = living.account_id;
    INSERT INTO auth.recovery_codes (account_id, hash) SELECT living.account_id, h FROM unnest(hashes) h;
    RETURN NEXT auth.factors_changed(living, fresh, 'recovery-codes.made', NULL, rules);
  END $$;`;

const others = `
  -- What an administrator does for an account of their seat or below, and never for their own.
  CREATE FUNCTION auth.release_lock(account uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  DECLARE releasing auth.sessions := auth.session(); released app.accounts; is_released boolean;
  BEGIN
    SELECT * INTO released FROM app.accounts a WHERE a.id = account FOR SHARE;
    IF releasing.role IS DISTINCT FROM 'admin' OR releasing.kind <> 'session' OR released.id IS NULL
       OR released.id = releasing.account_id
       OR (releasing.task_force_id IS NOT NULL AND releasing.task_force_id IS DISTINCT FROM released.task_force_id)
       OR (releasing.agency_id IS NOT NULL AND releasing.agency_id IS DISTINCT FROM released.agency_id) THEN
      RAISE EXCEPTION 'not an account to release' USING ERRCODE = '42501';
    END IF;
    PERFORM auth.hold(account);
    UPDATE auth.standing s SET locked_at = NULL, failed_at = '{}' WHERE s.account_id = account AND s.locked_at IS NOT NULL;
    is_released := FOUND;
    UPDATE auth.devices d SET locked_at = NULL, failed_at = '{}' WHERE d.account_id = account AND d.locked_at IS NOT NULL;
    IF NOT FOUND AND NOT is_released THEN RETURN false; END IF;
    PERFORM audit.note('account.unlocked', account, 'done', nullif(current_setting('app.reason', true), ''));
    RETURN true;
  END $$;

  -- Every factor an account had, where two persons have decided so.
  CREATE FUNCTION auth.forget_factors(account uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    PERFORM auth.hold(account);
    DELETE FROM auth.totps t WHERE t.account_id = account;
    DELETE FROM auth.passkeys p WHERE p.account_id = account;
    DELETE FROM auth.recovery_codes r WHERE r.account_id = account;
    DELETE FROM auth.challenges c WHERE c.account_id = account;
    DELETE FROM auth.devices d WHERE d.account_id = account;
    UPDATE auth.standing s SET locked_at = NULL, failed_at = '{}', credentials_changed_at = now() WHERE s.account_id = account;
  END $$;

  -- One's own living sessions, besides machine keys.
  CREATE FUNCTION auth.own_sessions()
    RETURNS TABLE (id uuid, opened_at timestamptz, seen_at timestamptz, expires_at timestamptz, address text, is_this_one boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE me auth.sessions := auth.session();
  BEGIN
    RETURN QUERY SELECT s.id, s.opened_at, s.seen_at, s.expires_at, host(s.address), s.id = me.id FROM auth.sessions s
                  WHERE s.account_id = me.account_id AND s.kind = 'session' AND s.ended_at IS NULL AND s.due IS NULL
                    AND now() < s.expires_at AND now() < s.seen_at + s.idle
                  ORDER BY s.opened_at DESC, s.id;
  END $$;

  CREATE FUNCTION auth.end_own_session(session_id uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  DECLARE me auth.sessions := auth.session(); ended boolean;
  BEGIN
    UPDATE auth.sessions s SET ended_at = now()
     WHERE s.id = session_id AND s.account_id = me.account_id AND s.kind = 'session' AND s.ended_at IS NULL AND s.id <> me.id;
    ended := FOUND;
    IF ended THEN PERFORM audit.note('session.ended', session_id); END IF;
    RETURN ended;
  END $$;

  GRANT EXECUTE ON FUNCTION auth.release_lock(uuid), auth.own_sessions(), auth.end_own_session(uuid) TO tracker_app;
  GRANT EXECUTE ON FUNCTION auth.credential_of(text), auth.link_of(bytea), auth.renew_hash(uuid, text, text),
    auth.sign_in(uuid, auth.proof, boolean, uuid, bytea, text, auth.rules), auth.visit(bytea, auth.rules),
    auth.pass_second_factor(bytea, bytea, auth.proof, auth.rules), auth.step_up(bytea, bytea, auth.proof, auth.rules),
    auth.leave(bytea), auth.change_own_password(bytea, bytea, auth.proof, text, auth.rules), auth.factors_of(bytea),
    auth.begin_totp(bytea, uuid, bytea), auth.waiting_totp(bytea), auth.confirm_totp(bytea, bytea, uuid, bigint, auth.rules),
    auth.reseal_totp(uuid, bytea, bytea), auth.remove_totp(bytea, bytea, auth.rules), auth.make_challenge(bytea), auth.make_registration_challenge(bytea, bytea),
    auth.take_challenge(bytea, uuid), auth.passkey_of(bytea),
    auth.add_passkey(bytea, bytea, uuid, bytea, bytea, bigint, text, boolean, auth.rules),
    auth.remove_passkey(bytea, bytea, uuid, auth.rules), auth.renew_recovery_codes(bytea, bytea, bytea[], auth.rules)
    TO tracker_door;`;

const back = `
  DROP FUNCTION auth.release_lock(uuid), auth.forget_factors(uuid), auth.own_sessions(), auth.end_own_session(uuid),
    auth.renew_recovery_codes(bytea, bytea, bytea[], auth.rules), auth.remove_passkey(bytea, bytea, uuid, auth.rules),
    auth.add_passkey(bytea, bytea, uuid, bytea, bytea, bigint, text, boolean, auth.rules), auth.passkey_of(bytea),
    auth.take_challenge(bytea, uuid), auth.make_registration_challenge(bytea, bytea), auth.make_challenge(bytea),
    auth.reseal_totp(uuid, bytea, bytea), auth.remove_totp(bytea, bytea, auth.rules), auth.confirm_totp(bytea, bytea, uuid, bigint, auth.rules),
    auth.waiting_totp(bytea), auth.begin_totp(bytea, uuid, bytea), auth.factors_of(bytea),
    auth.has_enough_factors(auth.sessions, auth.rules),
    auth.factors_changed(auth.sessions, bytea, text, text, auth.rules), auth.changing_factors(bytea, boolean),
    auth.link_of(bytea), auth.renew_hash(uuid, text, text),
    auth.change_own_password(bytea, bytea, auth.proof, text, auth.rules), auth.leave(bytea),
    auth.step_up(bytea, bytea, auth.proof, auth.rules), auth.pass_second_factor(bytea, bytea, auth.proof, auth.rules),
    auth.end_other_sessions(auth.sessions), auth.visit(bytea, auth.rules), auth.at_the_door(bytea),
    auth.sign_in(uuid, auth.proof, boolean, uuid, bytea, text, auth.rules), auth.credential_of(text),
    auth.go_on(auth.sessions, bytea, text, text, auth.rules), auth.admit(auth.sessions, bytea, text, auth.rules),
    auth.ends_at(auth.sessions), auth.due_after(text, uuid, text, uuid, auth.rules),
    auth.factors_for(auth.sessions, auth.rules), auth.needs_passkey(text, uuid, auth.rules),
    auth.settle(uuid, auth.proof, auth.rules), auth.take(uuid, auth.proof), auth.forget_failures(auth.standing, auth.rules),
    auth.is_locked(timestamptz, auth.rules);
  DROP FUNCTION IF EXISTS auth.is_open(app.accounts);
  CREATE OR REPLACE FUNCTION auth.set_password(account uuid, password_hash text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
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
  DROP FUNCTION auth.keep_password(uuid, text), auth.hold(uuid);
  DROP TYPE auth.entry, auth.proof, auth.rules;
  DROP TABLE auth.standing, auth.totps, auth.passkeys, auth.recovery_codes, auth.challenges;
  ALTER TABLE auth.credentials DROP is_weak;
  DELETE FROM auth.sessions WHERE due = 'password';
  ALTER TABLE auth.sessions DROP CONSTRAINT sessions_due_check,
    ADD CONSTRAINT sessions_due_check CHECK (due IN ('second_factor', 'enrolment'));

  CREATE FUNCTION auth.credential_of(email text) RETURNS TABLE (account_id uuid, password_hash text)
    LANGUAGE sql STABLE SECURITY DEFINER
  BEGIN ATOMIC
    SELECT a.id, c.password_hash FROM app.accounts a JOIN auth.credentials c ON c.account_id = a.id
     WHERE a.email = credential_of.email AND a.disabled_at IS NULL;
  END;
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
  CREATE FUNCTION auth.change_password(password_hash text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    IF auth.account() IS NULL THEN RAISE EXCEPTION 'nobody is signed in' USING ERRCODE = '42501'; END IF;
    PERFORM auth.set_password(auth.account(), change_password.password_hash);
  END $$;
  CREATE FUNCTION auth.own_password_hash() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
    RETURN (SELECT c.password_hash FROM auth.credentials c WHERE c.account_id = auth.account());
  GRANT EXECUTE ON FUNCTION auth.credential_of(text), auth.open_session(uuid, text, uuid, bytea) TO tracker_door;
  GRANT EXECUTE ON FUNCTION auth.end_session(), auth.change_password(text), auth.own_password_hash() TO tracker_app;`;
