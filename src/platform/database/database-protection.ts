export const protectionKinds = ['triggers', 'row-security', 'grants', 'functions'] as const;
export type ProtectionKind = (typeof protectionKinds)[number];

export interface ProtectionDigests {
  readonly digests: Readonly<Partial<Record<ProtectionKind, string>>>;
  readonly disabled: number;
}

const schemas = `('app', 'audit', 'auth', 'oversight', 'purge', 'quota', 'search', 'staging', 'tally', 'timing', 'vault')`;

export const selectDisabledTriggers = `
  SELECT n.nspname || '.' || c.relname AS "table", g.tgname AS trigger
    FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE n.nspname IN ${schemas} AND g.tgenabled NOT IN ('O', 'A') ORDER BY 1, 2`;

/*
 * Monthly partitions of the trail have the triggers and grants of their parent. Grants are compared one by one,
 * whatever their order.
 */
const selectDigests = `
  WITH ours AS (
    SELECT n.oid, n.nspname FROM pg_namespace n
     WHERE n.nspname IN ${schemas}
  ), tables AS (
    SELECT c.*, o.nspname || '.' || c.relname AS name FROM pg_class c JOIN ours o ON o.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p', 'v', 'm') AND NOT c.relispartition
  ), lines AS (
    SELECT 'triggers' AS guard, concat_ws(' ', t.name, g.tgname, g.tgenabled, g.tgtype, g.tgfoid, g.tgargs, g.tgqual) AS line
      FROM tables t JOIN pg_trigger g ON g.tgrelid = t.oid AND NOT g.tgisinternal
    UNION ALL
    SELECT 'row-security', concat_ws(' ', t.name, t.relowner, t.relrowsecurity, t.relforcerowsecurity) FROM tables t
    UNION ALL
    SELECT 'row-security', concat_ws(' ', t.name, p.polname, p.polcmd, p.polpermissive, p.polroles, p.polqual, p.polwithcheck)
      FROM tables t JOIN pg_policy p ON p.polrelid = t.oid
    UNION ALL
    SELECT 'grants', concat_ws(' ', t.name, a.grantee, a.privilege_type, a.is_grantable)
      FROM tables t, aclexplode(coalesce(t.relacl, acldefault('r', t.relowner))) a
    UNION ALL
    SELECT 'grants', concat_ws(' ', t.name, c.attname, a.grantee, a.privilege_type, a.is_grantable)
      FROM tables t JOIN pg_attribute c ON c.attrelid = t.oid AND c.attacl IS NOT NULL, aclexplode(c.attacl) a
    UNION ALL
    SELECT 'grants', concat_ws(' ', f.oid, a.grantee)
      FROM pg_proc f JOIN ours o ON o.oid = f.pronamespace, aclexplode(coalesce(f.proacl, acldefault('f', f.proowner))) a
    UNION ALL
    SELECT 'functions', concat_ws(' ', f.oid, f.proname, f.proowner, f.prosecdef, f.proconfig, f.prosrc, f.prosqlbody)
      FROM pg_proc f JOIN ours o ON o.oid = f.pronamespace
  )
  SELECT guard, md5(string_agg(line, chr(10) ORDER BY line COLLATE "C")) AS digest FROM lines GROUP BY guard`;

/** Reads all digests in one statement, as any role that can connect. */
export async function readProtectionDigests(
  query: (statement: string) => Promise<unknown[]>,
): Promise<ProtectionDigests> {
  const rows = (await query(selectDigests)) as { guard: ProtectionKind; digest: string }[];
  const disabled = await query(selectDisabledTriggers);
  return { digests: Object.fromEntries(rows.map(({ guard, digest }) => [guard, digest])), disabled: disabled.length };
}

/** Returns the kinds of protection that have changed or are partly disabled. */
export function changedProtections(before: ProtectionDigests, now: ProtectionDigests): ProtectionKind[] {
  return protectionKinds.filter(
    (kind) => before.digests[kind] !== now.digests[kind] || (kind === 'triggers' && now.disabled > 0),
  );
}
