import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Accounts are kept by two: what makes an administrator or a national account, and what takes an account's factors away, is
 * asked for by one person and approved by another. Temporary and unused accounts end by themselves, and once a year all are
 * gone through. Who approved, when and since when is written by Postgres; the application has no right on those columns.
 */
export class KeepAccounts1764100005000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(accounts);
    await db.query(factorResets);
    await db.query(recertifications);
    await db.query(batches);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(back);
  }
}

const accounts = `
  GRANT SELECT ON app.assignments TO tracker_oversight;
  CREATE POLICY assignments_overseen ON app.assignments FOR SELECT TO tracker_oversight USING (true);
  SET LOCAL ROLE tracker_oversight;
  -- Of any account: a function below asks whether it is one to ask about.
  CREATE FUNCTION oversight.is_named_in_cases(account uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
  BEGIN ATOMIC
    SELECT EXISTS (SELECT FROM app.complaints c WHERE c.investigator_id = account)
        OR EXISTS (SELECT FROM app.assignments a WHERE a.investigator_id = account);
  END;
  GRANT EXECUTE ON FUNCTION oversight.is_named_in_cases(uuid) TO tracker_owner;
  RESET ROLE;

  -- The defaults are for the accounts there are: they were approved by being there.
  -- Defaults come after the columns: auth.is_open takes the row type, and Postgres may refuse a column that brings its default.
  ALTER TABLE app.accounts
    ADD affiliation            text CHECK (affiliation IN ('agency', 'contractor', 'other')),
    -- Since when it may be used: from its creation, or since it was enabled again.
    ADD enabled_at             timestamptz,
    -- Of a temporary account.
    ADD ends_at                timestamptz,
    ADD requested_by           uuid REFERENCES app.accounts,
    ADD approved_by            uuid REFERENCES app.accounts,
    ADD approved_at            timestamptz,
    -- When it was last disabled or given another role or seat while it was an administrator or a supervisor, and of which task
    -- force; null: of none.
    ADD relieved_at            timestamptz,
    ADD relieved_task_force_id uuid,
    ADD CHECK (ends_at <= enabled_at + interval '72 hours'),
    ADD CHECK (approved_by IS NULL OR approved_at IS NOT NULL);
  ALTER TABLE app.accounts
    ALTER affiliation SET DEFAULT 'agency', ALTER affiliation SET NOT NULL,
    ALTER enabled_at SET DEFAULT now(), ALTER enabled_at SET NOT NULL;

  -- What stands in these columns is decided by the functions below and never by a statement of the application's.
  REVOKE UPDATE ON app.accounts FROM tracker_app;
  GRANT UPDATE (role, task_force_id, agency_id, disabled_at, disabled_reason, ends_at, version) ON app.accounts TO tracker_app;

  -- Nobody keeps their own account.
  DROP POLICY accounts_kept_by_admins ON app.accounts;
  CREATE POLICY accounts_kept_by_admins ON app.accounts
    USING ((SELECT auth.role()) = 'admin' AND id <> (SELECT auth.account())
           AND ((SELECT auth.seat()) = 'national'
                OR (task_force_id = (SELECT auth.task_force())
                    AND ((SELECT auth.agency()) IS NULL OR agency_id = (SELECT auth.agency())))))
    WITH CHECK ((SELECT auth.role()) = 'admin' AND id <> (SELECT auth.account())
           AND ((SELECT auth.seat()) = 'national'
                OR (task_force_id = (SELECT auth.task_force())
                    AND ((SELECT auth.agency()) IS NULL OR agency_id = (SELECT auth.agency())))));

  -- Whether a seat is at or below another: nulls are the national programme's and a task force's.
  CREATE FUNCTION auth.is_at_or_below(task_force uuid, agency uuid, head_task_force uuid, head_agency uuid) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN head_task_force IS NULL
           OR coalesce(head_task_force = task_force AND (head_agency IS NULL OR head_agency = agency), false);

  -- When somebody last came by it, or could have for the first time.
  CREATE FUNCTION auth.last_used_at(holder app.accounts) RETURNS timestamptz LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
    RETURN greatest((holder).enabled_at,
                    (SELECT s.last_signed_in_at FROM auth.standing s WHERE s.account_id = (holder).id));

  -- Unused for that long. Whoever is the last that could let it in again is spared, or the record would be shut for good.
  CREATE FUNCTION auth.is_unused(holder app.accounts, longest interval) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
    RETURN auth.last_used_at(holder) < now() - longest
      AND ((holder).role <> 'admin' OR EXISTS (
            SELECT FROM app.accounts other
             WHERE other.role = 'admin' AND other.id <> (holder).id AND other.disabled_at IS NULL
               AND other.approved_at IS NOT NULL AND other.ends_at IS NULL
               AND auth.is_at_or_below((holder).task_force_id, (holder).agency_id, other.task_force_id, other.agency_id)
               AND auth.last_used_at(other) >= now() - longest));

  -- Whether its owner may sign in: approved, not disabled, and not over, whether housekeeping has been there yet or not.
  CREATE OR REPLACE FUNCTION auth.is_open(holder app.accounts) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
    RETURN (holder).disabled_at IS NULL AND (holder).approved_at IS NOT NULL
       AND ((holder).ends_at IS NULL OR now() < (holder).ends_at)
       AND NOT auth.is_unused(holder, interval '90 days');

  -- Returns who besides the requester could approve what is done to an account: administrators and supervisors who see it and have,
  -- or had until a reset, a way in. Whoever was one until a week ago counts, whatever became of them and also for what is done to
  -- them, so that nobody is alone by sending the others away.
  CREATE FUNCTION auth.approvers_of(held app.accounts, asking uuid) RETURNS TABLE (account_id uuid) LANGUAGE plpgsql STABLE
    SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    RETURN QUERY
      SELECT other.id FROM app.accounts other
       WHERE other.id <> (held).id AND other.id <> asking
         AND ((other.role IN ('admin', 'supervisor') AND other.disabled_at IS NULL AND other.approved_at IS NOT NULL
               AND (other.ends_at IS NULL OR now() < other.ends_at)
               AND auth.is_at_or_below((held).task_force_id, (held).agency_id, other.task_force_id, other.agency_id)
               AND auth.is_enrolled(other.id))
              OR (other.relieved_at > now() - interval '7 days'
                  AND (other.relieved_task_force_id IS NULL OR other.relieved_task_force_id = (held).task_force_id)))
      UNION ALL
      SELECT (held).id
       WHERE (held).relieved_at > now() - interval '7 days'
         AND ((held).relieved_task_force_id IS NULL OR (held).relieved_task_force_id = (held).task_force_id);
  END $$;

  -- Whether somebody besides the requester could approve what is done to an account.
  CREATE FUNCTION auth.has_second_person(held app.accounts, asking uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
    RETURN EXISTS (SELECT FROM auth.approvers_of(held, asking));

  CREATE FUNCTION auth.note_alone(held uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    PERFORM audit.note('account.approved-alone', held, 'done', 'There is nobody else who could approve it.',
                       nullif(current_setting('app.request', true), ''));
  END $$;

  -- Since when an account may be used, who asked for what it is now, and whether that waits for a second person. A change
  -- that no session asks for is the owner's own hand.
  CREATE FUNCTION auth.settle_account() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    asking     uuid := auth.account();
    is_enabled boolean := tg_op = 'INSERT' OR (old.disabled_at IS NOT NULL AND new.disabled_at IS NULL);
    is_moved   boolean := tg_op = 'UPDATE' AND (old.role, old.task_force_id, old.agency_id)
                                               IS DISTINCT FROM (new.role, new.task_force_id, new.agency_id);
  BEGIN
    IF tg_op = 'UPDATE' AND old.role IN ('admin', 'supervisor') AND old.disabled_at IS NULL AND old.approved_at IS NOT NULL
       AND (is_moved OR new.disabled_at IS NOT NULL) THEN
      -- An account of the national seat counts as one for that week, whatever seats come in between.
      IF old.relieved_task_force_id IS NOT NULL OR NOT coalesce(old.relieved_at > now() - interval '7 days', false) THEN
        new.relieved_task_force_id := old.task_force_id;
      END IF;
      new.relieved_at := now();
    END IF;
    IF is_enabled THEN new.enabled_at := now(); END IF;
    IF NOT is_enabled AND NOT is_moved THEN RETURN new; END IF;
    new.requested_by := asking;
    new.approved_by := asking;
    new.approved_at := now();
    IF asking IS NOT NULL AND (new.role IN ('admin', 'supervisor') OR new.task_force_id IS NULL) THEN
      IF auth.has_second_person(new, asking) THEN
        new.approved_by := NULL;
        new.approved_at := NULL;
      ELSE
        PERFORM auth.note_alone(new.id);
      END IF;
    END IF;
    RETURN new;
  END $$;
  CREATE TRIGGER accounts_settled BEFORE INSERT OR UPDATE ON app.accounts FOR EACH ROW
    EXECUTE FUNCTION auth.settle_account();

  -- Approves an account, by a second person who is independent of whoever asked; false where it is approved already. There are
  -- two exceptions, each with an entry: whoever asked approves alone while nobody else could, and the national seat approves while
  -- nobody who could is independent of whoever asked.
  CREATE FUNCTION auth.approve_account(account uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  DECLARE approving auth.sessions := auth.session(); held app.accounts; is_alone boolean; is_founding boolean;
  BEGIN
    SELECT * INTO held FROM app.accounts a WHERE a.id = account FOR UPDATE;
    is_alone := held.requested_by = approving.account_id AND NOT auth.has_second_person(held, approving.account_id);
    IF held.id IS NULL OR approving.id IS NULL OR approving.kind <> 'session' OR approving.role NOT IN ('admin', 'supervisor')
       OR NOT auth.is_at_or_below(held.task_force_id, held.agency_id, approving.task_force_id, approving.agency_id)
       OR held.id = approving.account_id OR (held.requested_by = approving.account_id AND NOT is_alone) THEN
      RAISE EXCEPTION 'not an account to approve' USING ERRCODE = '42501';
    END IF;
    IF held.approved_at IS NOT NULL THEN RETURN false; END IF;
    is_founding := NOT is_alone AND approving.task_force_id IS NULL
                   AND NOT auth.is_independent(approving.account_id, held.requested_by)
                   AND NOT auth.has_independent_person(held, held.requested_by);
    IF NOT is_alone AND NOT is_founding THEN
      PERFORM auth.require_independent(approving.account_id, held.requested_by, held.id);
    END IF;
    UPDATE app.accounts a SET approved_by = approving.account_id, approved_at = now(), version = a.version + 1
     WHERE a.id = account;
    IF is_alone THEN PERFORM auth.note_alone(account); END IF;
    IF is_founding THEN
      PERFORM audit.note('account.approved-alone', account, 'done', 'Nobody who could approve it is independent of who asked.',
                         nullif(current_setting('app.request', true), ''));
    END IF;
    RETURN true;
  END $$;

  -- What an account was allowed to do, and the link it was given, end at once when its role or seat changes or it is disabled.
  CREATE OR REPLACE FUNCTION auth.end_sessions_of_changed_account() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    UPDATE auth.sessions SET ended_at = now() WHERE account_id = new.id AND ended_at IS NULL;
    UPDATE auth.invitations i SET expires_at = now() WHERE i.account_id = new.id AND i.used_at IS NULL AND now() < i.expires_at;
    IF new.disabled_at IS NOT NULL THEN DELETE FROM auth.devices d WHERE d.account_id = new.id; END IF;
    RETURN NULL;
  END $$;

  -- The last word on every way in: no session and no key of an account that is not open, none that outlives it.
  CREATE FUNCTION auth.hold_session_to_account() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  DECLARE holder app.accounts;
  BEGIN
    SELECT * INTO holder FROM app.accounts a WHERE a.id = new.account_id;
    IF NOT auth.is_open(holder) THEN RAISE EXCEPTION 'the account is not open' USING ERRCODE = '42501'; END IF;
    new.expires_at := least(new.expires_at, holder.ends_at);
    RETURN new;
  END $$;
  CREATE TRIGGER sessions_held_to_account BEFORE INSERT OR UPDATE OF expires_at ON auth.sessions FOR EACH ROW
    EXECUTE FUNCTION auth.hold_session_to_account();

  -- What is over is disabled, with an entry each: temporary accounts past their end, and those unused for too long. Nobody
  -- says so, so it asks for no session; and it can do nothing but what the rows themselves call for.
  CREATE FUNCTION auth.close_accounts(unused_days integer) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  DECLARE ended bigint; unused bigint; longest interval := make_interval(days => least(greatest(unused_days, 30), 90));
  BEGIN
    PERFORM audit.name_change('account.ended', NULL, 'It was temporary.', NULL);
    UPDATE app.accounts a SET disabled_at = now(), disabled_reason = 'It was temporary.', version = a.version + 1
     WHERE a.id IN (SELECT o.id FROM app.accounts o WHERE o.disabled_at IS NULL AND o.ends_at <= now() FOR UPDATE SKIP LOCKED);
    GET DIAGNOSTICS ended = ROW_COUNT;
    PERFORM audit.name_change('account.lapsed', NULL, 'Nobody signed in with it for too long.', NULL);
    UPDATE app.accounts a
       SET disabled_at = now(), disabled_reason = 'Nobody signed in with it for too long.', version = a.version + 1
     WHERE a.id IN (SELECT o.id FROM app.accounts o
                     WHERE o.disabled_at IS NULL AND auth.is_unused(o, longest) FOR UPDATE SKIP LOCKED);
    GET DIAGNOSTICS unused = ROW_COUNT;
    RETURN ended + unused;
  END $$;

  -- Whether its task force's complaints name it: then it cannot be seated elsewhere, where they are not. To whoever keeps it.
  CREATE FUNCTION app.is_named_in_cases(account uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  DECLARE asking auth.sessions := auth.session();
  BEGIN
    RETURN asking.role = 'admin' AND oversight.is_named_in_cases(account)
       AND EXISTS (SELECT FROM app.accounts a
                    WHERE a.id = account
                      AND auth.is_at_or_below(a.task_force_id, a.agency_id, asking.task_force_id, asking.agency_id));
  END $$;

  -- How each account stands at the door: of those the session sees, and its own. A lock may end by itself after a while.
  CREATE FUNCTION auth.standings_of(accounts uuid[], locked_for interval)
    RETURNS TABLE (account_id uuid, locked_at timestamptz, last_signed_in_at timestamptz, is_enrolled boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE asking auth.sessions := auth.session();
  BEGIN
    RETURN QUERY
      SELECT a.id, CASE WHEN locked_for IS NULL OR now() < lock.locked_at + locked_for THEN lock.locked_at END,
             s.last_signed_in_at, auth.is_enrolled(a.id)
        FROM app.accounts a LEFT JOIN auth.standing s ON s.account_id = a.id
       CROSS JOIN LATERAL (SELECT greatest(s.locked_at, (SELECT max(d.locked_at) FROM auth.devices d WHERE d.account_id = a.id))) lock (locked_at)
       WHERE a.id = ANY (accounts) AND asking.id IS NOT NULL
         AND (a.id = asking.account_id
              OR (asking.role <> 'investigator'
                  AND auth.is_at_or_below(a.task_force_id, a.agency_id, asking.task_force_id, asking.agency_id)));
  END $$;

  GRANT EXECUTE ON FUNCTION auth.approve_account(uuid), auth.close_accounts(integer), auth.standings_of(uuid[], interval),
    app.is_named_in_cases(uuid) TO tracker_app;`;

const factorResets = `
  -- Two persons take an account's password and factors away: who asks, and within a day who approves.
  CREATE TABLE app.factor_resets (
    id            uuid PRIMARY KEY,
    task_force_id uuid REFERENCES app.task_forces,
    account_id    uuid NOT NULL REFERENCES app.accounts,
    reason        text NOT NULL,
    requested_by  uuid NOT NULL REFERENCES app.accounts,
    requested_at  timestamptz NOT NULL DEFAULT now(),
    approved_by   uuid REFERENCES app.accounts,
    approved_at   timestamptz,
    CHECK (requested_by <> account_id),
    CHECK (approved_by <> account_id AND approved_by <> requested_by),
    CHECK ((approved_by IS NULL) = (approved_at IS NULL))
  );
  CREATE INDEX factor_resets_account_id_idx ON app.factor_resets (account_id);
  GRANT SELECT, INSERT ON app.factor_resets TO tracker_app;
  ALTER TABLE app.factor_resets ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  -- Whoever sees the account sees what is asked about it: the policies of accounts decide.
  CREATE POLICY factor_resets_of_the_seat ON app.factor_resets
    USING ((SELECT auth.role()) IN ('admin', 'supervisor') AND EXISTS (SELECT FROM app.accounts a WHERE a.id = account_id))
    WITH CHECK ((SELECT auth.role()) = 'admin' AND requested_by = (SELECT auth.account()) AND requested_at = now()
                AND approved_by IS NULL
                AND EXISTS (SELECT FROM app.accounts a
                             WHERE a.id = account_id AND a.task_force_id IS NOT DISTINCT FROM factor_resets.task_force_id));
  CREATE POLICY factor_resets_known_to_sign_in ON app.factor_resets TO tracker_owner USING (true) WITH CHECK (true);
  SELECT audit.watch('app.factor_resets', 'reason');

  -- Whether its owner ever had a way in: then no single person makes another.
  CREATE FUNCTION auth.is_enrolled(account uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
    RETURN EXISTS (SELECT FROM auth.credentials c WHERE c.account_id = account)
        OR EXISTS (SELECT FROM app.factor_resets r WHERE r.account_id = account AND r.approved_at IS NOT NULL);

  -- The second person's word: every way in is gone at once, and there is a link for the owner. Null where the request is not
  -- open any more: approved, older than a day, or overtaken by another.
  CREATE FUNCTION auth.approve_factor_reset(reset uuid, token_hash bytea) RETURNS timestamptz LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    approving auth.sessions := auth.session();
    asked     app.factor_resets;
    holder    app.accounts;
    until     timestamptz := now() + interval '60 minutes';
  BEGIN
    SELECT * INTO asked FROM app.factor_resets r WHERE r.id = reset;
    SELECT * INTO holder FROM app.accounts a WHERE a.id = asked.account_id FOR UPDATE;
    IF holder.id IS NULL OR approving.id IS NULL OR approving.kind <> 'session' OR approving.role NOT IN ('admin', 'supervisor')
       OR NOT coalesce(approving.stepped_up_at > now() - interval '5 minutes', false)
       OR NOT auth.is_at_or_below(holder.task_force_id, holder.agency_id, approving.task_force_id, approving.agency_id)
       OR approving.account_id IN (asked.requested_by, holder.id) THEN
      RAISE EXCEPTION 'not a reset to approve' USING ERRCODE = '42501';
    END IF;
    IF NOT auth.is_open(holder) OR asked.requested_at <= now() - interval '24 hours'
       OR EXISTS (SELECT FROM app.factor_resets r
                   WHERE r.account_id = holder.id AND r.approved_at >= asked.requested_at) THEN
      RETURN NULL;
    END IF;
    UPDATE app.factor_resets r SET approved_by = approving.account_id, approved_at = now() WHERE r.id = reset;
    UPDATE auth.sessions s SET ended_at = now() WHERE s.account_id = holder.id AND s.ended_at IS NULL;
    DELETE FROM auth.credentials c WHERE c.account_id = holder.id;
    PERFORM auth.forget_factors(holder.id);
    UPDATE auth.invitations i SET expires_at = now() WHERE i.account_id = holder.id AND i.used_at IS NULL AND now() < i.expires_at;
    INSERT INTO auth.invitations (hash, account_id, expires_at) VALUES (sha256(token_hash), holder.id, until);
    RETURN until;
  END $$;

  -- Admins alone invite, for accounts of their own seat and below, that are approved and never had a way in.
  CREATE OR REPLACE FUNCTION auth.invite(account uuid, token_hash bytea, valid interval) RETURNS timestamptz
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE inviting auth.sessions := auth.session(); invited app.accounts; until timestamptz := now() + valid;
  BEGIN
    SELECT * INTO invited FROM app.accounts a WHERE a.id = account;
    IF inviting.role IS DISTINCT FROM 'admin' OR inviting.kind <> 'session' OR invited.id IS NULL OR NOT auth.is_open(invited)
       OR auth.is_enrolled(account) OR invited.id = inviting.account_id
       OR NOT auth.is_at_or_below(invited.task_force_id, invited.agency_id, inviting.task_force_id, inviting.agency_id) THEN
      RAISE EXCEPTION 'not an account to invite' USING ERRCODE = '42501';
    END IF;
    UPDATE auth.invitations i SET expires_at = now() WHERE i.account_id = account AND i.used_at IS NULL;
    INSERT INTO auth.invitations (hash, account_id, expires_at) VALUES (sha256(token_hash), account, until);
    PERFORM audit.note('account.invited', account, request => nullif(current_setting('app.request', true), ''));
    RETURN until;
  END $$;

  GRANT EXECUTE ON FUNCTION auth.approve_factor_reset(uuid, bytea) TO tracker_app;`;

const recertifications = `
  -- Once a year a seat goes through the accounts of its own and below.
  CREATE TABLE app.recertifications (
    id            uuid PRIMARY KEY,
    task_force_id uuid REFERENCES app.task_forces,
    agency_id     uuid,
    started_by    uuid NOT NULL REFERENCES app.accounts,
    started_at    timestamptz NOT NULL,
    signed_off_by uuid REFERENCES app.accounts,
    signed_off_at timestamptz,
    version       integer NOT NULL,
    FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
    CHECK (agency_id IS NULL OR task_force_id IS NOT NULL),
    CHECK ((signed_off_by IS NULL) = (signed_off_at IS NULL))
  );
  CREATE UNIQUE INDEX recertifications_open_idx ON app.recertifications (task_force_id, agency_id) NULLS NOT DISTINCT
    WHERE signed_off_at IS NULL;
  GRANT SELECT, INSERT, UPDATE ON app.recertifications TO tracker_app;
  ALTER TABLE app.recertifications ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  CREATE POLICY recertifications_of_the_seat ON app.recertifications
    USING ((SELECT auth.role()) IN ('admin', 'supervisor')
           AND ((SELECT auth.seat()) = 'national'
                OR (task_force_id = (SELECT auth.task_force())
                    AND ((SELECT auth.agency()) IS NULL OR agency_id = (SELECT auth.agency())))))
    WITH CHECK ((SELECT auth.role()) = 'admin' AND coalesce(signed_off_by, started_by) = (SELECT auth.account())
           AND ((SELECT auth.seat()) = 'national'
                OR (task_force_id = (SELECT auth.task_force())
                    AND ((SELECT auth.agency()) IS NULL OR agency_id = (SELECT auth.agency())))));

  -- One account on such a list, as it was when the list was made; nobody decides on their own.
  CREATE TABLE app.recertification_lines (
    id                  uuid PRIMARY KEY,
    task_force_id       uuid REFERENCES app.task_forces,
    recertification_id  uuid NOT NULL REFERENCES app.recertifications,
    account_id          uuid NOT NULL REFERENCES app.accounts,
    role                text NOT NULL,
    agency_id           uuid,
    last_signed_in_at   timestamptz,
    decision            text CHECK (decision IN ('confirmed', 'disabled')),
    decided_by          uuid REFERENCES app.accounts,
    decided_at          timestamptz,
    UNIQUE (recertification_id, account_id),
    FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
    CHECK (decided_by <> account_id),
    CHECK ((decision IS NULL) = (decided_by IS NULL) AND (decision IS NULL) = (decided_at IS NULL))
  );
  CREATE INDEX recertification_lines_account_id_idx ON app.recertification_lines (account_id) WHERE decision = 'confirmed';
  GRANT SELECT, INSERT, UPDATE ON app.recertification_lines TO tracker_app;
  ALTER TABLE app.recertification_lines ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  CREATE POLICY recertification_lines_of_the_list ON app.recertification_lines
    USING (EXISTS (SELECT FROM app.recertifications r WHERE r.id = recertification_id))
    WITH CHECK (EXISTS (SELECT FROM app.recertifications r WHERE r.id = recertification_id AND r.signed_off_at IS NULL)
                AND EXISTS (SELECT FROM app.accounts a WHERE a.id = account_id)
                AND (decided_by IS NULL OR decided_by = (SELECT auth.account())));
  SELECT audit.watch('app.recertifications'), audit.watch('app.recertification_lines');`;

const batches = `
  -- A file of accounts, looked through or carried out. What it said is not kept: which row became which account is, and what
  -- was wrong with the others.
  CREATE TABLE app.account_batches (
    id            uuid PRIMARY KEY,
    task_force_id uuid REFERENCES app.task_forces,
    agency_id     uuid,
    created_by    uuid NOT NULL REFERENCES app.accounts,
    created_at    timestamptz NOT NULL DEFAULT now(),
    is_applied    boolean NOT NULL,
    rows          jsonb NOT NULL,
    FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
    CHECK (agency_id IS NULL OR task_force_id IS NOT NULL)
  );
  GRANT SELECT, INSERT ON app.account_batches TO tracker_app;
  ALTER TABLE app.account_batches ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  CREATE POLICY account_batches_of_the_seat ON app.account_batches
    USING ((SELECT auth.role()) = 'admin'
           AND ((SELECT auth.seat()) = 'national'
                OR (task_force_id = (SELECT auth.task_force())
                    AND ((SELECT auth.agency()) IS NULL OR agency_id = (SELECT auth.agency())))))
    WITH CHECK ((SELECT auth.role()) = 'admin' AND created_by = (SELECT auth.account())
           AND task_force_id IS NOT DISTINCT FROM (SELECT auth.task_force())
           AND agency_id IS NOT DISTINCT FROM (SELECT auth.agency()));
  SELECT audit.watch('app.account_batches', 'rows');`;

const back = `
  DROP TABLE app.account_batches, app.recertification_lines, app.recertifications;
  CREATE OR REPLACE FUNCTION auth.invite(account uuid, token_hash bytea, valid interval) RETURNS timestamptz
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
  CREATE OR REPLACE FUNCTION auth.end_sessions_of_changed_account() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    UPDATE auth.sessions SET ended_at = now() WHERE account_id = new.id AND ended_at IS NULL;
    RETURN NULL;
  END $$;
  DROP TRIGGER sessions_held_to_account ON auth.sessions;
  DROP TRIGGER accounts_settled ON app.accounts;
  DROP FUNCTION auth.hold_session_to_account(), auth.settle_account(), auth.close_accounts(integer), auth.approve_account(uuid),
    auth.approve_factor_reset(uuid, bytea), auth.standings_of(uuid[], interval), auth.is_enrolled(uuid),
    auth.note_alone(uuid), auth.has_second_person(app.accounts, uuid), auth.approvers_of(app.accounts, uuid), app.is_named_in_cases(uuid);
  CREATE OR REPLACE FUNCTION auth.is_open(holder app.accounts) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp RETURN (holder).disabled_at IS NULL;
  DROP FUNCTION auth.is_unused(app.accounts, interval), auth.last_used_at(app.accounts);
  DROP FUNCTION auth.is_at_or_below(uuid, uuid, uuid, uuid);
  DROP TABLE app.factor_resets;
  SET LOCAL ROLE tracker_oversight;
  DROP FUNCTION oversight.is_named_in_cases(uuid);
  RESET ROLE;
  DROP POLICY assignments_overseen ON app.assignments;
  REVOKE SELECT ON app.assignments FROM tracker_oversight;
  DROP POLICY accounts_kept_by_admins ON app.accounts;
  CREATE POLICY accounts_kept_by_admins ON app.accounts
    USING ((SELECT auth.role()) = 'admin'
           AND ((SELECT auth.seat()) = 'national'
                OR (task_force_id = (SELECT auth.task_force())
                    AND ((SELECT auth.agency()) IS NULL OR agency_id = (SELECT auth.agency())))))
    WITH CHECK ((SELECT auth.role()) = 'admin'
           AND ((SELECT auth.seat()) = 'national'
                OR (task_force_id = (SELECT auth.task_force())
                    AND ((SELECT auth.agency()) IS NULL OR agency_id = (SELECT auth.agency())))));
  REVOKE UPDATE (role, task_force_id, agency_id, disabled_at, disabled_reason, ends_at, version) ON app.accounts FROM tracker_app;
  GRANT UPDATE ON app.accounts TO tracker_app;
  ALTER TABLE app.accounts DROP affiliation, DROP enabled_at, DROP ends_at, DROP requested_by, DROP approved_by,
    DROP approved_at, DROP relieved_at, DROP relieved_task_force_id;`;
