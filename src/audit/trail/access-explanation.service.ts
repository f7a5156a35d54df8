import { Injectable } from '@nestjs/common';
import type { Actor, Role, Seat } from '../../platform/actor/actor.js';
import { allows, type Permission } from '../../access/permissions.js';
import { Database } from '../../platform/database/database.js';
import { NotFound } from '../../platform/http/problems.js';
import type { AccessFactView, ExplanationView } from './access-explanation.view.js';
import type { ExplainQuery } from './access-explanation.request.js';
import type { FindAuditedRecord } from './audited-record.request.js';
import type { AuditedRecordKind, FoundRecordView } from './audited-record.view.js';
import { caseRecordNames, type AccessFactName, type CaseRecordKind } from './access-explanation.enums.js';

/**
 * Result from Postgres. `is_seen` comes from row security under a temporary session of the account, which was rolled
 * back.
 */
interface ExplanationRow {
  readonly kind: CaseRecordKind;
  readonly complaint_id: string;
  readonly agency_id: string;
  readonly agency_name: string;
  readonly account_name: string;
  readonly role: Role;
  readonly is_active: boolean;
  readonly seat: Seat['level'];
  readonly covers_task_force: boolean;
  readonly is_of_agency: boolean;
  readonly is_assigned: boolean;
  readonly is_seen: boolean;
}

const selectExplanation = `
  SELECT kind, complaint_id, agency_id, agency_name, account_name, role, is_active, seat, covers_task_force, is_of_agency,
         is_assigned, is_seen
    FROM audit.explain($1, $2)`;

interface AuditedRecordRow {
  readonly kind: AuditedRecordKind;
  readonly id: string;
  readonly name: string;
  readonly agency_name: string | null;
}

const selectAuditedRecord = 'SELECT kind, id, name, agency_name FROM audit.find_by_reference_or_email($1)';

const requiredPermission: Readonly<Record<CaseRecordKind, Permission>> = {
  complaint: 'complaints:read',
  suspect: 'suspects:read',
  arrest: 'suspects:read',
  victim: 'victims-identified:read',
};

/** Use cases of access explanations. The verdict comes from the permission table and from row security. */
@Injectable()
export class AccessExplanationService {
  constructor(private readonly database: Database) {}

  explain(actor: Actor, { account, record }: ExplainQuery): Promise<ExplanationView> {
    return this.database.auditedRead(
      actor,
      'access.explained',
      async (tx) => {
        const [found] = await tx.query<ExplanationRow[]>(selectExplanation, [account, record]);
        if (!found) throw new NotFound();
        return toExplanationView(actor, account, record, found);
      },
      () => ({ records: [record, account] }),
    );
  }

  /** Finds the record of a reference or an email. The trail has its id and never the text. */
  findRecord(actor: Actor, { text }: FindAuditedRecord): Promise<FoundRecordView> {
    return this.database.auditedRead(
      actor,
      'audited-record.found',
      async (tx) => {
        const [row] = await tx.query<AuditedRecordRow[]>(selectAuditedRecord, [text.trim()]);
        if (!row) return { found: null };
        const { agency_name: agencyName, ...found } = row;
        return { found: { ...found, agencyName } };
      },
      ({ found }) => ({ records: found === null ? [] : [found.id] }),
    );
  }
}

function toExplanationView(actor: Actor, accountId: string, recordId: string, found: ExplanationRow): ExplanationView {
  const { kind, agency_id: agencyId, agency_name: agencyName, account_name: name, role } = found;
  const canSee = found.is_seen && allows(role, requiredPermission[kind]);
  const facts = toFacts(found);
  return {
    account: { id: accountId, name, role },
    record: { id: recordId, kind, agencyId, agencyName },
    canSee,
    sentence: `${name} ${canSee ? 'can' : 'cannot'} see this ${caseRecordNames[kind]}.`,
    // The assignee of a complaint is part of the case, which an administrator may not see.
    facts: actor.role === 'admin' ? facts.filter(({ fact }) => fact !== 'is-assigned') : facts,
  };
}

function toFacts({ kind, role, seat, ...found }: ExplanationRow): AccessFactView[] {
  const permission = requiredPermission[kind];
  const mayRead = allows(role, permission);
  const {
    is_active: isActive,
    covers_task_force: coversTaskForce,
    is_of_agency: isOfAgency,
    is_assigned: isAssigned,
  } = found;
  return [
    toFact(
      'account-active',
      isActive,
      true,
      'The account is active.',
      'The account is disabled, expired or not approved.',
    ),
    toFact(
      'role-reads',
      mayRead,
      true,
      `The account’s role, ${role}, has the permission ${permission}.`,
      `The account’s role, ${role}, does not have the permission ${permission}.`,
    ),
    toFact(
      'seat-covers-task-force',
      coversTaskForce,
      true,
      'The account belongs to the task force of the complaint.',
      seat === 'national'
        ? 'The account belongs to the national office, which cannot read cases.'
        : 'The account belongs to a different task force than the complaint.',
    ),
    toFact(
      'agency-has-complaint',
      isOfAgency,
      seat === 'agency',
      'The account’s agency owns or works the complaint.',
      seat === 'agency'
        ? 'The account’s agency neither owns nor works the complaint.'
        : 'The account belongs to a task force or the national office, so this does not matter.',
    ),
    toFact(
      'is-assigned',
      isAssigned,
      false,
      'The complaint is assigned to the account.',
      'The complaint is not assigned to the account. This matters for adding to the case, not for reading it.',
    ),
  ];
}

function toFact(
  name: AccessFactName,
  holds: boolean,
  isNeeded: boolean,
  sentence: string,
  oppositeSentence: string,
): AccessFactView {
  return { fact: name, holds, isNeeded, sentence: holds ? sentence : oppositeSentence };
}
