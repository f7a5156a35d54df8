const changedByPost =
  /\/(?:void|unlink|unmerge|untag|cancel|end|purge|withdraw|reopen|resume|unlock|enable|disable|lift|restore|revoke|release)$|\/(?:investigations\/[^/]+\/complaints|operations\/[^/]+\/members|entries\/[^/]+\/identifiers|victims-identified\/[^/]+\/(?:relationships|safeguarding))$/;

/** Whether a POST to the path changes an existing record and creates none. */
export function isChangedByPost(path: string): boolean {
  return changedByPost.test(path) && !path.includes('/reports/');
}
