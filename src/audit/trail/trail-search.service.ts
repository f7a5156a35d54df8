import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor, Role } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { RequestedPage, type Page } from '../../platform/http/paging.js';
import { ReauthenticationRequired } from '../../platform/http/problems.js';
import type { TrailEntryView } from './trail-search.view.js';
import type { TrailSearchQuery } from './trail-search.request.js';
import { fieldNames, recordName, describeAct } from './trail.js';
import type { TrailOutcome } from './trail.enums.js';

interface TrailEntryRow {
  readonly at: string;
  readonly seq: number;
  readonly account_id: string | null;
  readonly account_name: string | null;
  readonly role: Role | null;
  readonly agency: string | null;
  readonly action: string;
  readonly subject: string | null;
  readonly source: string | null;
  readonly row_id: string | null;
  readonly records: number | null;
  readonly outcome: TrailOutcome;
  readonly reason: string | null;
  readonly address: string | null;
  readonly request_id: string | null;
  readonly fields: readonly string[];
}

/** The time is text with microseconds, so that the next page begins exactly at this entry. */
const searchTrail = `
  SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at, seq, account_id, account_name, role, agency,
         action, subject, source, row_id, records, outcome, reason, address, request_id, fields
    FROM audit.search($1, $2, $3, $4, $5, $6, $7, $8, $9)`;

/**
 * Use case of the trail search. Postgres decides the visible entries from the session. The search itself is written to
 * the trail.
 */
@Injectable()
export class TrailSearchService {
  constructor(private readonly database: Database) {}

  search(actor: Actor, query: TrailSearchQuery): Promise<Page<TrailEntryView>> {
    // An auditor reads actions of others at the whole seat, so a stolen session token alone must not suffice.
    if (actor.role === 'auditor' && !actor.isSteppedUp) throw new ReauthenticationRequired();
    const recordIds = [query.record, query.account].filter((id) => id !== undefined);
    return this.database.auditedRead(
      actor,
      'trail.searched',
      (tx) => loadPage(tx, query),
      () => ({ records: recordIds }),
    );
  }
}

async function loadPage(tx: EntityManager, query: TrailSearchQuery): Promise<Page<TrailEntryView>> {
  const { account, action, record, from, until, outcome } = query;
  const page = new RequestedPage<TrailEntryRow>({ list: 'trail search', query, key: { at: 'instant', seq: 'whole' } });
  const filter = [account, action, record, from, until, outcome].map((value) => value ?? null);
  const found = await tx.query<TrailEntryRow[]>(searchTrail, [...filter, ...page.position, page.limit]);
  const { items, nextCursor } = page.toPage(found);
  return { items: items.map(toTrailEntryView), nextCursor };
}

function toTrailEntryView(entry: TrailEntryRow): TrailEntryView {
  const { seq, at, action, role, outcome, subject, reason, address } = entry;
  return {
    seq,
    actedAt: new Date(at).toISOString(),
    accountId: entry.account_id,
    accountName: entry.account_name,
    role,
    action,
    sentence: describeAct(entry),
    outcome,
    subject,
    record: entry.source === null ? null : recordName(entry.source),
    recordId: entry.row_id,
    fields: fieldNames(entry.fields),
    recordCount: entry.records,
    reason,
    address,
    request: entry.request_id,
  };
}
