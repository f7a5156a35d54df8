import type { Rate } from '../platform/database/rate-limit-store.js';
import type { Actor, Role } from '../platform/actor/actor.js';

/** Roles of each permission, in one table. The seat decides the rows, and the policy of a feature the rest. */
export const permissions = {
  'account:own': ['analyst', 'investigator', 'supervisor', 'admin', 'auditor'],
  'accounts:read': ['supervisor', 'admin'],
  'accounts:manage': ['admin'],
  'accounts:approve': ['supervisor', 'admin'],
  'provisioned-users:manage': ['admin'],
  'provisioned-users:sync': ['admin'],
  'people:read': ['analyst', 'investigator', 'supervisor', 'admin', 'auditor'],
  'task-forces:read': ['analyst', 'investigator', 'supervisor', 'admin', 'auditor'],
  'task-forces:manage': ['admin'],
  'agencies:read': ['analyst', 'investigator', 'supervisor', 'admin', 'auditor'],
  'agencies:manage': ['admin'],
  'drafts:own': ['analyst', 'investigator', 'supervisor'],
  'events:read': ['investigator', 'supervisor'],
  'complaints:read': ['analyst', 'investigator', 'supervisor'],
  'cases:read': ['analyst', 'investigator', 'supervisor'],
  'packets:make': ['investigator', 'supervisor'],
  'tips:import': ['analyst', 'investigator', 'supervisor'],
  'tips:read': ['analyst', 'investigator', 'supervisor'],
  'tips:open': ['analyst', 'investigator', 'supervisor'],
  'tips:report-outcomes': ['supervisor'],
  'complaint-trail:read': ['analyst', 'investigator', 'supervisor'],
  'complaints:receive': ['analyst', 'investigator', 'supervisor'],
  'complaints:work': ['analyst', 'investigator', 'supervisor'],
  'complaints:screen': ['analyst', 'supervisor'],
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
  'suspects:read': ['analyst', 'investigator', 'supervisor'],
  'suspects:record': ['investigator', 'supervisor'],
  'identifiers:read': ['analyst', 'investigator', 'supervisor'],
  'identifiers:record': ['investigator', 'supervisor'],
  'identifiers:exclude': ['supervisor'],
  'matches:find': ['analyst', 'investigator', 'supervisor'],
  'providers:read': ['analyst', 'investigator', 'supervisor'],
  'providers:confirm': ['supervisor'],
  'process-templates:read': ['investigator', 'supervisor'],
  'process-templates:write': ['supervisor'],
  'process-texts:fill': ['investigator', 'supervisor'],
  'search:run': ['analyst', 'investigator', 'supervisor'],
  'search:manage': ['analyst', 'investigator', 'supervisor'],
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
  'import-rows:read': ['investigator', 'supervisor', 'admin'],
  'imports:commit': ['supervisor', 'admin'],
  'performance-reports:read': ['investigator', 'supervisor'],
  'performance-reports:prepare': ['supervisor'],
  'performance-reports:approve': ['supervisor'],
  'performance-reports:compare': ['supervisor'],
  'retention:read': ['investigator', 'supervisor'],
  'retention:manage': ['supervisor'],
  'machine-keys:own': ['investigator', 'supervisor', 'admin'],
  'machine-keys:manage': ['investigator', 'supervisor', 'admin'],
  'trail:read': ['analyst', 'investigator', 'supervisor', 'admin', 'auditor'],
  'access-log:read': ['supervisor', 'auditor'],
  'access:explain': ['supervisor', 'admin', 'auditor'],
} as const satisfies Record<string, readonly Role[]>;

/** Permission of an operation. */
export type Permission = keyof typeof permissions;

/** Meaning of each permission, for the API document. */
export const permissionMeanings: Readonly<Record<Permission, string>> = {
  'account:own': 'Use your own account: its sessions, its preferences and what waits for it.',
  'accounts:read': 'Read the accounts at or below the seat.',
  'accounts:manage': 'Create, change and disable accounts, request factor resets, and start or sign off a review.',
  'accounts:approve': 'Approve the accounts and factor resets that others requested, and decide in a review.',
  'provisioned-users:manage': 'Read the users that identity providers send, and decide which of them get an account.',
  'provisioned-users:sync':
    'Send the users of an identity provider by SCIM. Only a machine key of an administrator has it, and no session.',
  'people:read': 'Read the names of the people who can be given work.',
  'task-forces:read': 'Read the task forces, and the meanings of the dispositions.',
  'task-forces:manage': 'Add task forces, and change their names and contacts.',
  'agencies:read': 'Read the agencies and their memberships.',
  'agencies:manage': 'Add agencies, and change them and their memberships.',
  'drafts:own': 'Save and delete your own drafts.',
  'events:read': 'Read the change feed.',
  'complaints:read': 'Read complaints, with their queues, decisions, tasks and preservation requests.',
  'cases:read': 'Open a complaint together with its persons and latest events.',
  'packets:make': 'Make a packet of a case for a prosecutor or a court.',
  'tips:import': 'Import CyberTips.',
  'tips:read': 'Read the versions of a CyberTip, without their content about persons.',
  'tips:open': 'Decrypt the withheld content of a CyberTip.',
  'tips:report-outcomes': 'Report the outcomes of CyberTips to the reporting center.',
  'complaint-trail:read': 'Read the audit trail, the timeline and the notes of a complaint.',
  'complaints:receive': 'Log a complaint.',
  'complaints:work': 'Add notes, tasks and preservation requests to a complaint, and propose to close it.',
  'complaints:screen': 'Screen complaints before their triage.',
  'complaints:triage': 'Triage complaints.',
  'complaints:assign': 'Assign, hold, resume, merge and separate complaints.',
  'complaints:dispose': 'Close and reopen complaints.',
  'transfers:read': 'Read the offers of complaints to other agencies.',
  'transfers:offer': 'Offer a complaint to another agency, and revoke the offer.',
  'transfers:answer': 'Accept or decline an offered complaint.',
  'shares:read': 'Read the shares that the seat gave or received, and the shared complaints.',
  'shares:grant': 'Share a complaint with another agency, and end the share.',
  'disclosures:read': 'Read the disclosure log.',
  'disclosures:record': 'Record a disclosure that was made outside the tracker.',
  'suspects:read': 'Read suspects with their arrests and charges.',
  'suspects:record': 'Record, correct, link and void suspects, arrests and charges.',
  'identifiers:read': 'Read the identifiers, reported persons and reported files of complaints, and their matches.',
  'identifiers:record':
    'Record and void identifiers, reported persons and reported files, and confirm carriers of addresses.',
  'identifiers:exclude': 'Exclude a value from matching, and end the exclusion.',
  'matches:find': 'Find the matches of a report that is not saved yet.',
  'providers:read': 'Read the directory of providers.',
  'providers:confirm': 'Add providers to the directory, and confirm or correct how to serve them.',
  'process-templates:read': 'Read the templates of legal process.',
  'process-templates:write': 'Write the templates of legal process.',
  'process-texts:fill': 'Fill a template of legal process from a complaint.',
  'search:run': 'Search the record of the seat.',
  'search:manage': 'Save, change and delete saved views.',
  'prosecutions:read': 'Read referrals for prosecution, and prosecutions.',
  'prosecutions:record': 'Record, correct and void referrals for prosecution, and prosecutions.',
  'victims-identified:read': 'Read the records of identified victims, which contain no identities.',
  'victims-identified:record': 'Record, correct, link and void identified victims, without their identities.',
  'investigations:read': 'Read investigations, legal process and forensic examinations.',
  'investigations:work': 'Open, change and close investigations, and record their legal process and examinations.',
  'identities:record': 'Record or correct the identity of a child in the vault.',
  'identities:reveal': 'Reveal the identity of a child, with a purpose and a reason.',
  'identities:search': 'Search children by identity, and scan texts for names of known children.',
  'identities:approve':
    'Withdraw the access of an account to identities, and restore it together with a second person.',
  'identities:destroy': 'Request and approve the destruction of an identity under an order.',
  'operations:read': 'Read operations, their events and their tags.',
  'operations:run': 'Plan and change operations, and tag their records.',
  'operations:plan': 'Plan events within an operation, and check them for conflicts.',
  'outreach:read': 'Read presentations, trainings and technical help for other agencies.',
  'outreach:record': 'Record, correct and void presentations, trainings and technical help for other agencies.',
  'resources:read': 'Read the dedicated staff of the agencies.',
  'resources:record': 'Record, correct and void the dedicated staff of an agency.',
  'subject-index:read': 'Read the entries of the seat in the subject index, and query the index.',
  'subject-index:submit': 'Submit a suspect for the subject index, and record the content that was given to others.',
  'subject-index:review': 'Approve, refuse, revalidate, correct and remove entries of the subject index.',
  'deconfliction:read': 'Read deconfliction checks and their hits.',
  'deconfliction:check': "Check whether another task force has an identifier of a complaint's suspect.",
  'victim-inquiries:read': 'Read the inquiries about identifiers of victims in complaints of the seat.',
  'deconfliction:work': 'Answer hits, and record searches in external systems.',
  'historical-totals:read': 'Read the totals from before the tracker.',
  'historical-totals:manage': 'Record and correct the totals from before the tracker.',
  'reports:read': 'Read totals, durations, the backlog and charts.',
  'reports:export': 'Export reports as files, and publish the press release of an operation.',
  'records:export': 'Export the counted records, one line each, without names.',
  'exports:read': 'Read the list of exports.',
  'reports:drill-down': 'List the records that a number counts.',
  'imports:read': 'Read imports, their progress and their errors.',
  'imports:prepare': 'Begin an import, and upload its file.',
  'import-rows:read': 'Read the first rows of an import as they will be recorded.',
  'imports:commit': 'Commit the valid rows of an import.',
  'performance-reports:read': 'Read performance reports and their definitions.',
  'performance-reports:prepare': 'Prepare, count again, answer and withdraw performance reports.',
  'performance-reports:approve': 'Approve a performance report, which locks it.',
  'performance-reports:compare': 'Compare a performance report with a count now, record by record.',
  'retention:read': 'Read retention decisions, legal holds, court orders and purge certificates.',
  'retention:manage': 'Decide on retention, legal holds, court orders and purge marks.',
  'machine-keys:own': 'Create a machine key of your own.',
  'machine-keys:manage':
    'Read and revoke your own machine keys. An administrator also manages those of accounts at or below the seat.',
  'trail:read': 'Search the audit trail.',
  'access-log:read': 'Read the access log of a record.',
  'access:explain': 'Explain the access of an account to a record.',
};

/**
 * Permissions for audited reads of data about people and their actions. Their transaction is writable, because the read
 * adds an entry to the trail.
 */
const auditedReads: readonly Permission[] = [
  'cases:read',
  'investigations:read',
  'suspects:read',
  'identifiers:read',
  'process-texts:fill',
  'tips:read',
  'matches:find',
  'search:run',
  'import-rows:read',
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

/** Whether the access of a route is an audited read. */
export function isAuditedRead(access: string | undefined): boolean {
  return (auditedReads as readonly (string | undefined)[]).includes(access);
}

// The SQL function `auth.key_scopes` enforces the same list.
/** Permission that a machine key can have. All others are for persons only. */
export const keyScopes = [
  'agencies:read',
  'complaints:read',
  'complaints:receive',
  'events:read',
  'provisioned-users:sync',
  'task-forces:read',
] as const satisfies readonly Permission[];
export type KeyScope = (typeof keyScopes)[number];

/** Permissions with a use at the national seat, which sees totals, accounts and agencies, and no record of a case. */
const nationalUse: readonly Permission[] = [
  'account:own',
  'accounts:read',
  'accounts:manage',
  'accounts:approve',
  'provisioned-users:manage',
  'people:read',
  'task-forces:read',
  'task-forces:manage',
  'agencies:read',
  'agencies:manage',
  'operations:read',
  'operations:run',
  'historical-totals:read',
  'historical-totals:manage',
  'reports:read',
  'reports:export',
  'exports:read',
  'reports:drill-down',
  'imports:read',
  'imports:prepare',
  'import-rows:read',
  'imports:commit',
  'performance-reports:read',
  'machine-keys:own',
  'machine-keys:manage',
  'trail:read',
  'access-log:read',
  'access:explain',
];

/** Permission that no session of a person has: the trail attributes its acts to another system. */
const machineOnly: readonly Permission[] = ['provisioned-users:sync'];

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
  const isInScope = scopes === null ? !machineOnly.includes(permission) : scopes.includes(permission);
  return allows(role, permission) && isInScope;
}

/**
 * Returns the permissions that have a use at the seat of the session, for menus. At the national seat the others give empty
 * lists and refusals, because row security shows it no case.
 */
export function usefulPermissions(actor: Actor): Permission[] {
  return (Object.keys(permissions) as Permission[]).filter(
    (permission) => mayUse(actor, permission) && (actor.seat.level !== 'national' || nationalUse.includes(permission)),
  );
}
