import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor, Role } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { RequestedPage, type Page } from '../../platform/http/paging.js';
import { NotFound } from '../../platform/http/problems.js';
import type { AccessLogQuery } from './access-log.request.js';
import type { AccessLogEntryView } from './access-log.view.js';
import { describeAct } from './trail.js';
import type { TrailOutcome } from './trail.enums.js';

interface AccessLogRow {
  readonly at: string;
  readonly seq: number;
  readonly account_id: string | null;
  readonly account_name: string | null;
  readonly role: Role | null;
  readonly agency: string | null;
  readonly action: string;
  readonly outcome: TrailOutcome;
  readonly records: number;
  readonly address: string | null;
  readonly request_id: string | null;
  readonly times: number;
}

/** Returns one row of nulls if the caller may ask about the record and no more entries exist. */
const selectAccessLog = `
  SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at, seq, account_id, account_name, role, agency,
         action, outcome, records, address, request_id, times
    FROM audit.access_log_of($1, $2, $3, $4)`;

/** Use case of the access log. Reading it is an audited read as well. */
@Injectable()
export class AccessLogService {
  constructor(private readonly database: Database) {}

  list(actor: Actor, query: AccessLogQuery): Promise<Page<AccessLogEntryView>> {
    return this.database.auditedRead(
      actor,
      'access-log.read',
      (tx) => loadPage(tx, query),
      () => ({ records: [query.record] }),
    );
  }
}

async function loadPage(tx: EntityManager, query: AccessLogQuery): Promise<Page<AccessLogEntryView>> {
  const page = new RequestedPage<AccessLogRow>({ list: 'looks', query, key: { at: 'instant', seq: 'whole' } });
  const parameters = [query.record, ...page.position, page.limit];
  const rows = await tx.query<(AccessLogRow | { readonly seq: null })[]>(selectAccessLog, parameters);
  if (rows.length === 0) throw new NotFound();
  const entries = rows.filter((row): row is AccessLogRow => row.seq !== null);
  const { items, nextCursor } = page.toPage(entries);
  return { items: items.map(toAccessLogEntryView), nextCursor };
}

function toAccessLogEntryView(entry: AccessLogRow): AccessLogEntryView {
  const { seq, at, role, action, times, address } = entry;
  return {
    seq,
    readAt: new Date(at).toISOString(),
    accountId: entry.account_id,
    accountName: entry.account_name,
    role,
    action,
    sentence: describeAct(entry),
    recordCount: entry.records,
    readsByAccount: times,
    address,
    request: entry.request_id,
  };
}
