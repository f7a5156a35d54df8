import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How many requests there were of whom, counted where all instances look. Nothing here is of the record: what a crash of
 * Postgres forgets is who had been asking a lot this minute, so none of it is logged to disk before it counts.
 */
export class LimitRequests1764100007000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE UNLOGGED TABLE auth.rates (
        bucket  text NOT NULL,
        subject text NOT NULL,
        ends_at timestamptz NOT NULL,
        spent   integer NOT NULL,
        -- What the latest asker got of it.
        lent    integer NOT NULL,
        PRIMARY KEY (bucket, subject, ends_at)
      ) WITH (fillfactor = 50);

      -- Lends an instance as many as it wants of what is left in the present window, which is told by this clock alone, and how
      -- many seconds are left of it. None is lent twice, so whatever the instances do with theirs, together they stay within it.
      CREATE FUNCTION auth.spend(bucket text, subject text, most integer, window_seconds integer, wanted integer)
        RETURNS TABLE (lent integer, seconds_left double precision) LANGUAGE sql SECURITY DEFINER
      BEGIN ATOMIC
        WITH present AS (
          SELECT to_timestamp(((floor(extract(epoch FROM clock_timestamp()) / window_seconds) + 1) * window_seconds)::float8) AS ends_at),
        lending AS (
          INSERT INTO auth.rates AS r (bucket, subject, ends_at, spent, lent)
          SELECT spend.bucket, spend.subject, present.ends_at, least(wanted, most), least(wanted, most) FROM present
              ON CONFLICT (bucket, subject, ends_at) DO UPDATE
             SET spent = r.spent + least(wanted, most - r.spent), lent = least(wanted, most - r.spent)
           WHERE r.spent < most
          RETURNING r.lent)
        SELECT coalesce((SELECT lending.lent FROM lending), 0),
               extract(epoch FROM present.ends_at - clock_timestamp())::float8 FROM present;
      END;

      CREATE FUNCTION auth.forget_rates() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
        SET search_path = pg_catalog, pg_temp AS $$
      DECLARE forgotten bigint;
      BEGIN
        DELETE FROM auth.rates WHERE ends_at < now();
        GET DIAGNOSTICS forgotten = ROW_COUNT;
        RETURN forgotten;
      END $$;

      GRANT EXECUTE ON FUNCTION auth.spend(text, text, integer, integer, integer) TO tracker_app, tracker_door;
      GRANT EXECUTE ON FUNCTION auth.forget_rates() TO tracker_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION auth.forget_rates(), auth.spend(text, text, integer, integer, integer);
      DROP TABLE auth.rates;
    `);
  }
}
