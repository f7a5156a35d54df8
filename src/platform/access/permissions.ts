import type { Rate } from '../limits/rate.js';
import type { Actor, Role } from './actor.js';

/** Which roles may do what: the one table. The seat decides on which rows, the policy of a feature on the rest. */
export const permissions = {
  'account:own': ['investigator', 'supervisor', 'admin', 'auditor'],
  'accounts:read': ['supervisor', 'admin'],
  'accounts:keep': ['admin'],
  'accounts:approve': ['supervisor', 'admin'],
  'task-forces:read': ['investigator', 'supervisor', 'admin', 'auditor'],
  'task-forces:keep': ['admin'],
  'agencies:read': ['investigator', 'supervisor', 'admin', 'auditor'],
  'agencies:keep': ['admin'],
  'complaints:read': ['investigator', 'supervisor'],
  'complaint-trail:read': ['investigator', 'supervisor'],
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
  'machine-keys:own': ['investigator', 'supervisor'],
  'machine-keys:keep': ['investigator', 'supervisor', 'admin'],
  'trail:read': ['investigator', 'supervisor', 'admin', 'auditor'],
  'access:looks': ['supervisor', 'auditor'],
  'access:explain': ['supervisor', 'admin', 'auditor'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof permissions;

/**
 * What tells of people, and of what people did: a read under these leaves an entry in the trail, so its transaction is begun to
 * write one.
 */
export const lookedAt: readonly Permission[] = [
  'suspects:read',
  'victims-identified:read',
  'complaint-trail:read',
  'trail:read',
  'access:looks',
  'access:explain',
];

/**
 * What a machine key can be made for. All else is for persons alone: deciding, naming suspects and children, exports, accounts,
 * other keys and the trail. `auth.key_scopes` holds the same list against whoever asks.
 */
export const keyScopes = [
  'agencies:read',
  'complaints:read',
  'complaints:receive',
  'task-forces:read',
] as const satisfies readonly Permission[];
export type KeyScope = (typeof keyScopes)[number];

/**
 * What is dearer than most, by how often an account or a key may do it. Rates of a minute go with a general limit of 300 requests
 * and move with it; those of longer stand as they are.
 */
export const rates: Readonly<Partial<Record<Permission, Rate>>> = {
  'reports:read': { most: 60, seconds: 60 },
};

/** Whether the role may use the verb at all. */
export function allows(role: Role, permission: Permission): boolean {
  return (permissions[permission] as readonly Role[]).includes(role);
}

/** Whether this session may: its role, and for a machine key what the key was made for. */
export function mayUse({ role, scopes }: Actor, permission: Permission): boolean {
  return allows(role, permission) && (scopes === null || scopes.includes(permission));
}
