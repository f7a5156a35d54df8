import type { Client } from 'pg';

const lift = `
  DO $$ DECLARE scoped regclass; BEGIN
    FOR scoped IN SELECT oid FROM pg_class WHERE relnamespace = 'app'::regnamespace AND relforcerowsecurity LOOP
      EXECUTE format('ALTER TABLE %s NO FORCE ROW LEVEL SECURITY', scoped);
    END LOOP;
  END $$`;

const putBack = `
  DO $$ DECLARE scoped regclass; BEGIN
    FOR scoped IN SELECT oid FROM pg_class WHERE relnamespace = 'app'::regnamespace AND relrowsecurity LOOP
      EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', scoped);
    END LOOP;
  END $$`;

/**
 * Lets the owner of the tables see and write their rows, which row security else hides from the owner too. For the
 * transaction it is called in: whatever ends that, no table is ever without.
 */
export async function withoutForcedRowSecurity<T>(owner: Client, work: () => Promise<T>): Promise<T> {
  await owner.query(lift);
  const done = await work();
  await owner.query(putBack);
  return done;
}
