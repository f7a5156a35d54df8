import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Approvers are independent of whom they approve for, and strangers lock nobody out of a device they know. Every act that makes an account usable is a row with who did it, and no
 * account approves for another while both come from the same person within the last 30 days.
 */
export class KeepApproversIndependent1764500005000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(acts);
    await db.query(notices);
    await db.query(independence);
    await db.query(twoPersonActs);
    await db.query(devices);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(back);
  }
}

const acts = `
  -- Acts of one account on another: who created it, issued its links, changed its role or seat, enabled it, reset its factors and
  -- approved it. An act without a session, such as the installation's own, is not entered: it makes nobody dependent.
  CREATE TABLE auth.account_acts (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES app.accounts,
    act        text NOT NULL CHECK (act IN ('created', 'role_changed', 'seat_changed', 'disabled', 'enabled', 'approved',
                                            'link_issued', 'reset_requested', 'reset_approved')),
    actor_id   uuid NOT NULL REFERENCES app.accounts,
    at         timestamptz NOT NULL DEFAULT clock_timestamp(),
    CHECK (actor_id <> account_id)
  );
  CREATE INDEX account_acts_account_id_at_idx ON auth.account_acts (account_id, at);
  CREATE INDEX account_acts_at_idx ON auth.account_acts (at);

  CREATE FUNCTION auth.enter_account_acts() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  DECLARE acting uuid := auth.account();
  BEGIN
    IF acting IS NULL THEN RETURN NULL; END IF;
    IF tg_op = 'INSERT' THEN
      INSERT INTO auth.account_acts (account_id, act, actor_id) VALUES (new.id, 'created', acting);
      RETURN NULL;
    END IF;
    INSERT INTO auth.account_acts (account_id, act, actor_id)
    SELECT new.id, done.act, acting
      FROM (VALUES ('role_changed', new.role <> old.role),
                   ('seat_changed', (new.task_force_id, new.agency_id) IS DISTINCT FROM (old.task_force_id, old.agency_id)),
                   ('disabled', old.disabled_at IS NULL AND new.disabled_at IS NOT NULL),
                   ('enabled', old.disabled_at IS NOT NULL AND new.disabled_at IS NULL),
                   ('approved', old.approved_at IS NULL AND new.approved_at IS NOT NULL)) done (act, is_done)
     WHERE done.is_done;
    RETURN NULL;
  END $$;
  CREATE TRIGGER accounts_acts_entered AFTER INSERT OR UPDATE ON app.accounts FOR EACH ROW
    EXECUTE FUNCTION auth.enter_account_acts();

  CREATE FUNCTION auth.enter_link() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  DECLARE acting uuid := auth.account();
  BEGIN
    IF acting IS NOT NULL THEN
      INSERT INTO auth.account_acts (account_id, act, actor_id) VALUES (new.account_id, 'link_issued', acting);
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER invitations_links_entered AFTER INSERT ON auth.invitations FOR EACH ROW WHEN (new.account_id IS NOT NULL)
    EXECUTE FUNCTION auth.enter_link();

  CREATE FUNCTION auth.enter_reset() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    INSERT INTO auth.account_acts (account_id, act, actor_id)
    VALUES (new.account_id, 'reset_requested', new.requested_by), (new.account_id, 'reset_approved', new.approved_by);
    RETURN NULL;
  END $$;
  CREATE TRIGGER factor_resets_acts_entered AFTER UPDATE ON app.factor_resets FOR EACH ROW
    WHEN (old.approved_at IS NULL AND new.approved_at IS NOT NULL) EXECUTE FUNCTION auth.enter_reset();`;

const notices = `
  -- Returns what others did to the session's own account since then, and to supervisors and administrators what others did to the
  -- accounts of their seat and below: the latest first, of 30 days at most.
  CREATE FUNCTION auth.account_acts_since(since timestamptz, most integer)
    RETURNS TABLE (account_id uuid, account_name text, act text, actor_name text, at timestamptz)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE me auth.sessions := auth.session();
  BEGIN
    RETURN QUERY
      SELECT a.account_id, holder.name, a.act, actor.name, a.at
        FROM auth.account_acts a
        JOIN app.accounts holder ON holder.id = a.account_id
        JOIN app.accounts actor ON actor.id = a.actor_id
       WHERE a.at > greatest(since, now() - interval '30 days') AND a.actor_id <> me.account_id
         AND (a.account_id = me.account_id
              OR (me.role IN ('supervisor', 'admin')
                  AND auth.is_at_or_below(holder.task_force_id, holder.agency_id, me.task_force_id, me.agency_id)))
       ORDER BY a.at DESC, a.id DESC LIMIT most;
  END $$;
  GRANT EXECUTE ON FUNCTION auth.account_acts_since(timestamptz, integer) TO tracker_app;`;

const independence = `
  -- Returns the account and all that it comes from: whoever gave it its being, role, seat, link or factors within 30 days, whoever
  -- gave those theirs before that, and so on. An approval gives no control over an account, and so is no origin.
  CREATE FUNCTION auth.origins(account uuid, acts text[] DEFAULT ARRAY['created', 'role_changed', 'seat_changed', 'enabled',
                                                                       'link_issued', 'reset_requested', 'reset_approved'])
    RETURNS TABLE (account_id uuid) LANGUAGE sql STABLE SECURITY DEFINER
  BEGIN ATOMIC
    WITH RECURSIVE chain (account_id, until) AS (
      SELECT account, 'infinity'::timestamptz
      UNION
      SELECT a.actor_id, a.at FROM chain c
        JOIN auth.account_acts a ON a.account_id = c.account_id AND a.at <= c.until
       WHERE a.at > now() - interval '30 days' AND a.act = ANY (acts)
    )
    SELECT DISTINCT c.account_id FROM chain c;
  END;

  -- Whether two accounts have no origin in common: one person who made either has not made the other.
  CREATE FUNCTION auth.is_independent(approver uuid, requester uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
  BEGIN ATOMIC
    SELECT NOT EXISTS (SELECT FROM auth.origins(approver) a JOIN auth.origins(requester) r ON r.account_id = a.account_id);
  END;

  -- Rejects an approver who is not independent of a requester, or who comes from the account that the approval is for. That nobody
  -- approves for themselves is a CHECK of each table.
  CREATE FUNCTION auth.require_independent(approver uuid, requester uuid, holder uuid DEFAULT NULL) RETURNS void
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    IF (requester <> approver AND NOT auth.is_independent(approver, requester))
       OR (holder <> approver AND holder IN (SELECT o.account_id FROM auth.origins(approver) o)) THEN
      RAISE EXCEPTION 'the approver is not independent' USING ERRCODE = 'TF040';
    END IF;
  END $$;

  -- Whether somebody who could approve an account was made by nobody who made whoever asks. Other acts than creating do not count
  -- here: else an administrator would be alone by reseating the others.
  CREATE FUNCTION auth.has_independent_person(held app.accounts, asking uuid) RETURNS boolean LANGUAGE plpgsql STABLE
    SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    RETURN EXISTS (
      SELECT FROM auth.approvers_of(held, asking) other
       WHERE NOT EXISTS (SELECT FROM auth.origins(other.account_id, ARRAY['created']) a
                           JOIN auth.origins(asking, ARRAY['created']) r ON r.account_id = a.account_id));
  END $$;

  -- Holds a row that takes two persons to it. Arguments: the approver's column, the requesters' columns separated by commas, and
  -- the column of the account that the approval is for, if there is one.
  CREATE FUNCTION auth.require_independence() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    becomes jsonb := to_jsonb(new);
    approver uuid := (becomes ->> tg_argv[0])::uuid;
    requester text;
  BEGIN
    FOREACH requester IN ARRAY string_to_array(tg_argv[1], ',') LOOP
      PERFORM auth.require_independent(approver, (becomes ->> requester)::uuid);
    END LOOP;
    IF tg_nargs > 2 THEN PERFORM auth.require_independent(approver, NULL, (becomes ->> tg_argv[2])::uuid); END IF;
    RETURN new;
  END $$;`;

const twoPersonActs = `
  -- Every act that takes two persons, whichever function or statement does it. Accounts are held by auth.approve_account.
  CREATE TRIGGER factor_resets_independent BEFORE INSERT OR UPDATE OF approved_by ON app.factor_resets FOR EACH ROW
    WHEN (new.approved_by IS NOT NULL) EXECUTE FUNCTION auth.require_independence('approved_by', 'requested_by', 'account_id');
  CREATE TRIGGER recertification_lines_independent BEFORE INSERT OR UPDATE OF decided_by ON app.recertification_lines FOR EACH ROW
    WHEN (new.decision = 'confirmed') EXECUTE FUNCTION auth.require_independence('decided_by', 'account_id');
  CREATE TRIGGER identity_access_withdrawals_independent BEFORE INSERT OR UPDATE OF restored_by ON app.identity_access_withdrawals FOR EACH ROW
    WHEN (new.restored_by IS NOT NULL) EXECUTE FUNCTION auth.require_independence('restored_by', 'restoration_requested_by', 'account_id');
  CREATE TRIGGER identity_destructions_independent BEFORE INSERT OR UPDATE OF approved_by ON app.identity_destructions FOR EACH ROW
    WHEN (new.approved_by IS NOT NULL) EXECUTE FUNCTION auth.require_independence('approved_by', 'requested_by');
  CREATE TRIGGER legal_holds_independent BEFORE INSERT OR UPDATE OF lifted_by ON app.legal_holds FOR EACH ROW
    WHEN (new.lifted_by IS NOT NULL) EXECUTE FUNCTION auth.require_independence('lifted_by', 'lift_requested_by');
  CREATE TRIGGER seal_orders_independent BEFORE INSERT OR UPDATE OF executed_by ON app.seal_orders FOR EACH ROW
    WHEN (new.executed_by IS NOT NULL) EXECUTE FUNCTION auth.require_independence('executed_by', 'entered_by');
  CREATE TRIGGER subject_index_entries_independent BEFORE INSERT OR UPDATE OF approved_by ON app.subject_index_entries FOR EACH ROW
    WHEN (new.approved_by IS NOT NULL) EXECUTE FUNCTION auth.require_independence('approved_by', 'submitted_by');

  -- Rejects a revalidation by an account that is not independent of the submitter and of the last corrector.
  CREATE FUNCTION auth.require_independent_revalidation() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    PERFORM auth.require_independent(auth.account(), old.submitted_by);
    PERFORM auth.require_independent(auth.account(), old.corrected_by);
    RETURN new;
  END $$;
  CREATE TRIGGER subject_index_entries_revalidated BEFORE UPDATE ON app.subject_index_entries
    FOR EACH ROW WHEN (old.state = 'approved' AND new.state = 'approved'
                       AND ((new.validated_on, new.review_due_on) IS DISTINCT FROM (old.validated_on, old.review_due_on)
                            OR (old.corrected_by IS NOT NULL AND new.corrected_by IS NULL)
                            OR (old.review_called_for IS NOT NULL AND new.review_called_for IS NULL)))
    EXECUTE FUNCTION auth.require_independent_revalidation();

  -- Rejects a lock by an account that is not independent of the preparers and of those who answered findings.
  CREATE FUNCTION auth.require_independent_locking() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  DECLARE answering uuid;
  BEGIN
    PERFORM auth.require_independent(new.approved_by, new.prepared_by);
    PERFORM auth.require_independent(new.approved_by, new.counted_by);
    FOR answering IN
      SELECT DISTINCT (a #>> '{}')::uuid FROM jsonb_path_query(new.findings, '$[*].answer.by') a
    LOOP
      PERFORM auth.require_independent(new.approved_by, answering);
    END LOOP;
    RETURN new;
  END $$;
  CREATE TRIGGER returns_independent BEFORE INSERT OR UPDATE OF approved_by ON app.returns FOR EACH ROW
    WHEN (new.approved_by IS NOT NULL) EXECUTE FUNCTION auth.require_independent_locking();`;

const devices = `
  -- A browser or program from which an account's owner signed in, by the hash of the hash of the token that it keeps. It has failures
  -- and a lock of its own, so that nobody else's failures lock it.
  CREATE TABLE auth.devices (
    hash       bytea NOT NULL,
    account_id uuid NOT NULL REFERENCES app.accounts,
    used_at    timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    failed_at  timestamptz[] NOT NULL DEFAULT '{}',
    locked_at  timestamptz,
    PRIMARY KEY (account_id, hash)
  );
  CREATE INDEX devices_hash_idx ON auth.devices (hash);

  -- Returns the hash of the device that this transaction comes from, where the account knows it.
  CREATE FUNCTION auth.device_of(account uuid) RETURNS bytea LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  DECLARE token text := nullif(current_setting('app.device', true), '');
  BEGIN
    IF token IS NULL THEN RETURN NULL; END IF;
    RETURN (SELECT d.hash FROM auth.devices d
             WHERE d.account_id = account AND now() < d.expires_at AND d.hash = sha256(decode(token, 'hex')));
  END $$;

  -- Whether the account of this email knows the device that this transaction comes from.
  CREATE FUNCTION auth.knows_device(email text) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    RETURN EXISTS (SELECT FROM app.accounts a WHERE a.email = knows_device.email AND auth.device_of(a.id) IS NOT NULL);
  END $$;

  -- Makes the device of a session that has just become whole known, under a new token, for 90 days; the ten that were used last stay.
  CREATE FUNCTION auth.know_device(session bytea, fresh bytea) RETURNS timestamptz LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  DECLARE living auth.sessions := auth.at_the_door(session); until timestamptz := now() + interval '90 days';
  BEGIN
    IF living.id IS NULL OR living.due IS NOT NULL THEN RETURN NULL; END IF;
    -- Other accounts may know the same device, and go on knowing it.
    UPDATE auth.devices d SET hash = sha256(fresh)
     WHERE d.hash = sha256(decode(nullif(current_setting('app.device', true), ''), 'hex'));
    DELETE FROM auth.devices d
     WHERE d.account_id = living.account_id
       AND (d.expires_at <= now()
            OR d.hash IN (SELECT o.hash FROM auth.devices o WHERE o.account_id = living.account_id AND o.hash <> sha256(fresh)
                           ORDER BY o.used_at DESC, o.hash OFFSET 9));
    INSERT INTO auth.devices (hash, account_id, expires_at) VALUES (sha256(fresh), living.account_id, until)
        ON CONFLICT (account_id, hash) DO UPDATE SET used_at = now(), expires_at = excluded.expires_at;
    RETURN until;
  END $$;
  GRANT EXECUTE ON FUNCTION auth.knows_device(text), auth.know_device(bytea, bytea) TO tracker_door;`;

const back = `
  DROP FUNCTION auth.know_device(bytea, bytea), auth.knows_device(text), auth.device_of(uuid);
  DROP TABLE auth.devices;
  DROP TRIGGER returns_independent ON app.returns;
  DROP TRIGGER subject_index_entries_revalidated ON app.subject_index_entries;
  DROP TRIGGER subject_index_entries_independent ON app.subject_index_entries;
  DROP TRIGGER seal_orders_independent ON app.seal_orders;
  DROP TRIGGER legal_holds_independent ON app.legal_holds;
  DROP TRIGGER identity_destructions_independent ON app.identity_destructions;
  DROP TRIGGER identity_access_withdrawals_independent ON app.identity_access_withdrawals;
  DROP TRIGGER recertification_lines_independent ON app.recertification_lines;
  DROP TRIGGER factor_resets_independent ON app.factor_resets;
  DROP FUNCTION auth.require_independent_locking(), auth.require_independent_revalidation(), auth.require_independence(),
    auth.has_independent_person(app.accounts, uuid), auth.require_independent(uuid, uuid, uuid), auth.is_independent(uuid, uuid),
    auth.origins(uuid, text[]);
  DROP TRIGGER factor_resets_acts_entered ON app.factor_resets;
  DROP TRIGGER invitations_links_entered ON auth.invitations;
  DROP TRIGGER accounts_acts_entered ON app.accounts;
  DROP FUNCTION auth.account_acts_since(timestamptz, integer), auth.enter_reset(), auth.enter_link(), auth.enter_account_acts();
  DROP TABLE auth.account_acts;`;
