/** A path that closes with a plain verb, or with a collection of the record that the change adds to. */
const changedByPost =
  /\/(?:void|unlink|unmerge|untag|cancel|end|purge|withdraw|reopen|resume|unlock|enable|disable|lift|restore|revoke|release)$|\/(?:investigations\/[^/]+\/complaints|operations\/[^/]+\/members|entries\/[^/]+\/identifiers|victims-identified\/[^/]+\/(?:relationships|safeguarding))$/;

/** Whether a POST to the path changes a record there is, and makes none. */
export function isChangedByPost(path: string): boolean {
  return changedByPost.test(path) && !path.includes('/reports/');
}
