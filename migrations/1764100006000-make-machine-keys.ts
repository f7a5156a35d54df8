import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Machine keys are rows of sessions, so what lets a session in lets them in. Who makes one, for what and for how long is
 * decided here and not by the application: a key reads cases, and outlives the session that made it.
 */
export class MakeMachineKeys1764100006000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE INDEX sessions_account_id_id_idx ON auth.sessions (account_id, id) WHERE kind = 'key';

      -- What a key can be made for at all. A test holds it against the application's list.
      CREATE FUNCTION auth.key_scopes() RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
        RETURN ARRAY['agencies:read', 'complaints:read', 'complaints:receive', 'task-forces:read'];

      -- Makes a key of the session's own account, unless it has as many as it may. Only a person who has just shown again who
      -- they are makes one, so a key never makes another. The account and its password stay as they are until this commits:
      -- no key comes to be beside a disablement or a new password, which end them all.
      CREATE FUNCTION auth.make_key(key uuid, token_hash bytea, prefix text, name text, scopes text[], networks cidr[],
                                    expires_at timestamptz) RETURNS boolean
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
      DECLARE maker auth.sessions; owner uuid := (auth.session()).account_id;
      BEGIN
        PERFORM FROM app.accounts a WHERE a.id = owner FOR NO KEY UPDATE;
        PERFORM FROM auth.credentials c WHERE c.account_id = owner FOR SHARE;
        maker := auth.session();
        IF maker.id IS NULL OR maker.kind <> 'session' OR maker.role NOT IN ('investigator', 'supervisor')
           OR NOT coalesce(maker.stepped_up_at > now() - interval '5 minutes', false) THEN
          RAISE EXCEPTION 'nobody who may make a machine key' USING ERRCODE = '42501';
        END IF;
        IF NOT coalesce(cardinality(scopes) > 0 AND scopes <@ auth.key_scopes(), false)
           OR NOT coalesce(cardinality(networks) BETWEEN 1 AND 10, false)
           OR EXISTS (SELECT FROM unnest(networks) n
                       WHERE n IS NULL OR masklen(n) < CASE family(n) WHEN 4 THEN 8 ELSE 32 END)
           OR NOT coalesce(expires_at > now() AND expires_at <= now() + interval '90 days', false) THEN
          RAISE EXCEPTION 'no machine key that may be made' USING ERRCODE = '42501';
        END IF;
        IF (SELECT count(*) FROM auth.sessions s
             WHERE s.account_id = owner AND s.kind = 'key' AND s.ended_at IS NULL AND now() < s.expires_at) >= 20 THEN
          RETURN false;
        END IF;
        -- Seen a minute before it was there, so that its first use is told and not only one a minute later.
        INSERT INTO auth.sessions (hash, id, account_id, role, task_force_id, agency_id, kind, name, prefix, scopes, networks,
                                   seen_at, idle, expires_at)
        VALUES (sha256(token_hash), key, owner, maker.role, maker.task_force_id, maker.agency_id, 'key', make_key.name,
                make_key.prefix, make_key.scopes, make_key.networks, now() - interval '1 minute',
                make_key.expires_at - now() + interval '1 minute', make_key.expires_at);
        PERFORM audit.note('key.made', key, request => nullif(current_setting('app.request', true), ''));
        RETURN true;
      END $$;

      -- The keys a person sees, without what they are checked by: their own, and as an admin those of their seat and below.
      CREATE FUNCTION auth.keys_seen() RETURNS TABLE (id uuid, account_id uuid, account_name text, name text, prefix text,
                                      scopes text[], networks text[], made_at timestamptz, used_at timestamptz,
                                      expires_at timestamptz, ended_at timestamptz)
        LANGUAGE sql STABLE SECURITY DEFINER
      BEGIN ATOMIC
        SELECT k.id, k.account_id, a.name, k.name, k.prefix, k.scopes, k.networks::text[], k.opened_at,
               CASE WHEN k.seen_at > k.opened_at THEN k.seen_at END, k.expires_at, k.ended_at
          FROM auth.session() me
          JOIN auth.sessions k ON k.kind = 'key' AND me.kind = 'session'
          JOIN app.accounts a ON a.id = k.account_id
         WHERE k.account_id = me.account_id
            OR (me.role = 'admin' AND (me.task_force_id IS NULL OR me.task_force_id = a.task_force_id)
                AND (me.agency_id IS NULL OR me.agency_id = a.agency_id));
      END;

      -- Whether there is such a key for this session; it is worth nothing from here on. Once ended it stays so.
      CREATE FUNCTION auth.revoke_key(key uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
        SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        IF NOT EXISTS (SELECT FROM auth.keys_seen() k WHERE k.id = key) THEN RETURN false; END IF;
        UPDATE auth.sessions s SET ended_at = now() WHERE s.id = key AND s.ended_at IS NULL;
        IF FOUND THEN
          PERFORM audit.note('key.revoked', key, request => nullif(current_setting('app.request', true), ''));
        END IF;
        RETURN true;
      END $$;

      GRANT EXECUTE ON FUNCTION auth.make_key(uuid, bytea, text, text, text[], cidr[], timestamptz), auth.keys_seen(),
        auth.revoke_key(uuid) TO tracker_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION auth.revoke_key(uuid), auth.keys_seen(),
        auth.make_key(uuid, bytea, text, text, text[], cidr[], timestamptz), auth.key_scopes();
      DROP INDEX auth.sessions_account_id_id_idx;
    `);
  }
}
