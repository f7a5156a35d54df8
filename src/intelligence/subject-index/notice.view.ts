import { namePerson, type PersonView } from '../../organization/accounts/person.view.js';
import { nameAgency, type AgencyName } from '../../organization/agencies/agency-name.view.js';
import { nameTaskForce, type TaskForceName } from '../../organization/task-forces/task-force-name.view.js';
import type { Actor } from '../../platform/actor/actor.js';
import type { SubjectIndexNotice } from './notice.entity.js';
import { noticePolicy } from './notices.policy.js';
import type { NoticeKind } from './subject-index.enums.js';

/** Actions that the reader may take. */
export class SubjectNoticeMay {
  /** Whether the reader may acknowledge it. */
  readonly acknowledge!: boolean;
}

/** A notice to an agency that received content of an entry: it was corrected or purged. Contains contact details. */
export class SubjectNoticeView {
  readonly id!: string;
  readonly version!: number;
  /** The addressed task force. */
  readonly taskForceId!: string;
  readonly taskForce!: TaskForceName;
  /** The addressed agency. */
  readonly agencyId!: string;
  readonly agency!: AgencyName;
  /** Id of the index entry. */
  readonly entryId!: string;
  readonly kind!: NoticeKind;
  /** Names of the corrected fields. The sending agency gives their values. */
  readonly changed!: string[];
  /**
   * The sending agency.
   * @example Omaha Police Department
   */
  readonly fromAgencyName!: string;
  /** Its telephone number. */
  readonly contactPhone!: string | null;
  /** Its email address. */
  readonly contactEmail!: string | null;
  /** Time of the correction or purge. */
  readonly createdAt!: Date;
  /**
   * The account that acknowledged it.
   * @format uuid
   */
  readonly acknowledgedBy!: string | null;
  readonly acknowledgedByPerson!: PersonView | null;
  /** Time of acknowledgement. */
  readonly acknowledgedAt!: Date | null;
  readonly may!: SubjectNoticeMay;
}

/** A page of notices. */
export class SubjectNoticePage {
  readonly items!: SubjectNoticeView[];
  readonly nextCursor!: string | null;
}

export function toSubjectNoticeView(notice: SubjectIndexNotice, actor: Actor): SubjectNoticeView {
  const { id, version, taskForceId, agencyId, entryId, kind, changed, fromAgencyName } = notice;
  const { contactPhone, contactEmail, createdAt, acknowledgedBy, acknowledgedAt } = notice;
  const about = {
    id,
    version,
    taskForceId,
    taskForce: nameTaskForce(taskForceId),
    agencyId,
    agency: nameAgency(agencyId),
    entryId,
    kind,
    changed,
  };
  const from = { fromAgencyName, contactPhone, contactEmail, createdAt };
  const acknowledge = acknowledgedAt === null && noticePolicy.acknowledge(actor, notice);
  return {
    ...about,
    ...from,
    acknowledgedBy,
    acknowledgedByPerson: namePerson(acknowledgedBy),
    acknowledgedAt,
    may: { acknowledge },
  };
}
