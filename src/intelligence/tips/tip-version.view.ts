import { namePerson, type PersonView } from '../../organization/accounts/person.view.js';
import { nameComplaint, type ComplaintReference } from '../../casework/complaints/complaint-reference.view.js';
import type { ReportedRole } from '../../casework/identifiers/identifiers.enums.js';
import { ProviderView, toProviderView } from '../../casework/providers/provider.view.js';
import type { Actor } from '../../platform/actor/actor.js';
import type { WithheldReason, ReportedTip, TipFormat } from './formats/reported-tip.js';
import type { LinkedTipVersion } from './tip-versions.service.js';
import type { TipDifference, TipPart } from './tips.enums.js';

/** Number of withheld values of a version, by reason. */
export class WithheldContentView {
  /** @example identity */
  readonly reason!: WithheldReason;
  /** Number of values. */
  readonly count!: number;
}

/** An earlier CyberTip that a tip names. */
export class PriorReportView {
  /**
   * Number of the earlier CyberTip.
   * @example 107324880
   */
  readonly reportId!: string;
  /** Role in this tip of the person that the earlier one reports. */
  readonly role!: ReportedRole;
  /** Complaint of the earlier CyberTip; null if the reader can see none. */
  readonly complaintId!: string | null;
  readonly complaint!: ComplaintReference | null;
}

/** One version of a CyberTip, without its content about persons. */
export class TipVersionView {
  readonly id!: string;
  /** Complaint of the tip. */
  readonly complaintId!: string;
  readonly complaint!: ComplaintReference;
  readonly number!: number;
  readonly format!: TipFormat;
  /** Incident types as sent, the original one first. */
  readonly incidentTypes!: string[];
  /** The provider that reported it to the CyberTipline. */
  readonly provider!: string | null;
  /**
   * Provider to serve, from the directory of the task force; null if the tip names none, or was
   * imported before the directory existed.
   */
  readonly providerToServe!: ProviderView | null;
  /** Whether the provider stated an immediate risk to a child. */
  readonly isEscalated!: boolean;
  /** Priority as the reporting center printed it: E denotes a provider report, not an emergency. */
  readonly priority!: string | null;
  /** The provider's annotations. */
  readonly annotations!: string[];
  /** Earlier CyberTips that it names. */
  readonly priorReports!: PriorReportView[];
  /** Parts that differ from the previous version. */
  readonly changed!: TipPart[];
  /** Fields that differed from the complaint at the time of import. */
  readonly differs!: TipDifference[];
  readonly withheld!: WithheldContentView[];
  /** Whether the encrypted content still exists; a court may have ordered its erasure. */
  readonly isContentStored!: boolean;
  /**
   * The account that imported it.
   * @format uuid
   */
  readonly importedBy!: string;
  readonly importedByPerson!: PersonView;
  /** Time of import. */
  readonly importedAt!: string;
}

/** The versions of a tip, latest first. */
export class TipVersionList {
  readonly items!: TipVersionView[];
}

/** A withheld value of a tip. */
export class OpenedValueView {
  /**
   * Place in the report.
   * @example /reportedInformation/intendedRecipients/intendedRecipients/0/firstName
   */
  readonly sourcePath!: string;
  readonly reason!: WithheldReason;
  /**
   * The value, as JSON.
   * @example "Alex"
   */
  readonly json!: string;
}

/** A decrypted tip, with its withheld values. */
export class OpenedTipView {
  /** The opened version. */
  readonly versionId!: string;
  readonly withheld!: OpenedValueView[];
  /**
   * All other content, as JSON.
   * @example {"reportId":"107324881"}
   */
  readonly json!: string;
}

export function toTipVersionView(linked: LinkedTipVersion, actor: Actor): TipVersionView {
  const { version, provider: toServe, priorComplaints } = linked;
  const { id, complaintId, number, format, provider, isEscalated, priority, importedBy } = version;
  return {
    ...{ id, complaintId, number, format, provider, isEscalated, priority, importedBy },
    providerToServe: toServe && toProviderView(toServe, actor),
    complaint: nameComplaint(complaintId),
    importedByPerson: namePerson(importedBy),
    incidentTypes: [...version.incidentTypes],
    annotations: [...version.annotations],
    priorReports: version.priorReports.map(({ reportId, role }) => {
      const priorId = priorComplaints.get(reportId) ?? null;
      return { reportId, role, complaintId: priorId, complaint: nameComplaint(priorId) };
    }),
    changed: [...version.changed],
    differs: [...version.differs],
    withheld: Object.entries(version.withheld).map(([reason, count]) => ({ reason: reason as WithheldReason, count })),
    isContentStored: version.encrypted !== null,
    importedAt: version.importedAt.toISOString(),
  };
}

export function toOpenedTipView(versionId: string, { withheld, ...rest }: ReportedTip): OpenedTipView {
  return {
    versionId,
    withheld: withheld.map(({ sourcePath, why, value }) => ({ sourcePath, reason: why, json: JSON.stringify(value) })),
    json: JSON.stringify(rest),
  };
}
