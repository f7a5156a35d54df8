import { IsUUID } from 'class-validator';
import type { Actor } from '../platform/access/actor.js';
import { Omittable, YesOrNo } from '../platform/http/input.js';
import { PageQuery } from '../platform/http/paging.js';
import type { SubjectIndexNotice } from './notice.entity.js';
import { noticePolicy } from './notices.policy.js';
import type { NoticeKind } from './subject-index.words.js';

/** Which notices to list, the latest first: those that the seat was sent, or, of an entry of its own, those that it sent. */
export class NoticesQuery extends PageQuery {
  /** Those that were sent about this entry of the seat's. */
  @Omittable() @IsUUID() readonly entryId?: string;
  /** Only those that somebody has acknowledged, or only those that nobody has. */
  @Omittable() @YesOrNo() readonly acknowledged?: boolean;
}

/** What the reader may do to this notice. */
export class SubjectNoticeMay {
  /** Acknowledge it. */
  readonly acknowledge!: boolean;
}

/** Tells an agency that what it was given of an entry was corrected or purged, and whom to call about it. */
export class SubjectNoticeView {
  /** @format uuid */
  readonly id!: string;
  readonly version!: number;
  /**
   * The task force it is addressed to.
   * @format uuid
   */
  readonly taskForceId!: string;
  /**
   * The agency it is addressed to.
   * @format uuid
   */
  readonly agencyId!: string;
  /**
   * The entry it is about.
   * @format uuid
   */
  readonly entryId!: string;
  /** What was done to the entry. */
  readonly kind!: NoticeKind;
  /** Which fields were put right. What they say now, the agency that it comes from tells. */
  readonly changed!: string[];
  /**
   * The agency that it comes from.
   * @example Omaha Police Department
   */
  readonly fromAgencyName!: string;
  /** Its telephone number. */
  readonly contactPhone!: string | null;
  /** Its email address. */
  readonly contactEmail!: string | null;
  /** When that was done. */
  readonly madeAt!: Date;
  /**
   * Who has acknowledged it.
   * @format uuid
   */
  readonly acknowledgedBy!: string | null;
  /** When somebody acknowledged it. */
  readonly acknowledgedAt!: Date | null;
  readonly may!: SubjectNoticeMay;
}

/** A part of a list of notices. */
export class SubjectNoticePage {
  readonly items!: SubjectNoticeView[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}

export function viewOf(notice: SubjectIndexNotice, actor: Actor): SubjectNoticeView {
  const { id, version, taskForceId, agencyId, entryId, kind, changed, fromAgencyName } = notice;
  const { contactPhone, contactEmail, madeAt, acknowledgedBy, acknowledgedAt } = notice;
  const about = { id, version, taskForceId, agencyId, entryId, kind, changed };
  const from = { fromAgencyName, contactPhone, contactEmail, madeAt };
  const acknowledge = acknowledgedAt === null && noticePolicy.acknowledge(actor, notice);
  return { ...about, ...from, acknowledgedBy, acknowledgedAt, may: { acknowledge } };
}
