import { IsUUID } from 'class-validator';
import type { Actor } from '../platform/access/actor.js';
import { Integer, IsDay, Omittable, Text } from '../platform/http/input.js';
import { PageQuery } from '../platform/http/paging.js';
import { mayRecord } from './outreach.policy.js';
import type { Presentation } from './presentation.entity.js';

/** What is told of a presentation. */
export class CorrectPresentation {
  /**
   * The day it was held.
   * @example 2018-04-17
   */
  @IsDay() readonly heldOn!: string;
  /**
   * What it was about.
   * @example Staying safe in game chats
   */
  @Text({ max: 200 }) readonly title!: string;
  /**
   * How many children and young people came.
   * @example 180
   */
  @Integer(0, 1_000_000) readonly attendeesYouth!: number;
  /**
   * How many grown-ups came.
   * @example 22
   */
  @Integer(0, 1_000_000) readonly attendeesAdult!: number;
}

/** A presentation to the public that has been held. */
export class RecordPresentation extends CorrectPresentation {
  /** The agency that held it: one's own if left out. From a task force's seat it has to be named. */
  @Omittable() @IsUUID() readonly agencyId?: string;
}

/** Which presentations to list, the latest first. */
export class PresentationsQuery extends PageQuery {
  /** Only those this agency held. */
  @Omittable() @IsUUID() readonly agencyId?: string;
}

/** What the reader may do to this presentation. */
export class PresentationMay {
  /** Correct what is told of it. */
  readonly correct!: boolean;
  /** Void it. */
  readonly void!: boolean;
}

/** A presentation to the public. */
export class PresentationView {
  /** @format uuid */
  readonly id!: string;
  readonly version!: number;
  /** @format uuid */
  readonly taskForceId!: string;
  /**
   * The agency that held it.
   * @format uuid
   */
  readonly agencyId!: string;
  readonly heldOn!: string;
  readonly title!: string;
  readonly attendeesYouth!: number;
  readonly attendeesAdult!: number;
  /**
   * When it was voided, and so counts no more; null while it stands.
   * @format date-time
   */
  readonly voidedAt!: string | null;
  /** Why it was voided. */
  readonly voidReason!: string | null;
  readonly may!: PresentationMay;
}

/** A part of a list of presentations. */
export class PresentationPage {
  readonly items!: PresentationView[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}

export function viewOf(presentation: Presentation, actor: Actor): PresentationView {
  const { id, version, taskForceId, agencyId, heldOn, title, attendeesYouth, attendeesAdult, voidReason } =
    presentation;
  const may = mayRecord(actor) && presentation.voidedAt === null;
  return {
    id,
    version,
    taskForceId,
    agencyId,
    heldOn,
    title,
    attendeesYouth,
    attendeesAdult,
    voidedAt: presentation.voidedAt?.toISOString() ?? null,
    voidReason,
    may: { correct: may, void: may },
  };
}
