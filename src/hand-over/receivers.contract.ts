import { IsUUID } from 'class-validator';
import { Omittable } from '../platform/http/input.js';
import { PageQuery } from '../platform/http/paging.js';

/** Which agencies one may hand something to, by name. */
export class ReceiversQuery extends PageQuery {
  /** Only those of this task force. */
  @Omittable() @IsUUID() readonly taskForceId?: string;
}

/** An agency that has an agreement in force today. */
export class ReceiverView {
  /** @format uuid */
  readonly id!: string;
  /** @format uuid */
  readonly taskForceId!: string;
  /**
   * What it is called.
   * @example Lincoln Police Department
   */
  readonly name!: string;
  /**
   * The State or territory it is in.
   * @example NE
   */
  readonly state!: string;
}

/** A part of a list of receivers. */
export class ReceiverPage {
  readonly items!: ReceiverView[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}
