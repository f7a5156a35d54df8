import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Look-ups beyond what a session sees: names of children, holders of tip numbers, addresses of accounts and ORIs. Each is entered in the
 * trail, and the distinct values of an account and day are limited.
 */
export class BudgetLookUps1764500004000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(lookUps);
    await db.query(names);
    await db.query(numbers);
    await db.query(holders);
    await db.query(addresses);
    await db.query(callers);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(back);
  }
}

const lookUps = `
  -- The number of distinct values that an account looked up on a day (UTC), and the salt of their digests.
  CREATE TABLE auth.lookup_days (
    account_id      uuid NOT NULL,
    kind            text NOT NULL CHECK (kind IN ('name', 'tip_number', 'email', 'ori')),
    day             date NOT NULL,
    salt            bytea NOT NULL CHECK (octet_length(salt) = 32),
    distinct_values integer NOT NULL DEFAULT 0,
    -- The part of them that came in texts which look like a list.
    listed_values   integer NOT NULL DEFAULT 0,
    alarmed_at      timestamptz,
    PRIMARY KEY (account_id, kind, day)
  );
  -- The values themselves, as salted digests only.
  CREATE TABLE auth.lookup_values (
    account_id uuid NOT NULL,
    kind       text NOT NULL,
    day        date NOT NULL,
    digest     bytea NOT NULL CHECK (octet_length(digest) = 16),
    PRIMARY KEY (account_id, kind, day, digest)
  );

  CREATE FUNCTION auth.lookup_day() RETURNS date LANGUAGE sql STABLE RETURN (now() AT TIME ZONE 'UTC')::date;

  -- Counts values for the session's account. Returns how many of them are new today, or null where they exceed the limit; then none
  -- is counted. The row of the day is locked until the transaction ends, so that all instances count together.
  CREATE FUNCTION auth.count_lookups(kind text, asked bytea[], max_values integer, is_kept boolean DEFAULT true) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  #variable_conflict use_column
  DECLARE
    held    auth.lookup_days;
    digests bytea[];
    fresh   integer;
  BEGIN
    INSERT INTO auth.lookup_days AS d (account_id, kind, day, salt)
    VALUES (auth.account(), count_lookups.kind, auth.lookup_day(),
            sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')))
        ON CONFLICT (account_id, kind, day) DO UPDATE SET salt = d.salt
    RETURNING * INTO held;
    digests := ARRAY(SELECT DISTINCT substr(sha256(held.salt || a), 1, 16) FROM unnest(asked) a
                     EXCEPT
                     SELECT v.digest FROM auth.lookup_values v
                      WHERE v.account_id = held.account_id AND v.kind = held.kind AND v.day = held.day);
    fresh := cardinality(digests);
    IF held.distinct_values + fresh > max_values THEN RETURN NULL; END IF;
    IF NOT is_kept THEN RETURN fresh; END IF;
    INSERT INTO auth.lookup_values (account_id, kind, day, digest)
    SELECT held.account_id, held.kind, held.day, d FROM unnest(digests) d;
    UPDATE auth.lookup_days d SET distinct_values = d.distinct_values + fresh
     WHERE d.account_id = held.account_id AND d.kind = held.kind AND d.day = held.day;
    RETURN fresh;
  END $$;

  CREATE FUNCTION auth.forget_lookups() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE forgotten bigint;
  BEGIN
    DELETE FROM auth.lookup_values WHERE day < auth.lookup_day();
    DELETE FROM auth.lookup_days WHERE day < auth.lookup_day();
    GET DIAGNOSTICS forgotten = ROW_COUNT;
    RETURN forgotten;
  END $$;

  GRANT EXECUTE ON FUNCTION auth.forget_lookups() TO tracker_app;
  GRANT EXECUTE ON FUNCTION auth.count_lookups(text, bytea[], integer, boolean) TO tracker_oversight;`;

const names = `
  -- Raises the alarm, once an account and day, where its candidates look like a list. Whether it was raised now.
  CREATE FUNCTION vault.raise_alarm(listed integer, is_over boolean) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  DECLARE held auth.lookup_days;
  BEGIN
    UPDATE auth.lookup_days d SET listed_values = d.listed_values + listed
     WHERE d.account_id = auth.account() AND d.kind = 'name' AND d.day = auth.lookup_day()
    RETURNING * INTO held;
    IF held.alarmed_at IS NOT NULL OR NOT (is_over OR held.listed_values >= 300 OR held.distinct_values >= 5000) THEN
      RETURN false;
    END IF;
    UPDATE auth.lookup_days d SET alarmed_at = now()
     WHERE d.account_id = held.account_id AND d.kind = held.kind AND d.day = held.day;
    PERFORM audit.note('identity-names.listed', held.account_id);
    RETURN true;
  END $$;

  -- Finds names of children in the tokens of a text. Full names are those of the cases that the session works. Family names alone are
  -- those of the given complaint. Nothing is looked up for a machine key or for withdrawn access. A text with more new candidates than
  -- are left of the day's 10,000 is not looked up.
  CREATE FUNCTION vault.names_among(complaint uuid, asked bytea[], is_list boolean, OUT is_within boolean, OUT is_alarm boolean,
                                    OUT kinds text[], OUT tokens bytea[], OUT victims uuid[])
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    me      auth.sessions := auth.session();
    counted integer;
  BEGIN
    is_within := true;
    is_alarm := false;
    victims := '{}';
    IF me.id IS NULL OR me.kind <> 'session' OR me.role NOT IN ('investigator', 'supervisor') OR me.task_force_id IS NULL
       OR vault.is_access_withdrawn(me.account_id) OR cardinality(asked) = 0 THEN
      RETURN;
    END IF;
    counted := auth.count_lookups('name', asked, 10000);
    is_within := counted IS NOT NULL;
    is_alarm := vault.raise_alarm(CASE WHEN is_list THEN coalesce(counted, 0) ELSE 0 END, NOT is_within);
    IF NOT is_within THEN RETURN; END IF;
    SELECT array_agg(t.kind), array_agg(t.token), coalesce(array_agg(DISTINCT t.identity_id), '{}') INTO kinds, tokens, victims
      FROM vault.tokens t
      JOIN app.victims_identified v ON v.id = t.identity_id
     WHERE t.task_force_id = me.task_force_id AND t.token = ANY (asked)
       AND (t.kind = 'name_in_text' OR (t.kind = 'family_name_in_text' AND v.complaint_id = complaint))
       AND (SELECT p.is_worked FROM vault.place_of(v.id) p);
  END $$;

  -- Warns of names in a text that is being written. Whatever was found is entered.
  CREATE FUNCTION vault.warn_of_names(complaint uuid, asked bytea[], is_list boolean, OUT is_within boolean, OUT is_alarm boolean,
                                      OUT kinds text[], OUT tokens bytea[])
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE victims uuid[];
  BEGIN
    SELECT n.is_within, n.is_alarm, n.kinds, n.tokens, n.victims INTO is_within, is_alarm, kinds, tokens, victims
      FROM vault.names_among(complaint, asked, is_list) n;
    IF victims <> '{}' THEN
      PERFORM audit.look('identity.mentioned', victims,
                         ARRAY(SELECT v.complaint_id FROM app.victims_identified v WHERE v.id = ANY (victims)));
    END IF;
  END $$;

  -- Scans a text of a case for names, as a view of identities: for whom the vault is opened, with a purpose, and entered whether or
  -- not anything is found.
  CREATE FUNCTION vault.scan_text(complaint uuid, purpose text, asked bytea[], is_list boolean, OUT is_within boolean,
                                  OUT is_alarm boolean, OUT kinds text[], OUT tokens bytea[])
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE victims uuid[];
  BEGIN
    PERFORM vault.require_opener();
    IF NOT EXISTS (SELECT FROM app.complaints c
                    WHERE c.id = complaint
                      AND (auth.role() = 'supervisor' OR c.investigator_id IS NULL OR c.investigator_id = auth.account())) THEN
      RAISE EXCEPTION 'not a case to scan a text of' USING ERRCODE = '42501';
    END IF;
    SELECT n.is_within, n.is_alarm, n.kinds, n.tokens, n.victims INTO is_within, is_alarm, kinds, tokens, victims
      FROM vault.names_among(complaint, asked, is_list) n;
    IF NOT is_within THEN
      PERFORM audit.note('identities.scanned', complaint, 'refused', purpose);
      RETURN;
    END IF;
    PERFORM set_config('app.reason', purpose, true);
    PERFORM audit.look('identities.scanned', victims,
                       ARRAY(SELECT v.complaint_id FROM app.victims_identified v WHERE v.id = ANY (victims) UNION SELECT complaint));
  END $$;

  GRANT EXECUTE ON FUNCTION vault.warn_of_names(uuid, bytea[], boolean), vault.scan_text(uuid, text, bytea[], boolean) TO tracker_app;`;

const numbers = `
  GRANT EXECUTE ON FUNCTION audit.look(text, uuid[], uuid[]) TO tracker_oversight;
  SET LOCAL ROLE tracker_oversight;
  -- A tip whose number only a sealed complaint has is received like any other: it follows that complaint in the key of the number.
  -- For supervisors who see what is sealed, the number stays taken.
  CREATE FUNCTION oversight.place_number() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE last record;
  BEGIN
    SELECT c.sealed_before, c.is_sealed INTO last FROM app.complaints c
     WHERE c.task_force_id = new.task_force_id AND c.source = new.source AND c.external_reference = new.external_reference
     ORDER BY c.sealed_before DESC LIMIT 1;
    new.sealed_before := CASE WHEN NOT found THEN 0 WHEN last.is_sealed AND auth.sees_sealed() IS NOT TRUE THEN last.sealed_before + 1
                              ELSE last.sealed_before END;
    RETURN new;
  END $$;
  GRANT EXECUTE ON FUNCTION oversight.place_number() TO tracker_owner;
  RESET ROLE;
  CREATE TRIGGER complaints_numbered BEFORE INSERT ON app.complaints FOR EACH ROW WHEN (new.external_reference IS NOT NULL)
    EXECUTE FUNCTION oversight.place_number();
  CREATE INDEX complaints_task_force_id_id_idx ON app.complaints (task_force_id, id) WHERE sealed_before > 0;`;

const holders = `
  SET LOCAL ROLE tracker_oversight;
  -- Tells which other agencies of the task force hold these tips, and whom to call. An account is told of 100 distinct numbers a day;
  -- beyond them, only that the tip is held. All are entered, by the complaints that are held. Sealed complaints are not told of.
  CREATE FUNCTION oversight.holders_of_tips(sources text[], numbers text[])
    RETURNS TABLE (place bigint, agency text, phone text, email text)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
  DECLARE
    home uuid := auth.case_task_force();
    held record;
    told uuid[] := '{}';
  BEGIN
    FOR held IN
      SELECT asked.place, asked.source, asked.number, tip.id, a.name, coalesce(a.contact_phone, t.contact_phone) AS phone,
             coalesce(a.contact_email, t.contact_email) AS email
        FROM unnest(sources, numbers) WITH ORDINALITY AS asked (source, number, place)
       CROSS JOIN LATERAL (SELECT c.id, c.agency_id, c.task_force_id FROM app.complaints c
                            WHERE c.task_force_id = home AND c.source = asked.source AND c.external_reference = asked.number
                              AND NOT c.is_sealed
                            ORDER BY c.sealed_before DESC LIMIT 1) tip
        JOIN app.agencies a ON a.id = tip.agency_id
        JOIN app.task_forces t ON t.id = tip.task_force_id
       WHERE tip.agency_id IS DISTINCT FROM auth.agency()
    LOOP
      told := told || held.id;
      place := held.place;
      agency := NULL;
      phone := NULL;
      email := NULL;
      IF auth.count_lookups('tip_number', ARRAY[convert_to(held.source || ' ' || held.number, 'UTF8')], 100) IS NOT NULL THEN
        agency := held.name;
        phone := held.phone;
        email := held.email;
      END IF;
      RETURN NEXT;
    END LOOP;
    IF told <> '{}' THEN PERFORM audit.look('tip-holder.told', told, told); END IF;
  END $$;

  -- Enters that the receiver of an offer was told who holds its tip already.
  CREATE FUNCTION oversight.enter_holder_of_offered(transfer uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  DECLARE held uuid[];
  BEGIN
    held := ARRAY(
      SELECT c.id FROM app.transfers o
        JOIN app.complaints given ON given.id = o.complaint_id
        JOIN app.complaints c ON c.task_force_id = o.to_task_force_id AND c.source = given.source
                             AND c.external_reference = given.external_reference
       WHERE o.id = transfer AND o.to_task_force_id = auth.case_task_force());
    IF held <> '{}' THEN PERFORM audit.look('tip-holder.told', held, held); END IF;
  END $$;

  -- The agencies with these ORIs, wherever they are.
  CREATE FUNCTION oversight.agencies_with_ori(oris text[]) RETURNS TABLE (id uuid, task_force_id uuid, ori text)
    LANGUAGE sql STABLE SECURITY DEFINER
  BEGIN ATOMIC
    SELECT a.id, a.task_force_id, a.ori FROM app.agencies a WHERE a.ori = ANY (oris);
  END;
  GRANT EXECUTE ON FUNCTION oversight.holders_of_tips(text[], text[]), oversight.enter_holder_of_offered(uuid) TO tracker_app;
  GRANT EXECUTE ON FUNCTION oversight.agencies_with_ori(text[]) TO tracker_owner;
  RESET ROLE;`;

const addresses = `
  -- Returns those of these email addresses or ORIs that accounts or agencies beyond the administrator's seat have. A refusal for one is entered, at
  -- both sides, and counts every value that was asked with it: 500 distinct values an account and day. Beyond them nothing is told, and
  -- no new value is taken either.
  CREATE FUNCTION auth.taken_beyond(kind text, asked text[], is_entered boolean, OUT is_within boolean, OUT taken text[])
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    me        auth.sessions := auth.session();
    what      text := CASE kind WHEN 'email' THEN 'account.address-disclosed' WHEN 'ori' THEN 'agency.ori-disclosed' END;
    to_count  bytea[] := ARRAY(SELECT convert_to(a, 'UTF8') FROM unnest(asked) a);
    holder    record;
  BEGIN
    IF me.role IS DISTINCT FROM 'admin' OR what IS NULL THEN RAISE EXCEPTION 'not an administrator' USING ERRCODE = '42501'; END IF;
    taken := '{}';
    is_within := NOT (EXISTS (SELECT FROM auth.lookup_days d
                               WHERE d.account_id = me.account_id AND d.kind = taken_beyond.kind AND d.day = auth.lookup_day()
                                 AND d.distinct_values >= 500)
                      AND auth.count_lookups(kind, to_count, 500, false) IS NULL);
    IF NOT is_within THEN
      IF is_entered THEN PERFORM audit.note(what, NULL, 'refused', cardinality(asked) || ' asked'); END IF;
      RETURN;
    END IF;
    FOR holder IN
      SELECT a.id, a.task_force_id, a.email AS value FROM app.accounts a
       WHERE taken_beyond.kind = 'email' AND a.email = ANY (asked)
         AND NOT auth.is_at_or_below(a.task_force_id, a.agency_id, me.task_force_id, me.agency_id)
      UNION ALL
      SELECT a.id, a.task_force_id, a.ori FROM oversight.agencies_with_ori(asked) a
       WHERE taken_beyond.kind = 'ori' AND me.task_force_id IS NOT NULL AND a.task_force_id <> me.task_force_id
    LOOP
      taken := taken || holder.value;
      IF is_entered THEN PERFORM audit.look_from_beyond(holder.task_force_id, what, holder.id, NULL, ARRAY[holder.id]); END IF;
    END LOOP;
    IF NOT is_entered OR taken = '{}' THEN RETURN; END IF;
    is_within := auth.count_lookups(kind, to_count, 500) IS NOT NULL;
    -- More than is left of the day: that one of them is taken was told all the same.
    IF NOT is_within THEN
      UPDATE auth.lookup_days d SET distinct_values = 500
       WHERE d.account_id = me.account_id AND d.kind = taken_beyond.kind AND d.day = auth.lookup_day();
    END IF;
    PERFORM audit.note(what, NULL, 'refused', cardinality(taken) || ' of ' || cardinality(asked) || ' asked');
  END $$;
  GRANT EXECUTE ON FUNCTION auth.taken_beyond(text, text[], boolean) TO tracker_app;`;

const callers = `
  -- Returns the owner of the session's Idempotency-Keys: the account, or the machine key itself.
  CREATE FUNCTION auth.caller() RETURNS uuid LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE me auth.sessions := auth.session();
  BEGIN
    RETURN CASE me.kind WHEN 'key' THEN me.id ELSE me.account_id END;
  END $$;
  GRANT EXECUTE ON FUNCTION auth.caller() TO tracker_app;
  DROP POLICY idempotency_keys_of_the_account ON app.idempotency_keys;
  CREATE POLICY idempotency_keys_of_the_caller ON app.idempotency_keys
    USING (account_id = (SELECT auth.account()) AND caller_id = (SELECT auth.caller()))
    WITH CHECK (account_id = (SELECT auth.account()) AND caller_id = (SELECT auth.caller()));`;

const back = `
  DROP POLICY idempotency_keys_of_the_caller ON app.idempotency_keys;
  CREATE POLICY idempotency_keys_of_the_account ON app.idempotency_keys
    USING (account_id = (SELECT auth.account())) WITH CHECK (account_id = (SELECT auth.account()));
  DROP FUNCTION auth.caller(), auth.taken_beyond(text, text[], boolean);
  DROP INDEX app.complaints_task_force_id_id_idx;
  DROP TRIGGER complaints_numbered ON app.complaints;
  SET LOCAL ROLE tracker_oversight;
  DROP FUNCTION oversight.agencies_with_ori(text[]), oversight.enter_holder_of_offered(uuid),
    oversight.holders_of_tips(text[], text[]), oversight.place_number();
  RESET ROLE;
  REVOKE EXECUTE ON FUNCTION audit.look(text, uuid[], uuid[]) FROM tracker_oversight;
  DROP FUNCTION vault.scan_text(uuid, text, bytea[], boolean), vault.warn_of_names(uuid, bytea[], boolean),
    vault.names_among(uuid, bytea[], boolean), vault.raise_alarm(integer, boolean), auth.forget_lookups(),
    auth.count_lookups(text, bytea[], integer, boolean), auth.lookup_day();
  DROP TABLE auth.lookup_values, auth.lookup_days;`;
