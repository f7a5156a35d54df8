import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The vault: who an identified child is, sealed by the application and kept where its role reads no table. What is sealed comes
 * out of one function, for a person who has said why in a transaction that is committed already.
 */
export class LockTheVault1764200005000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(tables);
    await db.query(access);
    await db.query(recording);
    await db.query(revealing);
    await db.query(searching);
    await db.query(destroying);
    await db.query(rights);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(back);
  }
}

const tables = `
  ALTER TABLE auth.key_checks DROP CONSTRAINT key_checks_purpose_check,
    ADD CONSTRAINT key_checks_purpose_check CHECK (purpose IN ('password-pepper', 'factor-key', 'vault-master-key'));

  CREATE SCHEMA vault;

  -- A task force's key, wrapped by a master key that is not here. One is current; a retired one is read until nothing is under it,
  -- and then destroyed.
  CREATE TABLE vault.keys (
    id            uuid PRIMARY KEY,
    task_force_id uuid NOT NULL REFERENCES app.task_forces,
    wrapped       bytea,
    wrapped_by    text,
    made_at       timestamptz NOT NULL DEFAULT now(),
    retired_at    timestamptz,
    destroyed_at  timestamptz,
    UNIQUE (task_force_id, id),
    CHECK ((destroyed_at IS NULL) = (wrapped IS NOT NULL) AND (wrapped IS NULL) = (wrapped_by IS NULL)),
    CHECK (destroyed_at IS NULL OR retired_at IS NOT NULL)
  );
  CREATE UNIQUE INDEX keys_current_idx ON vault.keys (task_force_id) WHERE retired_at IS NULL;

  -- That an identity is held, and which fields of it: under the id of the child's record.
  CREATE TABLE vault.identities (
    id            uuid PRIMARY KEY,
    task_force_id uuid NOT NULL,
    complaint_id  uuid NOT NULL,
    fields        text[] NOT NULL CHECK (fields <@ ARRAY['given_name', 'family_name', 'born_on', 'address', 'phone', 'email',
                    'school', 'guardian']),
    -- What the last change wrote.
    written       text[] NOT NULL,
    -- 1 is the version of an identity that nobody has recorded yet.
    version       integer NOT NULL CHECK (version > 1),
    destroyed_at  timestamptz(3),
    UNIQUE (task_force_id, id),
    FOREIGN KEY (task_force_id, id) REFERENCES app.victims_identified (task_force_id, id),
    FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints (task_force_id, id),
    CHECK (destroyed_at IS NULL OR fields = '{}')
  );
  CREATE INDEX identities_task_force_id_complaint_id_idx ON vault.identities (task_force_id, complaint_id);

  -- What it says, each field sealed under a key of this identity's own, which the task force's key wraps. Without the row there
  -- is nothing left to open.
  CREATE TABLE vault.sealed_identities (
    identity_id   uuid PRIMARY KEY,
    task_force_id uuid NOT NULL,
    key_id        uuid NOT NULL,
    wrapped_key   bytea NOT NULL,
    given_name    bytea,
    family_name   bytea,
    born_on       bytea,
    address       bytea,
    phone         bytea,
    email         bytea,
    school        bytea,
    guardian      bytea,
    FOREIGN KEY (task_force_id, identity_id) REFERENCES vault.identities (task_force_id, id),
    FOREIGN KEY (task_force_id, key_id) REFERENCES vault.keys (task_force_id, id)
  );
  CREATE INDEX sealed_identities_key_id_identity_id_idx ON vault.sealed_identities (key_id, identity_id);

  -- What an identity is found by: 16 bytes of an HMAC whose key is not here.
  CREATE TABLE vault.tokens (
    task_force_id uuid NOT NULL,
    identity_id   uuid NOT NULL,
    kind          text NOT NULL CHECK (kind IN ('name', 'family_name', 'born_on', 'phone', 'email', 'name_in_text',
                    'family_name_in_text')),
    token         bytea NOT NULL CHECK (octet_length(token) = 16),
    PRIMARY KEY (identity_id, kind, token),
    FOREIGN KEY (task_force_id, identity_id) REFERENCES vault.identities (task_force_id, id)
  );
  CREATE INDEX tokens_task_force_id_token_idx ON vault.tokens (task_force_id, token);

  -- Who has asked for an identity and said why. It is committed, with its entry in the trail, before anything is shown for it.
  CREATE TABLE vault.requests (
    id          uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    identity_id uuid NOT NULL REFERENCES vault.identities,
    session_id  uuid NOT NULL,
    purpose     text NOT NULL CHECK (purpose IN ('interview', 'safeguarding', 'guardian_notification', 'victim_services',
                  'identification', 'legal_process', 'prosecution', 'correction')),
    transaction xid8 NOT NULL DEFAULT pg_current_xact_id(),
    asked_at    timestamptz NOT NULL DEFAULT clock_timestamp()
  );
  CREATE INDEX requests_asked_at_idx ON vault.requests (asked_at);

  ALTER TABLE vault.keys ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  ALTER TABLE vault.identities ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  ALTER TABLE vault.sealed_identities ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  ALTER TABLE vault.tokens ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  ALTER TABLE vault.requests ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  CREATE POLICY keys_for_functions ON vault.keys TO tracker_owner USING (true) WITH CHECK (true);
  CREATE POLICY identities_for_functions ON vault.identities TO tracker_owner USING (true) WITH CHECK (true);
  CREATE POLICY sealed_identities_for_functions ON vault.sealed_identities TO tracker_owner USING (true) WITH CHECK (true);
  CREATE POLICY tokens_for_functions ON vault.tokens TO tracker_owner USING (true) WITH CHECK (true);
  CREATE POLICY requests_for_functions ON vault.requests TO tracker_owner USING (true) WITH CHECK (true);
  SELECT audit.watch('vault.keys', 'wrapped'), audit.watch('vault.identities');`;

const access = `
  -- Access to identities that was taken from an account. One supervisor takes it at once; two others give it back.
  CREATE TABLE app.identity_access_withdrawals (
    id                       uuid PRIMARY KEY,
    task_force_id            uuid NOT NULL,
    account_id               uuid NOT NULL,
    reason                   text NOT NULL,
    withdrawn_by             uuid NOT NULL REFERENCES app.accounts,
    withdrawn_at             timestamptz(3) NOT NULL,
    restoration_reason       text,
    restoration_requested_by uuid REFERENCES app.accounts,
    restoration_requested_at timestamptz(3),
    restored_by              uuid REFERENCES app.accounts,
    restored_at              timestamptz(3),
    version                  integer NOT NULL,
    UNIQUE (task_force_id, id),
    FOREIGN KEY (task_force_id, account_id) REFERENCES app.accounts (task_force_id, id),
    CHECK ((restoration_requested_by IS NULL) = (restoration_requested_at IS NULL)
           AND (restoration_requested_by IS NULL) = (restoration_reason IS NULL)),
    CHECK ((restored_by IS NULL) = (restored_at IS NULL)),
    CHECK (restored_at IS NULL OR restoration_requested_at IS NOT NULL),
    CHECK (restoration_requested_by <> account_id),
    CHECK (restored_by <> account_id AND restored_by <> restoration_requested_by)
  );
  CREATE UNIQUE INDEX identity_access_withdrawals_account_id_idx ON app.identity_access_withdrawals (account_id)
    WHERE restored_at IS NULL;
  CREATE INDEX identity_access_withdrawals_task_force_id_account_id_idx
    ON app.identity_access_withdrawals (task_force_id, account_id);
  GRANT SELECT, INSERT ON app.identity_access_withdrawals TO tracker_app;
  GRANT UPDATE (restoration_reason, restoration_requested_by, restoration_requested_at, version)
    ON app.identity_access_withdrawals TO tracker_app;
  ALTER TABLE app.identity_access_withdrawals ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  -- A supervisor sees those of the accounts that the supervisor sees: the policies of accounts decide.
  CREATE POLICY identity_access_withdrawals_of_the_seat ON app.identity_access_withdrawals
    USING ((SELECT auth.role()) = 'supervisor' AND task_force_id = (SELECT auth.case_task_force())
           AND EXISTS (SELECT FROM app.accounts a WHERE a.id = account_id))
    WITH CHECK ((SELECT auth.role()) = 'supervisor' AND task_force_id = (SELECT auth.case_task_force())
           AND EXISTS (SELECT FROM app.accounts a WHERE a.id = account_id)
           AND coalesce(restoration_requested_by, withdrawn_by) = (SELECT auth.account()) AND restored_by IS NULL);
  CREATE POLICY identity_access_withdrawals_for_functions ON app.identity_access_withdrawals TO tracker_owner
    USING (true) WITH CHECK (true);
  SELECT audit.watch('app.identity_access_withdrawals', 'reason', 'restoration_reason');

  CREATE FUNCTION vault.is_access_withdrawn(account uuid) RETURNS boolean LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT EXISTS (SELECT FROM app.identity_access_withdrawals w WHERE w.account_id = account AND w.restored_at IS NULL);
  END;
  CREATE FUNCTION vault.is_own_access_withdrawn() RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    RETURN vault.is_access_withdrawn(auth.account());
  END $$;

  -- The second person's word. False where there is nothing to approve any more.
  CREATE FUNCTION vault.restore_access(withdrawal uuid, at timestamptz) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    me    auth.sessions := auth.session();
    asked app.identity_access_withdrawals;
    held  app.accounts;
  BEGIN
    SELECT * INTO asked FROM app.identity_access_withdrawals w WHERE w.id = withdrawal FOR UPDATE;
    SELECT * INTO held FROM app.accounts a WHERE a.id = asked.account_id;
    IF me.id IS NULL OR held.id IS NULL OR me.kind <> 'session' OR me.role <> 'supervisor'
       OR NOT coalesce(me.stepped_up_at > now() - interval '5 minutes', false)
       OR me.task_force_id IS DISTINCT FROM asked.task_force_id
       OR NOT auth.is_at_or_below(held.task_force_id, held.agency_id, me.task_force_id, me.agency_id)
       OR me.account_id = held.id OR me.account_id IS NOT DISTINCT FROM asked.restoration_requested_by THEN
      RAISE EXCEPTION 'not an access to give back' USING ERRCODE = '42501';
    END IF;
    IF asked.restoration_requested_at IS NULL OR asked.restored_at IS NOT NULL THEN RETURN false; END IF;
    UPDATE app.identity_access_withdrawals w SET restored_by = me.account_id, restored_at = at, version = w.version + 1
     WHERE w.id = withdrawal;
    RETURN true;
  END $$;`;

const recording = `
  -- The child's record as the session sees it, and whether it may work the case: row security binds the owner of this, too.
  CREATE FUNCTION vault.place_of(victim uuid) RETURNS TABLE (task_force_id uuid, complaint_id uuid, is_worked boolean)
    LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT v.task_force_id, v.complaint_id,
           coalesce(auth.role() = 'supervisor' OR c.investigator_id IS NULL OR c.investigator_id = auth.account(), false)
      FROM app.victims_identified v JOIN app.complaints c ON c.id = v.complaint_id WHERE v.id = victim;
  END;

  -- Which fields are held of a child that the session sees, and in which version. It takes no step-up, for it says nothing.
  CREATE FUNCTION vault.outline(victim uuid) RETURNS TABLE (version integer, fields text[], destroyed_at timestamptz)
    LANGUAGE sql STABLE SECURITY DEFINER
  BEGIN ATOMIC
    SELECT coalesce(i.version, 1), coalesce(i.fields, '{}'), i.destroyed_at
      FROM vault.place_of(victim) p LEFT JOIN vault.identities i ON i.id = victim AND i.task_force_id = p.task_force_id;
  END;

  -- What it takes to write an identity: its version, and the keys it is or will be under. Child, identity and key stay as they
  -- are until the transaction ends. No key where the task force has none yet.
  CREATE FUNCTION vault.open_to_record(victim uuid)
    RETURNS TABLE (version integer, destroyed_at timestamptz, key_id uuid, wrapped bytea, wrapped_by text, wrapped_key bytea)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE place record;
  BEGIN
    SELECT * INTO place FROM vault.place_of(victim);
    IF place.task_force_id IS NULL THEN RETURN; END IF;
    IF NOT place.is_worked THEN RAISE EXCEPTION 'not a case to work' USING ERRCODE = '42501'; END IF;
    PERFORM FROM app.victims_identified v WHERE v.id = victim FOR UPDATE;
    PERFORM FROM vault.sealed_identities s WHERE s.identity_id = victim FOR UPDATE;
    PERFORM FROM vault.keys k WHERE k.task_force_id = place.task_force_id AND k.retired_at IS NULL FOR SHARE;
    RETURN QUERY
      SELECT coalesce(i.version, 1), i.destroyed_at, k.id, k.wrapped, k.wrapped_by, s.wrapped_key
        FROM (SELECT) one
        LEFT JOIN vault.identities i ON i.id = victim
        LEFT JOIN vault.sealed_identities s ON s.identity_id = victim
        LEFT JOIN vault.keys k ON k.task_force_id = place.task_force_id
              AND CASE WHEN s.key_id IS NULL THEN k.retired_at IS NULL ELSE k.id = s.key_id END;
  END $$;

  -- The first key of the session's task force, unless somebody was faster.
  CREATE FUNCTION vault.add_key(id uuid, wrapped bytea, wrapped_by text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    INSERT INTO vault.keys (id, task_force_id, wrapped, wrapped_by)
    SELECT add_key.id, home, add_key.wrapped, add_key.wrapped_by FROM auth.case_task_force() home
     WHERE home IS NOT NULL AND NOT EXISTS (SELECT FROM vault.keys k WHERE k.task_force_id = home)
        ON CONFLICT (task_force_id) WHERE retired_at IS NULL DO NOTHING;
  END $$;

  -- Writes the named fields of an identity, and what it is found by in the named ways; null erases a field. Its new version, or
  -- null where it has another than was said.
  CREATE FUNCTION vault.keep(victim uuid, was integer, key uuid, wrapped_key bytea, written text[], sealed bytea[],
                             found_by text[], kinds text[], tokens bytea[]) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    place record;
    held  vault.identities;
    under vault.sealed_identities;
    kept  text[];
  BEGIN
    SELECT * INTO place FROM vault.place_of(victim);
    SELECT * INTO held FROM vault.identities i WHERE i.id = victim;
    SELECT * INTO under FROM vault.sealed_identities s WHERE s.identity_id = victim;
    IF NOT coalesce(place.is_worked, false) OR held.destroyed_at IS NOT NULL
       OR NOT EXISTS (SELECT FROM vault.keys k WHERE k.id = key AND k.task_force_id = place.task_force_id
                         AND CASE WHEN under.key_id IS NULL THEN k.retired_at IS NULL ELSE k.id = under.key_id END) THEN
      RAISE EXCEPTION 'not an identity to record' USING ERRCODE = '42501';
    END IF;
    IF coalesce(held.version, 1) <> was THEN RETURN NULL; END IF;
    kept := ARRAY(SELECT f FROM unnest(held.fields) f WHERE f <> ALL (written)
                  UNION SELECT w.field FROM unnest(written, sealed) w (field, value) WHERE w.value IS NOT NULL ORDER BY 1);
    INSERT INTO vault.identities AS i (id, task_force_id, complaint_id, fields, written, version)
    VALUES (victim, place.task_force_id, place.complaint_id, kept, keep.written, was + 1)
        ON CONFLICT (id) DO UPDATE SET fields = excluded.fields, written = excluded.written, version = excluded.version;
    INSERT INTO vault.sealed_identities AS s (identity_id, task_force_id, key_id, wrapped_key)
    VALUES (victim, place.task_force_id, key, keep.wrapped_key)
        ON CONFLICT (identity_id) DO NOTHING;
    UPDATE vault.sealed_identities s SET
      given_name  = CASE WHEN 'given_name'  = ANY (written) THEN sealed[array_position(written, 'given_name')]  ELSE s.given_name END,
      family_name = CASE WHEN 'family_name' = ANY (written) THEN sealed[array_position(written, 'family_name')] ELSE s.family_name END,
      born_on     = CASE WHEN 'born_on'     = ANY (written) THEN sealed[array_position(written, 'born_on')]     ELSE s.born_on END,
      address     = CASE WHEN 'address'     = ANY (written) THEN sealed[array_position(written, 'address')]     ELSE s.address END,
      phone       = CASE WHEN 'phone'       = ANY (written) THEN sealed[array_position(written, 'phone')]       ELSE s.phone END,
      email       = CASE WHEN 'email'       = ANY (written) THEN sealed[array_position(written, 'email')]       ELSE s.email END,
      school      = CASE WHEN 'school'      = ANY (written) THEN sealed[array_position(written, 'school')]      ELSE s.school END,
      guardian    = CASE WHEN 'guardian'    = ANY (written) THEN sealed[array_position(written, 'guardian')]    ELSE s.guardian END
     WHERE s.identity_id = victim;
    DELETE FROM vault.tokens t WHERE t.identity_id = victim AND t.kind = ANY (found_by);
    INSERT INTO vault.tokens (task_force_id, identity_id, kind, token)
    SELECT DISTINCT place.task_force_id, victim, n.kind, n.token FROM unnest(kinds, tokens) n (kind, token);
    RETURN was + 1;
  END $$;`;

const revealing = `
  -- 42501 unless it is a person who works cases, has just shown again who they are, and whose access nobody has withdrawn.
  CREATE FUNCTION vault.require_opener() RETURNS void LANGUAGE plpgsql STABLE
    SET search_path = pg_catalog, pg_temp AS $$
  DECLARE me auth.sessions := auth.session();
  BEGIN
    IF me.id IS NULL OR me.kind <> 'session' OR me.role NOT IN ('investigator', 'supervisor') OR me.task_force_id IS NULL
       OR NOT coalesce(me.stepped_up_at > now() - interval '5 minutes', false)
       OR vault.is_access_withdrawn(me.account_id) THEN
      RAISE EXCEPTION 'not somebody to open the vault for' USING ERRCODE = '42501';
    END IF;
  END $$;

  -- Asks for an identity and says why. The look is entered now, and what is asked for is shown to the transactions after this
  -- one: so nobody sees an identity and takes the entry back.
  CREATE FUNCTION vault.ask(victim uuid, purpose text, words text) RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  DECLARE place record; asked uuid;
  BEGIN
    PERFORM vault.require_opener();
    SELECT * INTO place FROM vault.place_of(victim);
    IF NOT coalesce(place.is_worked, false) OR btrim(coalesce(words, '')) = '' THEN
      RAISE EXCEPTION 'not an identity to ask for' USING ERRCODE = '42501';
    END IF;
    DELETE FROM vault.requests r WHERE r.asked_at < clock_timestamp() - interval '1 hour';
    INSERT INTO vault.requests (identity_id, session_id, purpose)
    SELECT i.id, (auth.session()).id, ask.purpose FROM vault.identities i
     WHERE i.id = victim AND i.task_force_id = place.task_force_id AND i.destroyed_at IS NULL
    RETURNING id INTO asked;
    IF asked IS NULL THEN RETURN NULL; END IF;
    PERFORM set_config('app.reason', ask.purpose || ': ' || words, true);
    PERFORM audit.look('identity.revealed', ARRAY[victim], ARRAY[place.complaint_id]);
    RETURN asked;
  END $$;

  -- The one way out of the vault: what was asked for within the last minute, in this session, in a transaction before this one.
  CREATE FUNCTION vault.reveal(asked uuid)
    RETURNS TABLE (version integer, key_id uuid, wrapped bytea, wrapped_by text, wrapped_key bytea, given_name bytea,
                   family_name bytea, born_on bytea, address bytea, phone bytea, email bytea, school bytea, guardian bytea)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE request vault.requests; place record;
  BEGIN
    PERFORM vault.require_opener();
    SELECT * INTO request FROM vault.requests r WHERE r.id = asked FOR UPDATE;
    SELECT * INTO place FROM vault.place_of(request.identity_id);
    IF request.id IS NULL OR request.session_id <> (auth.session()).id OR NOT coalesce(place.is_worked, false)
       OR request.transaction = pg_current_xact_id() OR request.asked_at < clock_timestamp() - interval '1 minute' THEN
      RAISE EXCEPTION 'nothing was asked for' USING ERRCODE = '42501';
    END IF;
    DELETE FROM vault.requests r WHERE r.id = asked;
    RETURN QUERY
      SELECT i.version, k.id, k.wrapped, k.wrapped_by, s.wrapped_key, s.given_name, s.family_name, s.born_on, s.address,
             s.phone, s.email, s.school, s.guardian
        FROM vault.identities i JOIN vault.sealed_identities s ON s.identity_id = i.id JOIN vault.keys k ON k.id = s.key_id
       WHERE i.id = request.identity_id AND i.task_force_id = place.task_force_id;
  END $$;`;

const searching = `
  -- The keys of the session's task force that something is under. Where they are held, none is retired until the transaction ends,
  -- so that nothing is looked for under one key while it goes to another.
  CREATE FUNCTION vault.living_keys(are_held boolean) RETURNS TABLE (id uuid, wrapped bytea, wrapped_by text)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE home uuid := auth.case_task_force();
  BEGIN
    IF are_held THEN
      PERFORM FROM vault.keys k WHERE k.task_force_id = home AND k.destroyed_at IS NULL FOR SHARE;
    END IF;
    RETURN QUERY SELECT k.id, k.wrapped, k.wrapped_by FROM vault.keys k
                  WHERE k.task_force_id = home AND k.destroyed_at IS NULL ORDER BY k.made_at, k.id;
  END $$;

  -- The children of the seat whom all that is asked by fits, each kind by a token of any of its keys. The search enters the trail
  -- with whom it found, never with what it asked by.
  CREATE FUNCTION vault.search(kinds text[], tokens bytea[], most integer)
    RETURNS TABLE (victim_id uuid, pseudonym text, complaint_id uuid, reference text)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE home uuid := auth.case_task_force(); found uuid[];
  BEGIN
    PERFORM vault.require_opener();
    found := ARRAY(
      SELECT t.identity_id
        FROM unnest(kinds, tokens) sought (kind, token)
        JOIN vault.tokens t ON t.task_force_id = home AND t.token = sought.token AND t.kind = sought.kind
        JOIN app.victims_identified v ON v.id = t.identity_id
       GROUP BY t.identity_id
      HAVING count(DISTINCT t.kind) = (SELECT count(DISTINCT k) FROM unnest(kinds) k)
       ORDER BY t.identity_id LIMIT most);
    PERFORM audit.look('identities.searched', found,
                       ARRAY(SELECT v.complaint_id FROM app.victims_identified v WHERE v.id = ANY (found)));
    RETURN QUERY
      SELECT v.id, v.pseudonym, v.complaint_id, c.reference
        FROM app.victims_identified v JOIN app.complaints c ON c.id = v.complaint_id
       WHERE v.id = ANY (found) ORDER BY v.id;
  END $$;`;

const destroying = `
  -- Asked for by one under an order, approved by another: then the identity is gone and the child still counts.
  CREATE TABLE app.identity_destructions (
    id            uuid PRIMARY KEY,
    task_force_id uuid NOT NULL,
    complaint_id  uuid NOT NULL,
    victim_id     uuid NOT NULL,
    order_number  text NOT NULL,
    reason        text NOT NULL,
    requested_by  uuid NOT NULL REFERENCES app.accounts,
    requested_at  timestamptz(3) NOT NULL,
    approved_by   uuid REFERENCES app.accounts,
    approved_at   timestamptz(3),
    UNIQUE (task_force_id, id),
    FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints (task_force_id, id),
    FOREIGN KEY (task_force_id, victim_id) REFERENCES app.victims_identified (task_force_id, id),
    CHECK ((approved_by IS NULL) = (approved_at IS NULL)),
    CHECK (approved_by <> requested_by)
  );
  CREATE INDEX identity_destructions_task_force_id_complaint_id_idx ON app.identity_destructions (task_force_id, complaint_id);
  CREATE INDEX identity_destructions_task_force_id_victim_id_idx ON app.identity_destructions (task_force_id, victim_id);
  GRANT SELECT, INSERT ON app.identity_destructions TO tracker_app;
  ALTER TABLE app.identity_destructions ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  CREATE POLICY identity_destructions_of_the_complaint ON app.identity_destructions
    USING (task_force_id = (SELECT auth.case_task_force())
           AND ((SELECT auth.sees_sealed()) OR EXISTS (SELECT FROM app.complaints c WHERE c.id = complaint_id)))
    WITH CHECK (task_force_id = (SELECT auth.case_task_force()) AND (SELECT auth.role()) = 'supervisor'
           AND requested_by = (SELECT auth.account()) AND approved_by IS NULL
           AND ((SELECT auth.sees_sealed()) OR EXISTS (SELECT FROM app.complaints c WHERE c.id = complaint_id)));
  -- Only of those that are seen: what is updated is found by the policy above.
  CREATE POLICY identity_destructions_approved ON app.identity_destructions FOR UPDATE TO tracker_owner
    USING (true) WITH CHECK (true);
  SELECT audit.watch('app.identity_destructions', 'order_number', 'reason');

  -- Takes the identity's own key, all that was sealed under it and all it was found by. For functions of the owner's, which have
  -- seen to who may: it asks nobody. Whether there was anything to destroy.
  CREATE FUNCTION vault.destroy(victim uuid, at timestamptz) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    -- What is sealed comes first and the identity last, as where one is recorded or sealed anew: so that they queue.
    DELETE FROM vault.sealed_identities s WHERE s.identity_id = victim;
    DELETE FROM vault.tokens t WHERE t.identity_id = victim;
    DELETE FROM vault.requests r WHERE r.identity_id = victim;
    UPDATE vault.identities i SET fields = '{}', written = '{}', destroyed_at = at, version = i.version + 1
     WHERE i.id = victim AND i.destroyed_at IS NULL;
    RETURN FOUND;
  END $$;

  -- Whether a legal hold stands on a complaint or its matter: none can before the migration that brings them, and replaces this.
  CREATE FUNCTION app.is_held(complaint uuid) RETURNS boolean LANGUAGE sql STABLE RETURN false;

  -- The second person's word. What became of it: destroyed, on_hold, or not_open: approved, a week old or overtaken.
  CREATE FUNCTION vault.approve_destruction(destruction uuid, at timestamptz) RETURNS text LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  DECLARE me auth.sessions := auth.session(); asked app.identity_destructions;
  BEGIN
    -- The complaint before all else, as whoever places a hold or records locks it: one of the two comes too late.
    PERFORM FROM app.complaints c
      WHERE c.id = (SELECT d.complaint_id FROM app.identity_destructions d WHERE d.id = destruction) FOR UPDATE;
    SELECT * INTO asked FROM app.identity_destructions d WHERE d.id = destruction FOR UPDATE;
    IF me.id IS NULL OR asked.id IS NULL OR me.kind <> 'session' OR me.role <> 'supervisor' OR me.agency_id IS NOT NULL
       OR NOT coalesce(me.stepped_up_at > now() - interval '5 minutes', false) OR me.account_id = asked.requested_by THEN
      RAISE EXCEPTION 'not a destruction to approve' USING ERRCODE = '42501';
    END IF;
    IF asked.approved_at IS NOT NULL OR asked.requested_at <= at - interval '7 days' THEN RETURN 'not_open'; END IF;
    IF app.is_held(asked.complaint_id) THEN RETURN 'on_hold'; END IF;
    IF NOT vault.destroy(asked.victim_id, at) THEN RETURN 'not_open'; END IF;
    UPDATE app.identity_destructions d SET approved_by = me.account_id, approved_at = at WHERE d.id = destruction;
    RETURN 'destroyed';
  END $$;`;

const rights = `
  -- Whether these master keys unwrap all there is.
  CREATE FUNCTION vault.is_wrapped_by(masters text[]) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
  BEGIN ATOMIC
    SELECT NOT EXISTS (SELECT FROM vault.keys k WHERE k.destroyed_at IS NULL AND k.wrapped_by <> ALL (masters));
  END;

  GRANT USAGE ON SCHEMA vault TO tracker_app;
  GRANT EXECUTE ON FUNCTION vault.is_own_access_withdrawn(), vault.restore_access(uuid, timestamptz), vault.outline(uuid),
    vault.open_to_record(uuid), vault.add_key(uuid, bytea, text),
    vault.keep(uuid, integer, uuid, bytea, text[], bytea[], text[], text[], bytea[]), vault.ask(uuid, text, text),
    vault.reveal(uuid), vault.living_keys(boolean), vault.search(text[], bytea[], integer),
    vault.approve_destruction(uuid, timestamptz), vault.is_wrapped_by(text[]) TO tracker_app;`;

const back = `
  DROP TABLE app.identity_destructions, app.identity_access_withdrawals CASCADE;
  DROP SCHEMA vault CASCADE;
  DROP FUNCTION app.is_held(uuid);
  DELETE FROM auth.key_checks WHERE purpose = 'vault-master-key';
  ALTER TABLE auth.key_checks DROP CONSTRAINT key_checks_purpose_check,
    ADD CONSTRAINT key_checks_purpose_check CHECK (purpose IN ('password-pepper', 'factor-key'));`;
