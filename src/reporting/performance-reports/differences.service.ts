import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { findByIdOrFail } from '../../platform/database/rows.js';
import { RequestedPage, type PageQuery } from '../../platform/http/paging.js';
import { NotFound } from '../../platform/http/problems.js';
import { trailDeclarations } from '../../platform/trail/trail-declarations.js';
import { formatCountSql, type CountedLine, type CountedRecord } from './counted-records.js';
import { getDefinition, type CountKey } from './definitions/index.js';
import { findDifferences, listMovedCounts, type Difference } from './differences.js';
import type {
  ActChangeView,
  CountedRecordPage,
  CountedRecordView,
  DifferencesView,
  ExplainingActView,
} from './difference.view.js';
import { parseLines, PerformanceReportRecords } from './performance-report-records.entity.js';
import type { PerformanceReportCode } from './performance-reports.enums.js';

interface ComparisonRow {
  readonly definition: PerformanceReportCode;
  readonly definitionVersion: number;
  readonly records: string;
  readonly now: readonly CountedRecord[];
  readonly purged: readonly string[];
}

interface Act extends Omit<ExplainingActView, 'sentence' | 'changes'> {
  readonly was: Readonly<Record<string, unknown>> | null;
  readonly became: Readonly<Record<string, unknown>> | null;
}

interface ExplanationRow {
  readonly measure: CountKey;
  readonly recordId: string;
  readonly reference: string | null;
  readonly acts: readonly Act[];
}

/*
 * The report as counted, a count now, and the purges since. A purge may have begun before the count, hence the extra
 * day.
 */
const selectComparison = `
  SELECT r.definition, r.definition_version AS "definitionVersion", k.records,
         ${formatCountSql('r.from_on, r.until_on, r.operation_id, k.measures')} AS now,
         ARRAY(SELECT p.complaint_id FROM app.purged_complaints p
                WHERE p.task_force_id = r.task_force_id AND p.purged_at > r.counted_at - interval '1 day') AS purged
    FROM app.performance_reports r JOIN app.performance_report_records k ON k.task_force_id = r.task_force_id AND k.id = r.id
   WHERE r.id = $1`;

const selectExplanations = `
  SELECT k.measure, k.record AS "recordId", c.reference, coalesce(a.acts, '[]') AS acts
    FROM unnest($2::text[], $3::uuid[], $4::uuid[]) k (measure, record, complaint)
    LEFT JOIN app.complaints c ON c.id = k.complaint
    LEFT JOIN (SELECT a.measure, a.record_id,
                      json_agg(json_build_object('actedAt', a.at, 'accountId', a.account_id, 'accountName', a.account_name,
                                                 'action', a.action, 'reason', a.reason, 'was', a.was, 'became', a.became)
                               ORDER BY a.seq) AS acts
                 FROM audit.acts_on_counted($1, $2, $3, $4) a GROUP BY 1, 2) a ON a.measure = k.measure AND a.record_id = k.record`;

/** Columns without information for a reader: keys, counters, and the data of the action itself. */
const technicalFields = /^(id|task_force_id|complaint_id|version|state_since)$|_(by|at)$/;

/** Records of performance reports, and the differences since the count. */
@Injectable()
export class DifferencesService {
  constructor(private readonly database: Database) {}

  records(actor: Actor, id: string, query: PageQuery): Promise<CountedRecordPage> {
    const page = new RequestedPage<{ readonly line: CountedLine; readonly number: number }>({
      list: `returns ${id} records`,
      query,
      key: { number: 'whole' },
      first: ['0'],
    });
    return this.database.auditedRead(
      actor,
      'performance-report-records.listed',
      async (tx) => {
        const from = Number(page.position[0]);
        const lines = parseLines((await findByIdOrFail(tx, PerformanceReportRecords, id)).records)
          .slice(from, from + page.limit)
          .map((line, index) => ({ line, number: from + index + 1 }));
        const { items, nextCursor } = page.toPage(lines);
        return { items: items.map(({ line }) => toCountedRecordView(line)), nextCursor };
      },
      ({ items }) => collectReadRecords(id, items),
    );
  }

  differences(actor: Actor, id: string, query: PageQuery): Promise<DifferencesView> {
    const page = new RequestedPage<Difference>({
      list: `returns ${id} differences`,
      query,
      key: { measure: 'word', recordId: 'id' },
    });
    return this.database.auditedRead(
      actor,
      'performance-report.compared',
      async (tx) => {
        const [compared] = await tx.query<ComparisonRow[]>(selectComparison, [id]);
        if (!compared) throw new NotFound();
        const definition = getDefinition(compared.definition, compared.definitionVersion);
        const before = parseLines(compared.records);
        const all = findDifferences(definition, before, compared.now, new Set(compared.purged));
        const rest = all.filter((one) => page.isFirst || getSortKey(one) > page.position.join(' '));
        const { items, nextCursor } = page.toPage(rest);
        const explanations = await findExplanations(tx, id, items);
        return {
          counts: listMovedCounts(definition, before, all),
          items: items.map((one) => ({
            ...one,
            letters: [...one.letters],
            kinds: [...one.kinds],
            reported: one.reported.map(toCountedRecordView),
            current: one.current.map(toCountedRecordView),
            reference: explanations.get(getSortKey(one))?.reference ?? null,
            acts: (explanations.get(getSortKey(one))?.acts ?? []).map(toExplainingActView),
          })),
          nextCursor,
        };
      },
      ({ items }) => collectReadRecords(id, items),
    );
  }
}

async function findExplanations(
  tx: EntityManager,
  id: string,
  differences: readonly Difference[],
): Promise<ReadonlyMap<string, ExplanationRow>> {
  if (differences.length === 0) return new Map();
  const rows = await tx.query<ExplanationRow[]>(selectExplanations, [
    id,
    differences.map(({ measure }) => measure),
    differences.map(({ recordId }) => recordId),
    differences.map(({ complaintId }) => complaintId),
  ]);
  return new Map(rows.map((one) => [getSortKey(one), one]));
}

function collectReadRecords(
  id: string,
  items: readonly { readonly recordId: string; readonly complaintId: string | null }[],
): { records: string[]; complaints: string[] } {
  return {
    records: [...new Set([id, ...items.map(({ recordId }) => recordId)])],
    complaints: [...new Set(items.flatMap(({ complaintId }) => complaintId ?? []))],
  };
}

function getSortKey({ measure, recordId }: Pick<Difference, 'measure' | 'recordId'>): string {
  return `${measure} ${recordId}`;
}

function toCountedRecordView({ facets, ...line }: CountedLine): CountedRecordView {
  return { ...line, facets: Object.entries(facets).map(([facet, word]) => ({ facet, word })) };
}

function toExplainingActView({ actedAt, accountId, accountName, action, reason, was, became }: Act): ExplainingActView {
  const words = trailDeclarations.predicateOf(action) ?? action;
  return {
    actedAt: new Date(actedAt).toISOString(),
    accountId,
    accountName,
    action,
    sentence: words,
    reason,
    changes: toChanges(was, became),
  };
}

/** Returns the fields that an action changed. An insert has none, because the record itself shows its fields. */
function toChanges(was: Act['was'], became: Act['became']): ActChangeView[] {
  if (was === null || became === null) return [];
  return Object.keys(became)
    .filter((field) => !technicalFields.test(field))
    .sort()
    .map((field) => ({ field, before: formatValue(was[field]), after: formatValue(became[field]) }));
}

function formatValue(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
