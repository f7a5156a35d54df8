import type { Actor, Role } from './actor.js';

/** Which roles may do what: the one table. The seat decides on which rows, the policy of a feature on the rest. */
export const permissions = {
  'account:own': ['investigator', 'supervisor', 'admin', 'auditor'],
  'accounts:read': ['supervisor', 'admin'],
  'accounts:keep': ['admin'],
  'task-forces:read': ['investigator', 'supervisor', 'admin', 'auditor'],
  'task-forces:keep': ['admin'],
  'agencies:read': ['investigator', 'supervisor', 'admin', 'auditor'],
  'agencies:keep': ['admin'],
  'complaints:read': ['investigator', 'supervisor'],
  'complaints:receive': ['investigator', 'supervisor'],
  'complaints:triage': ['supervisor'],
  'complaints:assign': ['supervisor'],
  'complaints:dispose': ['supervisor'],
  'suspects:read': ['investigator', 'supervisor'],
  'suspects:record': ['investigator', 'supervisor'],
  'victims-identified:read': ['investigator', 'supervisor'],
  'victims-identified:record': ['investigator', 'supervisor'],
  'operations:read': ['investigator', 'supervisor'],
  'operations:run': ['supervisor'],
  'outreach:read': ['investigator', 'supervisor'],
  'outreach:record': ['investigator', 'supervisor'],
  'carried-figures:read': ['investigator', 'supervisor'],
  'carried-figures:keep': ['supervisor'],
  'reports:read': ['investigator', 'supervisor'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof permissions;

/** What tells of people: a read under these leaves an entry in the trail, so its transaction is begun to write one. */
export const lookedAt: readonly Permission[] = ['suspects:read', 'victims-identified:read'];

/** Whether the role may use the verb at all. */
export function allows(role: Role, permission: Permission): boolean {
  return (permissions[permission] as readonly Role[]).includes(role);
}

/** Whether this session may: its role, and for a machine key what the key was made for. */
export function mayUse({ role, scopes }: Actor, permission: Permission): boolean {
  return allows(role, permission) && (scopes === null || scopes.includes(permission));
}
