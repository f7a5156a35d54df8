import { namePerson, type PersonView } from '../../organization/accounts/person.view.js';
import { nameAgency, type AgencyName } from '../../organization/agencies/agency-name.view.js';
import { nameTaskForce, type TaskForceName } from '../../organization/task-forces/task-force-name.view.js';
import type { Actor } from '../../platform/actor/actor.js';
import { allows } from '../../access/permissions.js';
import { getDefinition } from './definitions/index.js';
import {
  toPerformanceReportDefinitionView,
  type PerformanceReportDefinitionView,
} from './performance-report-definition.view.js';
import { type ItemView } from './performance-report-item.view.js';
import type { PerformanceReport } from './performance-report.entity.js';
import { performanceReportPolicy } from './performance-reports.policy.js';
import type { FindingKind, PerformanceReportCode, PerformanceReportState } from './performance-reports.enums.js';

/** Answer to a finding. */
export class FindingAnswerView {
  readonly note!: string;
  /**
   * Account of the author.
   * @format uuid
   */
  readonly by!: string;
  /**
   * Time of the answer.
   * @format date-time
   */
  readonly at!: string;
}

/** Missing or unusual figure of a performance report. */
export class FindingView {
  /** Number by which an answer refers to it. */
  readonly number!: number;
  readonly kind!: FindingKind;
  /** Letter of its item; null for the whole report. */
  readonly letter!: string | null;
  /**
   * Description of the finding.
   * @example 14 complaints have no type or mode yet.
   */
  readonly words!: string;
  /** Agencies of the finding, if it concerns some. */
  readonly agencyIds!: string[];
  readonly answer!: FindingAnswerView | null;
}

/** Actions that the reader may take. */
export class PerformanceReportMay {
  /** Whether the reader may count it again. */
  readonly check!: boolean;
  /** Whether the reader may answer its findings. */
  readonly answer!: boolean;
  /** Whether the reader may approve it, which locks it. */
  readonly approve!: boolean;
  /** Whether the reader may withdraw it. */
  readonly withdraw!: boolean;
}

/** Performance report. A locked report is always returned exactly as it was locked. */
export class PerformanceReportView {
  readonly id!: string;
  readonly version!: number;
  readonly taskForceId!: string;
  readonly taskForce!: TaskForceName;
  readonly definition!: PerformanceReportDefinitionView;
  /**
   * Reported period: a fiscal year, a month, or the id of an operation.
   * @example 2026-02
   */
  readonly period!: string;
  /**
   * First day of the period.
   * @example 2026-02-01
   * @format date
   */
  readonly from!: string;
  /**
   * Day after the last day of the period.
   * @example 2026-03-01
   * @format date
   */
  readonly until!: string;
  /**
   * Time zone in which the counted days begin and end.
   * @example America/Chicago
   */
  readonly zone!: string;
  readonly operationId!: string | null;
  /** Revision number: 1, and one more for each correction of a locked report. */
  readonly revision!: number;
  /**
   * Locked report that this one corrects.
   * @format uuid
   */
  readonly revises!: string | null;
  readonly revisionReason!: string | null;
  readonly state!: PerformanceReportState;
  readonly items!: ItemView[];
  readonly findings!: FindingView[];
  /** Agencies of the findings, with their names. */
  readonly findingAgencies!: AgencyName[];
  /** Authors of the answers to the findings. */
  readonly findingAuthors!: PersonView[];
  /**
   * Checksum (SHA-256) of the counted records.
   * @example 3b0f2c5d7e9a1b4c6d8e0f1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e
   */
  readonly recordsSha256!: string;
  /**
   * Account that last computed the figures.
   * @format uuid
   */
  readonly countedBy!: string;
  readonly countedByPerson!: PersonView;
  /** Time at which the figures were last computed. */
  readonly countedAt!: string;
  /**
   * Account that prepared it.
   * @format uuid
   */
  readonly preparedBy!: string;
  readonly preparedByPerson!: PersonView;
  /** Time of the preparation. */
  readonly preparedAt!: string;
  /**
   * Account that approved and so locked the report; null before that.
   * @format uuid
   */
  readonly approvedBy!: string | null;
  /** Person who approved and so locked the report; null before that. */
  readonly approvedByPerson!: PersonView | null;
  /** Time of the approval. */
  readonly approvedAt!: string | null;
  /**
   * Account that withdrew it, if it was withdrawn.
   * @format uuid
   */
  readonly withdrawnBy!: string | null;
  readonly withdrawnByPerson!: PersonView | null;
  /** Time of the withdrawal. */
  readonly withdrawnAt!: string | null;
  /** Reason for the withdrawal. */
  readonly withdrawReason!: string | null;
  readonly may!: PerformanceReportMay;
}

/** Performance report in a list. */
export class PerformanceReportSummary {
  readonly id!: string;
  readonly taskForceId!: string;
  readonly taskForce!: TaskForceName;
  readonly definition!: PerformanceReportCode;
  /** Version of the definition by which the report is counted. */
  readonly definitionVersion!: number;
  readonly period!: string;
  /** @format date */
  readonly from!: string;
  /** @format date */
  readonly until!: string;
  readonly revision!: number;
  readonly state!: PerformanceReportState;
  /**
   * Checksum (SHA-256) of a locked report.
   * @example 3b0f2c5d7e9a1b4c6d8e0f1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e
   */
  readonly sha256!: string | null;
}

/** Page of performance reports. */
export class PerformanceReportPage {
  readonly items!: PerformanceReportSummary[];
  readonly nextCursor!: string | null;
}

/** Returns a locked report as it was locked, and any other in its current state. */
export function toPerformanceReportView(report: PerformanceReport, actor: Actor): PerformanceReportView {
  if (report.document !== null) return JSON.parse(report.document) as PerformanceReportView;
  const mayPrepare =
    report.state === 'prepared' &&
    allows(actor.role, 'performance-reports:prepare') &&
    performanceReportPolicy.prepare(actor, report);
  const may = { check: mayPrepare, answer: mayPrepare, withdraw: mayPrepare };
  return buildView(report, report.version, {
    ...may,
    approve: mayPrepare && performanceReportPolicy.approve(actor, report),
  });
}

/** Returns the view of a report that is being locked. It is the same for every reader, because nobody may change it. */
export function toLockedReportView(locked: PerformanceReport): PerformanceReportView {
  const none = { check: false, answer: false, withdraw: false, approve: false };
  return buildView(locked, locked.version + 1, none);
}

export function toPerformanceReportSummary(report: PerformanceReport): PerformanceReportSummary {
  const { id, taskForceId, definition, definitionVersion, period, fromOn: from, untilOn: until, revision } = report;
  const sha256 = report.sha256?.toString('hex') ?? null;
  return {
    id,
    taskForceId,
    taskForce: nameTaskForce(taskForceId),
    definition,
    definitionVersion,
    period,
    from,
    until,
    revision,
    state: report.state,
    sha256,
  };
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}

function buildView(report: PerformanceReport, version: number, may: PerformanceReportMay): PerformanceReportView {
  const { id, taskForceId, period, zone, operationId, revision, revises, revisionReason, state } = report;
  return {
    id,
    version,
    taskForceId,
    taskForce: nameTaskForce(taskForceId),
    definition: toPerformanceReportDefinitionView(getDefinition(report.definition, report.definitionVersion)),
    period,
    from: report.fromOn,
    until: report.untilOn,
    zone,
    operationId,
    revision,
    revises,
    revisionReason,
    state,
    items: [...report.figures],
    findings: report.findings.map((finding) => ({ ...finding, agencyIds: [...finding.agencyIds] })),
    findingAgencies: unique(report.findings.flatMap(({ agencyIds }) => agencyIds)).map((id) => nameAgency(id)),
    findingAuthors: unique(report.findings.flatMap(({ answer }) => answer?.by ?? [])).map((id) => namePerson(id)),
    recordsSha256: report.recordsSha256.toString('hex'),
    countedBy: report.countedBy,
    countedByPerson: namePerson(report.countedBy),
    countedAt: report.countedAt.toISOString(),
    preparedBy: report.preparedBy,
    preparedByPerson: namePerson(report.preparedBy),
    preparedAt: report.preparedAt.toISOString(),
    approvedBy: report.approvedBy,
    approvedByPerson: namePerson(report.approvedBy),
    approvedAt: report.approvedAt?.toISOString() ?? null,
    withdrawnBy: report.withdrawnBy,
    withdrawnByPerson: namePerson(report.withdrawnBy),
    withdrawnAt: report.withdrawnAt?.toISOString() ?? null,
    withdrawReason: report.withdrawReason,
    may,
  };
}
