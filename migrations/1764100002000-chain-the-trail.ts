import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The trail becomes a chain: at its commit a transaction adds one link to the chain of each task force it wrote about, and
 * a link's hash covers its entries and the link before. The entries lie in a table a month, so that old months can go.
 */
export class ChainTheTrail1764100002000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE audit.entries RENAME TO entries_before;
      ALTER TABLE audit.entries_before RENAME CONSTRAINT entries_pkey TO entries_before_pkey;
      ALTER INDEX audit.entries_complaint_id_seq_idx RENAME TO entries_before_complaint_id_seq_idx;
      ALTER INDEX audit.entries_subject_seq_idx RENAME TO entries_before_subject_seq_idx;
      ALTER SEQUENCE audit.entries_seq_seq RENAME TO entries_before_seq_seq;

      -- An entry has the instant its transaction began: so a transaction's entries stand together, in one month.
      CREATE SEQUENCE audit.entries_seq_seq;
      CREATE TABLE audit.entries (
        seq           bigint NOT NULL DEFAULT nextval('audit.entries_seq_seq'),
        at            timestamptz NOT NULL DEFAULT now(),
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
        address       inet,
        source        text,
        row_id        uuid,
        was           jsonb,
        became        jsonb,
        -- Columns written whose values the trail does not repeat.
        withheld      text[],
        -- What a look saw.
        records       uuid[],
        PRIMARY KEY (at, seq)
      ) PARTITION BY RANGE (at);
      ALTER SEQUENCE audit.entries_seq_seq OWNED BY audit.entries.seq;
      CREATE INDEX entries_complaint_id_seq_idx ON audit.entries (complaint_id, seq) WHERE complaint_id IS NOT NULL;
      CREATE INDEX entries_subject_seq_idx ON audit.entries (subject, seq) WHERE subject IS NOT NULL AND complaint_id IS NULL;

      -- What one transaction entered about one task force, or, under the nil id, about none. The digest is over the digests
      -- of its entries in order, the hash over the hash before, where the link stands, and the digest.
      CREATE TABLE audit.links (
        chain       uuid NOT NULL,
        position    bigint NOT NULL CHECK (position > 0),
        at          timestamptz NOT NULL,
        transaction xid8 NOT NULL,
        first_seq   bigint NOT NULL,
        last_seq    bigint NOT NULL,
        entries     integer NOT NULL CHECK (entries > 0),
        digest      bytea NOT NULL,
        hash        bytea NOT NULL,
        PRIMARY KEY (chain, position)
      );
      CREATE INDEX links_at_first_seq_idx ON audit.links (at, first_seq);
      -- The newest link of each chain. Whoever adds the next holds this row until the commit.
      CREATE TABLE audit.heads (LIKE audit.links INCLUDING CONSTRAINTS, PRIMARY KEY (chain)) WITH (fillfactor = 50);
      CREATE TABLE audit.seals (
        chain     uuid NOT NULL,
        position  bigint NOT NULL,
        hash      bytea NOT NULL,
        sealed_at timestamptz NOT NULL,
        key_id    text NOT NULL,
        signature bytea NOT NULL,
        PRIMARY KEY (chain, position),
        FOREIGN KEY (chain, position) REFERENCES audit.links
      );
      -- The months whose entries lie in a file. Their links stay.
      CREATE TABLE audit.archives (
        month       date PRIMARY KEY CHECK (month = date_trunc('month', month::timestamp)::date),
        entries     bigint NOT NULL,
        links       bigint NOT NULL,
        file_digest bytea NOT NULL,
        archived_at timestamptz NOT NULL DEFAULT now(),
        -- Against mistakes of the owner, as in audit.archive; the verifier and the sealer hold the same.
        CHECK (archived_at AT TIME ZONE 'UTC' >= month::timestamp + interval '1 month' + interval '366 days')
      );

      CREATE FUNCTION audit.refuse_change() RETURNS trigger LANGUAGE plpgsql
        SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        RAISE EXCEPTION 'the trail is added to and never changed: % on %', tg_op, tg_table_name USING ERRCODE = '42501';
      END $$;
      CREATE TRIGGER entries_only_grow BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.entries
        FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
      CREATE TRIGGER links_only_grow BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.links
        FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
      CREATE TRIGGER heads_only_move BEFORE DELETE OR TRUNCATE ON audit.heads
        FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
      CREATE TRIGGER seals_only_grow BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.seals
        FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
      CREATE TRIGGER archives_only_grow BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.archives
        FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

      -- An entry as the chain takes it. The verifier has its own copy of this text, and never asks here.
      CREATE FUNCTION audit.canonical(e audit.entries) RETURNS text LANGUAGE sql STABLE
      RETURN json_build_array(e.seq, (extract(epoch FROM e.at) * 1000000)::bigint, e.transaction, e.account_id, e.session_id,
               e.role, e.actor_agency, e.task_force_id, e.action, e.subject, e.complaint_id, e.outcome, e.reason, e.request_id,
               e.address, e.source, e.row_id, e.was, e.became, e.withheld, e.records)::text;
      CREATE FUNCTION audit.hash_after(before bytea, chain uuid, "position" bigint, entries integer, digest bytea) RETURNS bytea
        LANGUAGE sql STABLE
      RETURN sha256(before || convert_to(json_build_array('v1', chain, "position", entries)::text, 'UTF8') || digest);
    `);

    await db.query(`
      -- Where entries of a month without a table of its own go: none fails for want of one.
      CREATE TABLE audit.entries_default PARTITION OF audit.entries DEFAULT;
      CREATE TRIGGER entries_default_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.entries_default
        FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

      -- Gives a month its table, with what already lies elsewhere. The table is made and filled before it is attached, and
      -- whoever writes meanwhile is not kept waiting for longer than the second this may wait for them.
      CREATE FUNCTION audit.prepare_month(month date) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
        SET search_path = pg_catalog, pg_temp SET lock_timeout = '1s' AS $$
      DECLARE
        name text := 'entries_' || to_char(month, 'YYYY_MM');
        opens timestamptz := month::timestamp AT TIME ZONE 'UTC';
        shuts timestamptz := (month + interval '1 month') AT TIME ZONE 'UTC';
      BEGIN
        IF to_regclass(format('audit.%I', name)) IS NOT NULL THEN RETURN false; END IF;
        EXECUTE format('CREATE TABLE audit.%I (LIKE audit.entries INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', name);
        IF EXISTS (SELECT FROM audit.entries_default e WHERE e.at >= opens AND e.at < shuts) THEN
          ALTER TABLE audit.entries_default DISABLE TRIGGER entries_default_only_grows;
          EXECUTE format('WITH moved AS (DELETE FROM audit.entries_default e WHERE e.at >= $1 AND e.at < $2 RETURNING e.*)
                          INSERT INTO audit.%I SELECT * FROM moved', name) USING opens, shuts;
          ALTER TABLE audit.entries_default ENABLE TRIGGER entries_default_only_grows;
        END IF;
        EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.%I
                          FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change()', name || '_only_grows', name);
        EXECUTE format('ALTER TABLE audit.entries ATTACH PARTITION audit.%I FOR VALUES FROM (%L) TO (%L)', name,
                       opens AT TIME ZONE 'UTC' || '+00', shuts AT TIME ZONE 'UTC' || '+00');
        RETURN true;
      END $$;

      -- This month and the next two have their tables. One instance at a time: the others find it done. How many it made.
      CREATE FUNCTION audit.prepare_months() RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
        SET search_path = pg_catalog, pg_temp AS $$
      DECLARE
        this_month date := date_trunc('month', now() AT TIME ZONE 'UTC')::date;
        made integer := 0;
      BEGIN
        IF NOT pg_try_advisory_xact_lock(hashtext('tracker:months')) THEN RETURN 0; END IF;
        FOR ahead IN 0..2 LOOP
          IF audit.prepare_month((this_month + make_interval(months => ahead))::date) THEN made := made + 1; END IF;
        END LOOP;
        RETURN made;
      END $$;

      -- What is there already is carried over as it stands, and linked in the order of its transactions.
      SELECT audit.prepare_month(month)
        FROM (SELECT DISTINCT date_trunc('month', at AT TIME ZONE 'UTC')::date AS month FROM audit.entries_before) months;
      INSERT INTO audit.entries (seq, at, transaction, account_id, session_id, role, actor_agency, task_force_id, action, subject,
                                 complaint_id, outcome, reason, request_id, source, row_id, was, became, withheld)
      SELECT seq, at, transaction, account_id, session_id, role, actor_agency, task_force_id, action, subject,
             complaint_id, outcome, reason, request_id, source, row_id, was, became, withheld
        FROM audit.entries_before;
      SELECT setval('audit.entries_seq_seq', coalesce(max(seq), 0) + 1, false) FROM audit.entries;

      DO $$
      DECLARE link record; before bytea := NULL; chain uuid := NULL;
      BEGIN
        FOR link IN
          SELECT g.*, row_number() OVER (PARTITION BY g.chain ORDER BY g.transaction, g.first_seq) AS position
            FROM (SELECT coalesce(e.task_force_id, '00000000-0000-0000-0000-000000000000') AS chain, e.transaction, min(e.at) AS at,
                         min(e.seq) AS first_seq, max(e.seq) AS last_seq, count(*)::integer AS entries,
                         sha256(string_agg(sha256(convert_to(audit.canonical(e), 'UTF8')), '' ORDER BY e.at, e.seq)) AS digest
                    FROM audit.entries e GROUP BY 1, 2, date_trunc('month', e.at AT TIME ZONE 'UTC')) g
           ORDER BY g.chain, position
        LOOP
          IF link.chain IS DISTINCT FROM chain THEN before := decode(repeat('00', 32), 'hex'); chain := link.chain; END IF;
          before := audit.hash_after(before, link.chain, link.position, link.entries, link.digest);
          INSERT INTO audit.links (chain, position, at, transaction, first_seq, last_seq, entries, digest, hash)
          VALUES (link.chain, link.position, link.at, link.transaction, link.first_seq, link.last_seq, link.entries, link.digest, before);
        END LOOP;
      END $$;
      INSERT INTO audit.heads SELECT DISTINCT ON (l.chain) l.* FROM audit.links l ORDER BY l.chain, l.position DESC;
      SELECT audit.prepare_months();

      -- Links what this transaction has entered from here on, chain by chain in the order of their ids, so that no two
      -- transactions wait for each other. The plan is kept: planning over every month costs more than linking.
      CREATE FUNCTION audit.link_from(opened_at timestamptz, seq bigint, transaction xid8) RETURNS void LANGUAGE plpgsql
        SET search_path = pg_catalog, pg_temp SET plan_cache_mode = 'force_generic_plan' AS $$
      BEGIN
        WITH mine AS (
          SELECT coalesce(e.task_force_id, '00000000-0000-0000-0000-000000000000') AS chain, min(e.seq) AS first_seq,
                 max(e.seq) AS last_seq, count(*)::integer AS entries,
                 sha256(string_agg(sha256(convert_to(audit.canonical(e), 'UTF8')), '' ORDER BY e.seq)) AS digest
            FROM audit.entries e
           WHERE e.at = opened_at AND e.seq >= link_from.seq AND e.transaction = link_from.transaction
           GROUP BY 1
        ), moved AS (
          INSERT INTO audit.heads AS h (chain, position, at, transaction, first_seq, last_seq, entries, digest, hash)
          SELECT m.chain, 1, opened_at, link_from.transaction, m.first_seq, m.last_seq, m.entries, m.digest,
                 audit.hash_after('\\x0000000000000000000000000000000000000000000000000000000000000000', m.chain, 1, m.entries, m.digest)
            FROM mine m ORDER BY m.chain
              ON CONFLICT (chain) DO UPDATE
             SET position = h.position + 1, at = excluded.at, transaction = excluded.transaction, first_seq = excluded.first_seq,
                 last_seq = excluded.last_seq, entries = excluded.entries, digest = excluded.digest,
                 hash = audit.hash_after(h.hash, h.chain, h.position + 1, excluded.entries, excluded.digest)
          RETURNING h.*
        )
        INSERT INTO audit.links (chain, position, at, transaction, first_seq, last_seq, entries, digest, hash)
        SELECT m.chain, m.position, m.at, m.transaction, m.first_seq, m.last_seq, m.entries, m.digest, m.hash FROM moved m;
      END $$;

      -- Runs for each entry at the commit, or where a transaction asks for it earlier. The first links them all and the others
      -- find it done. A transaction whose only entry this is, as most are, has the short way: no later number was drawn, so
      -- there is nothing to look for; the entry's text stands written out there, since the call would cost as much as the link.
      CREATE FUNCTION audit.link() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
        SET search_path = pg_catalog, pg_temp AS $$
      DECLARE
        own uuid := coalesce(new.task_force_id, '00000000-0000-0000-0000-000000000000');
        single bytea;
      BEGIN
        IF new.at <> now() OR new.transaction <> pg_current_xact_id() THEN
          RAISE EXCEPTION 'an entry is made at the instant of its own transaction' USING ERRCODE = '42501';
        END IF;
        IF currval('audit.entries_seq_seq') = new.seq THEN
          single := sha256(sha256(convert_to(json_build_array(new.seq, (extract(epoch FROM new.at) * 1000000)::bigint,
                      new.transaction, new.account_id, new.session_id, new.role, new.actor_agency, new.task_force_id, new.action,
                      new.subject, new.complaint_id, new.outcome, new.reason, new.request_id, new.address, new.source, new.row_id,
                      new.was, new.became, new.withheld, new.records)::text, 'UTF8')));
          WITH moved AS (
            UPDATE audit.heads h
               SET position = h.position + 1, at = new.at, transaction = new.transaction, first_seq = new.seq, last_seq = new.seq,
                   entries = 1, digest = single, hash = audit.hash_after(h.hash, h.chain, h.position + 1, 1, single)
             WHERE h.chain = own AND (h.transaction <> new.transaction OR h.last_seq < new.seq)
            RETURNING h.position, h.hash)
          INSERT INTO audit.links (chain, position, at, transaction, first_seq, last_seq, entries, digest, hash)
          SELECT own, m.position, new.at, new.transaction, new.seq, new.seq, 1, single, m.hash FROM moved m;
          IF found THEN RETURN NULL; END IF;
        END IF;
        IF NOT EXISTS (SELECT FROM audit.heads h
                        WHERE h.chain = own AND h.transaction = new.transaction AND h.last_seq >= new.seq) THEN
          PERFORM audit.link_from(new.at, new.seq, new.transaction);
        END IF;
        RETURN NULL;
      END $$;
      CREATE CONSTRAINT TRIGGER entries_linked AFTER INSERT ON audit.entries DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION audit.link();
    `);

    await db.query(`
      CREATE OR REPLACE FUNCTION audit.record() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
        SET search_path = pg_catalog, pg_temp AS $$
      DECLARE
        who     auth.sessions := auth.session();
        action  text := nullif(current_setting('app.action', true), '');
        subject uuid := nullif(current_setting('app.subject', true), '')::uuid;
        reason  text := nullif(current_setting('app.reason', true), '');
        request text := nullif(current_setting('app.request', true), '');
        address inet := nullif(current_setting('app.address', true), '')::inet;
        -- Columns that tell of a person, or were told by one, enter by name and never by value.
        hidden  text[] := coalesce(tg_argv[0:], '{}');
      BEGIN
        IF action IS NULL THEN
          RAISE EXCEPTION '% changed outside a named change', tg_table_name USING ERRCODE = 'TF001';
        END IF;
        IF tg_op = 'INSERT' THEN
          INSERT INTO audit.entries (account_id, session_id, role, actor_agency, task_force_id, action, subject, complaint_id,
                                     reason, request_id, address, source, row_id, became, withheld)
          SELECT who.account_id, who.id, who.role, who.agency_id, (r ->> 'task_force_id')::uuid, action,
                 coalesce(subject, (r ->> 'id')::uuid),
                 CASE tg_table_name WHEN 'complaints' THEN (r ->> 'id')::uuid ELSE (r ->> 'complaint_id')::uuid END,
                 reason, request, address, tg_table_name, (r ->> 'id')::uuid, r - hidden, nullif(hidden, '{}')
            FROM (SELECT to_jsonb(came) AS r FROM came OFFSET 0) written;
        ELSE
          INSERT INTO audit.entries (account_id, session_id, role, actor_agency, task_force_id, action, subject, complaint_id,
                                     reason, request_id, address, source, row_id, was, became, withheld)
          SELECT who.account_id, who.id, who.role, who.agency_id, (r ->> 'task_force_id')::uuid, action,
                 coalesce(subject, (r ->> 'id')::uuid),
                 CASE tg_table_name WHEN 'complaints' THEN (r ->> 'id')::uuid ELSE (r ->> 'complaint_id')::uuid END,
                 reason, request, address, tg_table_name, (r ->> 'id')::uuid,
                 changed.was - hidden, changed.became - hidden, changed.withheld
            FROM (SELECT to_jsonb(came) AS r, to_jsonb(went) AS w FROM came FULL JOIN went USING (id) OFFSET 0) written
           CROSS JOIN LATERAL (
                 SELECT coalesce(jsonb_object_agg(key, w -> key), '{}') AS was, coalesce(jsonb_object_agg(key, r -> key), '{}') AS became,
                        array_agg(key) FILTER (WHERE key = ANY (hidden)) AS withheld
                   FROM jsonb_object_keys(coalesce(r, w)) key
                  WHERE r -> key IS DISTINCT FROM w -> key) changed;
        END IF;
        RETURN NULL;
      END $$;

      CREATE OR REPLACE FUNCTION audit.note(action text, subject uuid, outcome text DEFAULT 'done', reason text DEFAULT NULL,
                                            request text DEFAULT NULL) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
        SET search_path = pg_catalog, pg_temp AS $$
      DECLARE who auth.sessions := auth.session();
      BEGIN
        INSERT INTO audit.entries (account_id, session_id, role, actor_agency, task_force_id, action, subject, outcome, reason,
                                   request_id, address)
        VALUES (who.account_id, who.id, who.role, who.agency_id, who.task_force_id, action, subject, outcome, reason,
                coalesce(request, nullif(current_setting('app.request', true), '')),
                nullif(current_setting('app.address', true), '')::inet);
      END $$;

      -- An act about an account that has no session yet, such as a sign-in that was refused. It stands in the account's chain.
      CREATE FUNCTION audit.note_about(account uuid, action text, outcome text DEFAULT 'done', reason text DEFAULT NULL)
        RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        INSERT INTO audit.entries (task_force_id, action, subject, outcome, reason, request_id, address)
        VALUES ((SELECT a.task_force_id FROM app.accounts a WHERE a.id = account), action, account, outcome, reason,
                nullif(current_setting('app.request', true), ''), nullif(current_setting('app.address', true), '')::inet);
      END $$;

      -- A look: one entry with all it saw. The complaints that the records belong to count as seen, too.
      CREATE FUNCTION audit.look(action text, records uuid[], complaints uuid[] DEFAULT NULL) RETURNS void
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
      DECLARE
        who auth.sessions := auth.session();
        of_complaints uuid[] := (SELECT array_agg(DISTINCT c) FROM unnest(complaints) c);
        seen uuid[] := (SELECT array_agg(DISTINCT r) FROM unnest(records || complaints) r);
      BEGIN
        INSERT INTO audit.entries (account_id, session_id, role, actor_agency, task_force_id, action, subject, complaint_id, reason,
                                   request_id, address, records)
        VALUES (who.account_id, who.id, who.role, who.agency_id, who.task_force_id, action,
                CASE WHEN cardinality(records) = 1 THEN records[1] END,
                CASE WHEN cardinality(of_complaints) = 1 THEN of_complaints[1] END,
                nullif(current_setting('app.reason', true), ''), nullif(current_setting('app.request', true), ''),
                nullif(current_setting('app.address', true), '')::inet, coalesce(seen, '{}'));
      END $$;

      -- The trail of one complaint and all that hangs on it, for whoever may see the complaint: so many acts, whole, after one.
      -- Looks change nothing and are asked for elsewhere.
      CREATE OR REPLACE FUNCTION audit.trail_of(complaint uuid, after bigint, most integer)
        RETURNS TABLE (act bigint, at timestamptz, account_id uuid, account_name text, role text, agency text, action text,
                       reason text, source text, row_id uuid, was jsonb, became jsonb, withheld text[])
        LANGUAGE sql STABLE SECURITY DEFINER
      BEGIN ATOMIC
        WITH acts AS (
          SELECT e.transaction, min(e.seq) AS first FROM audit.entries e
           WHERE e.complaint_id = trail_of.complaint AND e.source IS NOT NULL
             AND EXISTS (SELECT FROM app.complaints c WHERE c.id = trail_of.complaint)
           GROUP BY e.transaction HAVING min(e.seq) > trail_of.after ORDER BY 2 LIMIT trail_of.most
        )
        SELECT acts.first, e.at, e.account_id, who.name, e.role, seated.name, e.action, e.reason, e.source, e.row_id,
               e.was, e.became, e.withheld
          FROM acts
          JOIN audit.entries e ON e.transaction = acts.transaction AND e.complaint_id = trail_of.complaint AND e.source IS NOT NULL
          LEFT JOIN app.accounts who ON who.id = e.account_id
          LEFT JOIN app.agencies seated ON seated.id = e.actor_agency
         ORDER BY acts.first, e.seq;
      END;
      DROP TABLE audit.entries_before;

      -- A seal is of a link that is there. Made by the sealer, checked by the verifier; the signature means nothing here.
      CREATE FUNCTION audit.seal(chain uuid, "position" bigint, hash bytea, sealed_at timestamptz, key_id text, signature bytea)
        RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        IF NOT EXISTS (SELECT FROM audit.links l WHERE l.chain = seal.chain AND l.position = seal.position AND l.hash = seal.hash) THEN
          RAISE EXCEPTION 'chain % has no such link %', seal.chain, seal.position USING ERRCODE = '42501';
        END IF;
        INSERT INTO audit.seals (chain, position, hash, sealed_at, key_id, signature)
        VALUES (seal.chain, seal.position, seal.hash, seal.sealed_at, seal.key_id, seal.signature);
      END $$;

      -- Lets a month go whose entries lie in a file, and says so in the trail itself. Never a young one, whoever asks.
      CREATE FUNCTION audit.archive(month date, entries bigint, file_digest bytea) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
        SET search_path = pg_catalog, pg_temp SET lock_timeout = '1s' AS $$
      DECLARE
        name text := 'entries_' || to_char(month, 'YYYY_MM');
        opens timestamptz := month::timestamp AT TIME ZONE 'UTC';
        shuts timestamptz := (month + interval '1 month') AT TIME ZONE 'UTC';
        held bigint;
        chained bigint;
      BEGIN
        IF shuts + interval '366 days' > now() THEN
          RAISE EXCEPTION 'entries are kept for 366 days at least: % is too young', to_char(month, 'YYYY-MM') USING ERRCODE = '42501';
        END IF;
        IF NOT EXISTS (SELECT FROM pg_inherits WHERE inhparent = 'audit.entries'::regclass
                          AND inhrelid = to_regclass(format('audit.%I', name))) THEN
          RAISE EXCEPTION 'the trail has no month %', to_char(month, 'YYYY-MM') USING ERRCODE = '42501';
        END IF;
        SELECT count(*) INTO held FROM audit.entries e WHERE e.at >= opens AND e.at < shuts;
        IF held <> archive.entries THEN
          RAISE EXCEPTION 'the month has % entries, and the file %', held, archive.entries USING ERRCODE = '42501';
        END IF;
        SELECT count(*) INTO chained FROM audit.links l WHERE l.at >= opens AND l.at < shuts;
        EXECUTE format('ALTER TABLE audit.entries DETACH PARTITION audit.%I', name);
        EXECUTE format('DROP TABLE audit.%I', name);
        INSERT INTO audit.archives (month, entries, links, file_digest) VALUES (archive.month, held, chained, archive.file_digest);
        INSERT INTO audit.entries (role, action, source, became)
        VALUES (session_user, 'trail.archived', 'archives',
                jsonb_build_object('month', archive.month, 'entries', held, 'links', chained, 'file_digest', archive.file_digest));
      END $$;

      GRANT USAGE ON SCHEMA audit TO tracker_door, tracker_sealer, tracker_auditor;
      GRANT SELECT ON audit.entries, audit.links, audit.heads, audit.seals, audit.archives TO tracker_auditor;
      GRANT SELECT ON audit.heads, audit.seals TO tracker_sealer;
      GRANT EXECUTE ON FUNCTION audit.prepare_months(), audit.look(text, uuid[], uuid[]) TO tracker_app;
      GRANT EXECUTE ON FUNCTION audit.note_about(uuid, text, text, text) TO tracker_door;
      GRANT EXECUTE ON FUNCTION audit.seal(uuid, bigint, bytea, timestamptz, text, bytea) TO tracker_sealer;
      GRANT EXECUTE ON FUNCTION audit.archive(date, bigint, bytea) TO tracker_auditor;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE audit.entries RENAME TO entries_chained;
      ALTER TABLE audit.entries_chained RENAME CONSTRAINT entries_pkey TO entries_chained_pkey;
      ALTER INDEX audit.entries_complaint_id_seq_idx RENAME TO entries_chained_complaint_id_seq_idx;
      ALTER INDEX audit.entries_subject_seq_idx RENAME TO entries_chained_subject_seq_idx;
      ALTER SEQUENCE audit.entries_seq_seq RENAME TO entries_chained_seq_seq;
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
        withheld      text[]
      );
      INSERT INTO audit.entries (seq, at, transaction, account_id, session_id, role, actor_agency, task_force_id, action, subject,
                                 complaint_id, outcome, reason, request_id, source, row_id, was, became, withheld)
        OVERRIDING SYSTEM VALUE
      SELECT seq, at, transaction, account_id, session_id, role, actor_agency, task_force_id, action, subject,
             complaint_id, outcome, reason, request_id, source, row_id, was, became, withheld
        FROM audit.entries_chained;
      SELECT setval(pg_get_serial_sequence('audit.entries', 'seq'), coalesce(max(seq), 0) + 1, false) FROM audit.entries;
      CREATE INDEX entries_complaint_id_seq_idx ON audit.entries (complaint_id, seq) WHERE complaint_id IS NOT NULL;
      CREATE INDEX entries_subject_seq_idx ON audit.entries (subject, seq) WHERE subject IS NOT NULL AND complaint_id IS NULL;

      CREATE OR REPLACE FUNCTION audit.record() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
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

      CREATE OR REPLACE FUNCTION audit.note(action text, subject uuid, outcome text DEFAULT 'done', reason text DEFAULT NULL,
                                            request text DEFAULT NULL) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
        SET search_path = pg_catalog, pg_temp AS $$
      DECLARE who auth.sessions := auth.session();
      BEGIN
        INSERT INTO audit.entries (account_id, session_id, role, actor_agency, task_force_id, action, subject, outcome, reason, request_id)
        VALUES (who.account_id, who.id, who.role, who.agency_id, who.task_force_id, action, subject, outcome, reason, request);
      END $$;

      CREATE OR REPLACE FUNCTION audit.trail_of(complaint uuid, after bigint, most integer)
        RETURNS TABLE (act bigint, at timestamptz, account_id uuid, account_name text, role text, agency text, action text,
                       reason text, source text, row_id uuid, was jsonb, became jsonb, withheld text[])
        LANGUAGE sql STABLE SECURITY DEFINER
      BEGIN ATOMIC
        WITH acts AS (
          SELECT e.transaction, min(e.seq) AS first FROM audit.entries e
           WHERE e.complaint_id = trail_of.complaint AND EXISTS (SELECT FROM app.complaints c WHERE c.id = trail_of.complaint)
           GROUP BY e.transaction HAVING min(e.seq) > trail_of.after ORDER BY 2 LIMIT trail_of.most
        )
        SELECT acts.first, e.at, e.account_id, who.name, e.role, seated.name, e.action, e.reason, e.source, e.row_id,
               e.was, e.became, e.withheld
          FROM acts
          JOIN audit.entries e ON e.transaction = acts.transaction AND e.complaint_id = trail_of.complaint
          LEFT JOIN app.accounts who ON who.id = e.account_id
          LEFT JOIN app.agencies seated ON seated.id = e.actor_agency
         ORDER BY acts.first, e.seq;
      END;

      DROP FUNCTION audit.prepare_months(), audit.prepare_month(date), audit.note_about(uuid, text, text, text),
        audit.look(text, uuid[], uuid[]), audit.seal(uuid, bigint, bytea, timestamptz, text, bytea),
        audit.archive(date, bigint, bytea), audit.canonical(audit.entries_chained),
        audit.hash_after(bytea, uuid, bigint, integer, bytea);
      DROP TABLE audit.seals, audit.archives, audit.heads, audit.links, audit.entries_chained;
      DROP FUNCTION audit.link(), audit.link_from(timestamptz, bigint, xid8), audit.refuse_change();
      REVOKE USAGE ON SCHEMA audit FROM tracker_door, tracker_sealer, tracker_auditor;
    `);
  }
}
