import { describe, expect, it } from '@jest/globals';
import type { Actor } from '../platform/actor/actor.js';
import { allows, keyScopes, mayUse, permissions, type KeyScope, type Permission } from './permissions.js';

/**
 * Permissions that only persons can have. A new permission goes into this list or, with a migration of
 * `auth.key_scopes`, into `keyScopes`.
 */
const forPersons = [
  'access-log:read',
  'access:explain',
  'account:own',
  'accounts:approve',
  'accounts:manage',
  'accounts:read',
  'agencies:manage',
  'cases:read',
  'complaint-trail:read',
  'complaints:assign',
  'complaints:dispose',
  'complaints:screen',
  'complaints:triage',
  'complaints:work',
  'deconfliction:check',
  'deconfliction:read',
  'deconfliction:work',
  'disclosures:read',
  'disclosures:record',
  'drafts:own',
  'exports:read',
  'historical-totals:manage',
  'historical-totals:read',
  'identifiers:exclude',
  'identifiers:read',
  'identifiers:record',
  'identities:approve',
  'identities:destroy',
  'identities:record',
  'identities:reveal',
  'identities:search',
  'import-rows:read',
  'imports:commit',
  'imports:prepare',
  'imports:read',
  'investigations:read',
  'investigations:work',
  'machine-keys:manage',
  'machine-keys:own',
  'matches:find',
  'operations:plan',
  'operations:read',
  'operations:run',
  'outreach:read',
  'outreach:record',
  'packets:make',
  'people:read',
  'performance-reports:approve',
  'performance-reports:compare',
  'performance-reports:prepare',
  'performance-reports:read',
  'process-templates:read',
  'process-templates:write',
  'process-texts:fill',
  'prosecutions:read',
  'prosecutions:record',
  'providers:confirm',
  'providers:read',
  'provisioned-users:manage',
  'records:export',
  'reports:drill-down',
  'reports:export',
  'reports:read',
  'resources:read',
  'resources:record',
  'retention:manage',
  'retention:read',
  'search:manage',
  'search:run',
  'shares:grant',
  'shares:read',
  'subject-index:read',
  'subject-index:review',
  'subject-index:submit',
  'suspects:read',
  'suspects:record',
  'task-forces:manage',
  'tips:import',
  'tips:open',
  'tips:read',
  'tips:report-outcomes',
  'trail:read',
  'transfers:answer',
  'transfers:offer',
  'transfers:read',
  'victim-inquiries:read',
  'victims-identified:read',
  'victims-identified:record',
];

const machine = (scopes: readonly Permission[]): Actor => ({
  accountId: 'a',
  sessionId: 'k',
  role: 'supervisor',
  seat: { level: 'national' },
  scopes,
  isSteppedUp: false,
});

describe('an analyst', () => {
  it('screens and proposes, and has no permission to decide', () => {
    const names = Object.keys(permissions) as Permission[];

    expect(names.filter((permission) => allows('analyst', permission))).toEqual([
      'account:own',
      'people:read',
      'task-forces:read',
      'agencies:read',
      'drafts:own',
      'complaints:read',
      'cases:read',
      'tips:import',
      'tips:read',
      'tips:open',
      'complaint-trail:read',
      'complaints:receive',
      'complaints:work',
      'complaints:screen',
      'suspects:read',
      'identifiers:read',
      'matches:find',
      'providers:read',
      'search:run',
      'search:manage',
      'trail:read',
    ]);
  });
});

describe('a machine key', () => {
  it('has every permission classified as available or not', () => {
    expect([...forPersons, ...keyScopes].sort()).toEqual(Object.keys(permissions).sort());
  });

  it('gets no permission that its owner lacks', () => {
    const ofProvider: KeyScope = 'provisioned-users:sync';
    expect(permissions[ofProvider]).toEqual(['admin']);
    // Postgres gives an administrator's key that scope alone, and no other key has it.
    for (const role of permissions['machine-keys:own'].filter((owner) => owner !== 'admin')) {
      for (const scope of keyScopes.filter((one) => one !== ofProvider))
        expect({ role, scope, allowed: allows(role, scope) }).toMatchObject({ allowed: true });
    }
  });

  it('alone sends the users of an identity provider', () => {
    const session: Actor = { ...machine([]), role: 'admin', scopes: null };

    expect(mayUse(session, 'provisioned-users:manage')).toBe(true);
    expect(mayUse(session, 'provisioned-users:sync')).toBe(false);
    expect(mayUse({ ...session, scopes: ['provisioned-users:sync'] }, 'provisioned-users:sync')).toBe(true);
  });

  it('is limited to its scopes and to the role of its owner', () => {
    expect(mayUse(machine(['complaints:read']), 'complaints:read')).toBe(true);
    expect(mayUse(machine(['complaints:read']), 'complaints:receive')).toBe(false);
    expect(mayUse({ ...machine(['complaints:read']), role: 'admin' }, 'complaints:read')).toBe(false);
  });
});
