import { IsIn, IsUUID } from 'class-validator';
import {
  complaintModes,
  complaintTypes,
  type ComplaintMode,
  type ComplaintType,
} from '../complaints/complaints.words.js';
import type { Actor } from '../platform/access/actor.js';
import { allows } from '../platform/access/permissions.js';
import { Integer, IsDay, Nullable, Omittable, Text } from '../platform/http/input.js';
import { PageQuery } from '../platform/http/paging.js';
import type { CarriedFigure } from './carried-figure.entity.js';
import { carriedFigurePolicy } from './carried-figures.policy.js';
import { measureKeys, type MeasureKey } from './measures/index.js';
import { precisions, type Precision } from './reports.words.js';

/** What may turn out to be wrong about a carried figure. */
export class CorrectCarriedFigure {
  /**
   * The number that was published.
   * @example 775000
   */
  @Integer(0, 1_000_000_000) readonly value!: number;
  /**
   * Whether it was published as that, as more than that, or as about that.
   * @example at_least
   */
  @IsIn(precisions) readonly precision!: Precision;
  /**
   * Where it was published.
   * @example Press release of June 2018
   */
  @Text({ max: 500 }) readonly source!: string;
}

/** A figure from before the tracker, as it was published. */
export class CarryFigure extends CorrectCarriedFigure {
  /**
   * What it counts.
   * @example complaints_documented
   */
  @IsIn(measureKeys) readonly measure!: MeasureKey;
  /**
   * The first day it covers.
   * @example 1998-01-01
   */
  @IsDay() readonly from!: string;
  /**
   * The day after the last it covers.
   * @example 2018-03-01
   */
  @IsDay() readonly until!: string;
  /** The complaint type it tells of, if it tells of one only. */
  @Omittable() @Nullable() @IsIn(complaintTypes) readonly type?: ComplaintType | null;
  /** The mode it tells of, if it tells of one only. */
  @Omittable() @Nullable() @IsIn(complaintModes) readonly mode?: ComplaintMode | null;
  /** Whose it is. Left out: at the national seat the whole programme's, at a task force's seat its own. */
  @Omittable() @Nullable() @IsUUID() readonly taskForceId?: string | null;
}

/** Which carried figures to list, those of the latest days first. */
export class CarriedFiguresQuery extends PageQuery {
  /** Only those of this measure. */
  @Omittable() @IsIn(measureKeys) readonly measure?: MeasureKey;
  /** Only those of this task force. */
  @Omittable() @IsUUID() readonly taskForceId?: string;
}

/** What the reader may do to this figure. */
export class CarriedFigureMay {
  /** Correct its value, precision or source. */
  readonly correct!: boolean;
}

/** A carried figure. */
export class CarriedFigureView {
  /** @format uuid */
  readonly id!: string;
  readonly version!: number;
  /**
   * Null: the whole programme's, its task forces' included.
   * @format uuid
   */
  readonly taskForceId!: string | null;
  /** What it counts. */
  readonly measure!: MeasureKey;
  /**
   * The first day it covers.
   * @format date
   */
  readonly from!: string;
  /**
   * The day after the last it covers.
   * @format date
   */
  readonly until!: string;
  readonly type!: ComplaintType | null;
  readonly mode!: ComplaintMode | null;
  readonly value!: number;
  readonly precision!: Precision;
  readonly source!: string;
  readonly may!: CarriedFigureMay;
}

/** A part of a list of carried figures. */
export class CarriedFigurePage {
  readonly items!: CarriedFigureView[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}

export function viewOf(figure: CarriedFigure, actor: Actor): CarriedFigureView {
  const {
    id,
    version,
    taskForceId,
    measure,
    fromOn: from,
    untilOn: until,
    type,
    mode,
    value,
    precision,
    source,
  } = figure;
  const may = { correct: allows(actor.role, 'carried-figures:keep') && carriedFigurePolicy.keep(actor, figure) };
  return { id, version, taskForceId, measure, from, until, type, mode, value, precision, source, may };
}
