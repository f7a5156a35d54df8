import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A start asks the database whether it is the right one for these keys and this release: by a value that follows from each key
 * and tells nothing of it, and by the migrations that have run.
 */
export class CheckKeys1764100008000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Which key of a purpose has been in use since when. What was made with another than the newest is being made anew.
      CREATE TABLE auth.key_checks (
        id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        purpose text NOT NULL CHECK (purpose IN ('password-pepper', 'factor-key')),
        value   bytea NOT NULL CHECK (octet_length(value) = 32),
        used_at timestamptz NOT NULL DEFAULT now()
      );

      -- Whether these keys, the present one and the one before, read what is there: the newest is among them, or there is none.
      CREATE FUNCTION auth.knows_keys(purpose text, keys bytea[]) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
      BEGIN ATOMIC
        SELECT coalesce((SELECT k.value = ANY (keys) FROM auth.key_checks k WHERE k.purpose = knows_keys.purpose
                          ORDER BY k.id DESC LIMIT 1), true);
      END;

      -- Takes the first of these keys into use, if they read what is there. Two instances that start at once take turns.
      CREATE FUNCTION auth.take_keys(purpose text, keys bytea[]) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
        SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        LOCK TABLE auth.key_checks IN SHARE ROW EXCLUSIVE MODE;
        IF NOT auth.knows_keys(take_keys.purpose, keys) THEN RETURN false; END IF;
        INSERT INTO auth.key_checks (purpose, value)
        SELECT take_keys.purpose, keys[1]
         WHERE keys[1] IS DISTINCT FROM
               (SELECT k.value FROM auth.key_checks k WHERE k.purpose = take_keys.purpose ORDER BY k.id DESC LIMIT 1);
        RETURN true;
      END $$;

      CREATE FUNCTION app.ran_migrations() RETURNS SETOF text LANGUAGE sql STABLE SECURITY DEFINER
      BEGIN ATOMIC
        SELECT m.name::text FROM app.migrations m ORDER BY m.id;
      END;

      GRANT EXECUTE ON FUNCTION auth.knows_keys(text, bytea[]), app.ran_migrations() TO tracker_app;
      GRANT EXECUTE ON FUNCTION auth.take_keys(text, bytea[]) TO tracker_door;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION app.ran_migrations(), auth.take_keys(text, bytea[]), auth.knows_keys(text, bytea[]);
      DROP TABLE auth.key_checks;
    `);
  }
}
