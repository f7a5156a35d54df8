import type { Client } from 'pg';

const disableForce = `
  DO $$ DECLARE scoped regclass; BEGIN
    FOR scoped IN SELECT oid FROM pg_class WHERE relnamespace = 'app'::regnamespace AND relforcerowsecurity LOOP
      EXECUTE format('ALTER TABLE %s NO FORCE ROW LEVEL SECURITY', scoped);
    END LOOP;
  END $$`;

const enableForce = `
  DO $$ DECLARE scoped regclass; BEGIN
    FOR scoped IN SELECT oid FROM pg_class WHERE relnamespace = 'app'::regnamespace AND relrowsecurity LOOP
      EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', scoped);
    END LOOP;
  END $$`;

/**
 * Runs the work without FORCE ROW LEVEL SECURITY, so that the tables' owner sees and writes all rows. The change is
 * transactional, so no table stays without it, however the transaction ends.
 */
export async function withoutForcedRowSecurity<T>(owner: Client, work: () => Promise<T>): Promise<T> {
  await owner.query(disableForce);
  const done = await work();
  await owner.query(enableForce);
  return done;
}
