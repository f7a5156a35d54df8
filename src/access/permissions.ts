import type { Rate } from '../platform/database/rate-limit-store.js';
import type { Actor, Role } from '../platform/actor/actor.js';

/** Roles of each permission, in one table. The seat decides the rows, and the policy of a feature the rest. */
export const permissions = {
  'account:own': ['investigator', 'supervisor', 'admin', 'auditor'],
  'accounts:read': ['supervisor', 'admin'],
  'accounts:manage': ['admin'],
  'accounts:approve': ['supervisor', 'admin'],
  'people:read': ['investigator', 'supervisor', 'admin', 'auditor'],
  'task-forces:read': ['investigator', 'supervisor', 'admin', 'auditor'],
  'task-forces:manage': ['admin'],
  'agencies:read': ['investigator', 'supervisor', 'admin', 'auditor'],
  'agencies:manage': ['admin'],
  'drafts:own': ['investigator', 'supervisor'],
  'events:read': ['investigator', 'supervisor'],
  'complaints:read': ['investigator', 'supervisor'],
  'cases:read': ['investigator', 'supervisor'],
  'packets:make': ['investigator', 'supervisor'],
  'tips:import': ['investigator', 'supervisor'],
  'tips:read': ['investigator', 'supervisor'],
  'tips:open': ['investigator', 'supervisor'],
  'tips:report-outcomes': ['supervisor'],
  'complaint-trail:read': ['investigator', 'supervisor'],
  'complaints:receive': ['investigator', 'supervisor'],
  'complaints:work': ['investigator', 'supervisor'],
  'complaints:triage': ['supervisor'],
  'complaints:assign': ['supervisor'],
  'complaints:dispose': ['supervisor'],
  'transfers:read': ['investigator', 'supervisor'],
  'transfers:offer': ['supervisor'],
  'transfers:answer': ['supervisor'],
  'shares:read': ['investigator', 'supervisor'],
  'shares:grant': ['supervisor'],
  'disclosures:read': ['investigator', 'supervisor'],
  'disclosures:record': ['investigator', 'supervisor'],
  'suspects:read': ['investigator', 'supervisor'],
  'suspects:record': ['investigator', 'supervisor'],
  'identifiers:read': ['investigator', 'supervisor'],
  'identifiers:record': ['investigator', 'supervisor'],
  'identifiers:exclude': ['supervisor'],
  'matches:find': ['investigator', 'supervisor'],
  'search:run': ['investigator', 'supervisor'],
  'search:manage': ['investigator', 'supervisor'],
  'prosecutions:read': ['investigator', 'supervisor'],
  'prosecutions:record': ['investigator', 'supervisor'],
  'victims-identified:read': ['investigator', 'supervisor'],
  'victims-identified:record': ['investigator', 'supervisor'],
  'investigations:read': ['investigator', 'supervisor'],
  'investigations:work': ['investigator', 'supervisor'],
  'identities:record': ['investigator', 'supervisor'],
  'identities:reveal': ['investigator', 'supervisor'],
  'identities:search': ['investigator', 'supervisor'],
  'identities:approve': ['supervisor'],
  'identities:destroy': ['supervisor'],
  'operations:read': ['investigator', 'supervisor'],
  'operations:run': ['supervisor'],
  'operations:plan': ['investigator', 'supervisor'],
  'outreach:read': ['investigator', 'supervisor'],
  'outreach:record': ['investigator', 'supervisor'],
  'resources:read': ['investigator', 'supervisor'],
  'resources:record': ['supervisor'],
  'subject-index:read': ['investigator', 'supervisor'],
  'subject-index:submit': ['investigator', 'supervisor'],
  'subject-index:review': ['supervisor'],
  'deconfliction:read': ['investigator', 'supervisor'],
  'deconfliction:check': ['investigator', 'supervisor'],
  'victim-inquiries:read': ['supervisor'],
  'deconfliction:work': ['investigator', 'supervisor'],
  'historical-totals:read': ['investigator', 'supervisor'],
  'historical-totals:manage': ['supervisor'],
  'reports:read': ['investigator', 'supervisor'],
  'reports:export': ['investigator', 'supervisor'],
  'records:export': ['supervisor'],
  'exports:read': ['investigator', 'supervisor'],
  'reports:drill-down': ['investigator', 'supervisor'],
  // Each kind of record has its own permission check.
  'imports:read': ['investigator', 'supervisor', 'admin'],
  'imports:prepare': ['investigator', 'supervisor', 'admin'],
  'imports:commit': ['supervisor', 'admin'],
  'performance-reports:read': ['investigator', 'supervisor'],
  'performance-reports:prepare': ['supervisor'],
  'performance-reports:approve': ['supervisor'],
  'performance-reports:compare': ['supervisor'],
  'retention:read': ['investigator', 'supervisor'],
  'retention:manage': ['supervisor'],
  'machine-keys:own': ['investigator', 'supervisor'],
  'machine-keys:manage': ['investigator', 'supervisor', 'admin'],
  'trail:read': ['investigator', 'supervisor', 'admin', 'auditor'],
  'access-log:read': ['supervisor', 'auditor'],
  'access:explain': ['supervisor', 'admin', 'auditor'],
} as const satisfies Record<string, readonly Role[]>;

/** Permission of an operation. */
export type Permission = keyof typeof permissions;

/**
 * Permissions for audited reads of data about people and their actions. Their transaction is writable, because the read
 * adds an entry to the trail.
 */
export const auditedReads: readonly Permission[] = [
  'cases:read',
  'investigations:read',
  'suspects:read',
  'identifiers:read',
  'tips:read',
  'matches:find',
  'search:run',
  'prosecutions:read',
  'victims-identified:read',
  'operations:plan',
  'subject-index:read',
  'subject-index:review',
  'victim-inquiries:read',
  'complaint-trail:read',
  'disclosures:read',
  'shares:read',
  'reports:drill-down',
  'performance-reports:compare',
  'trail:read',
  'access-log:read',
  'access:explain',
];

// The SQL function `auth.key_scopes` enforces the same list.
/** Permission that a machine key can have. All others are for persons only. */
export const keyScopes = [
  'agencies:read',
  'complaints:read',
  'complaints:receive',
  'events:read',
  'task-forces:read',
] as const satisfies readonly Permission[];
export type KeyScope = (typeof keyScopes)[number];

/**
 * Rate limits of expensive permissions, per account or machine key. Limits per minute scale with the general limit,
 * relative to 300 requests.
 */
export const rates: Readonly<Partial<Record<Permission, Rate>>> = {
  'identities:reveal': { max: 10, seconds: 60 },
  'identities:search': { max: 60, seconds: 60 },
  'reports:read': { max: 60, seconds: 60 },
  // A packet holds a whole case in memory.
  'packets:make': { max: 20, seconds: 60 },
  'tips:import': { max: 30, seconds: 60 },
  'tips:open': { max: 10, seconds: 60 },
  'reports:export': { max: 20, seconds: 60 },
  'records:export': { max: 20, seconds: 60 },
  'search:run': { max: 120, seconds: 60 },
  // A page asks at each pause in typing.
  'matches:find': { max: 120, seconds: 60 },
  // The preview of a file reveals existing holders of its tips.
  'imports:prepare': { max: 30, seconds: 60 },
  // This limit prevents enumeration of the shared index by name.
  'subject-index:read': { max: 60, seconds: 60 },
  'deconfliction:check': { max: 20, seconds: 60 },
};

export function allows(role: Role, permission: Permission): boolean {
  return (permissions[permission] as readonly Role[]).includes(role);
}

/** Whether the session has the permission, by its role and by the scopes of a machine key. */
export function mayUse({ role, scopes }: Actor, permission: Permission): boolean {
  return allows(role, permission) && (scopes === null || scopes.includes(permission));
}
