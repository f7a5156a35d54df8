import { ApiProperty } from '@nestjs/swagger';
import type { Facet } from './facets.js';
import type { MeasureKey } from './measures/index.js';
import type { AgencyName } from '../../organization/agencies/agency-name.view.js';
import type { TaskForceName } from '../../organization/task-forces/task-force-name.view.js';
import { ScopeView } from './report.view.js';

/** Record that a number counts. A presentation or training has one row for each audience or profession. */
export class CountedRow {
  readonly measure!: MeasureKey;
  /** Counted record; null if the reader may not see it. A purged record has its former id. */
  readonly recordId!: string | null;
  /** Complaint of the record; null if there is none, if it was purged, or if the reader may not see it. */
  readonly complaintId!: string | null;
  /**
   * Reference of the complaint.
   * @example NE-2018-000417
   */
  readonly reference!: string | null;
  /** Whether the record was purged. A purged record still counts. */
  readonly purged!: boolean;
  /**
   * Day of the count, in its task force's time zone.
   * @example 2018-03-14
   * @format date
   */
  readonly day!: string;
  readonly agency!: AgencyName;
  /** Properties of the record, such as type and mode. */
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string' },
    example: { type: 'enticement', mode: 'reactive', arrest: 'on_view' },
  })
  readonly facets!: Partial<Readonly<Record<Facet, string>>>;
  /**
   * Number that the record counts: its people or bytes, and 1 for every other record.
   * @example 1
   */
  readonly n!: number;
}

/** Part of a number that one task force contributes. */
export class CountByTaskForce {
  readonly taskForce!: TaskForceName;
  /** @example 412 */
  readonly n!: number;
}

/** Part of a number with one complaint type and mode; null for a measure without them. */
export class CountByTypeAndMode {
  /**
   * Type of the complaints; null for those without a type yet.
   * @example enticement
   */
  readonly type!: string | null;
  /**
   * Mode of the complaints, reactive or proactive; null for those without a mode yet.
   * @example reactive
   */
  readonly mode!: string | null;
  /**
   * Number of complaints of this type and mode.
   * @example 12
   */
  readonly n!: number;
}

/** Records behind a number. */
export class DrillDownView {
  readonly scope!: ScopeView;
  /**
   * Recorded number of the report. The rows, or the counts in their place, add up to it.
   * @example 412
   */
  readonly total!: number;
  /** Counts by task force in place of rows, at the national seat. */
  readonly byTaskForce!: CountByTaskForce[] | null;
  /** Counts by type and mode in place of rows, for an agency that reads its whole task force. */
  readonly byTypeAndMode!: CountByTypeAndMode[] | null;
  /** Counted records, the latest first. */
  readonly items!: CountedRow[];
  readonly nextCursor!: string | null;
}
