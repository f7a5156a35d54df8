import type { ChildAccess, ComplaintType } from '../../../casework/complaints/complaints.enums.js';
import type { TipPlace } from '../../../casework/triage/tip-place.js';
import type {
  Classification,
  FileRelevance,
  HashAlgorithm,
  IdentifierKind,
  ReportedRole,
} from '../../../casework/identifiers/identifiers.enums.js';

/** Format of a CyberTipline report. Each has a mapping file. */
export const tipFormats = ['icac_data_system', 'provider_report'] as const;
export type TipFormat = (typeof tipFormats)[number];

/**
 * Roles for which names and addresses are only stored encrypted. A recipient may be a child, and a person of unknown role the guardian of
 * one.
 */
export const protectedRoles: readonly ReportedRole[] = ['victim', 'recipient', 'reporter', 'unknown'];

/** Incident types of the CyberTipline (schema of November 2025). */
export const incidentTypes = [
  'child_pornography',
  'child_sex_trafficking',
  'child_sex_tourism',
  'child_sexual_molestation',
  'misleading_domain_name',
  'misleading_words_or_images',
  'online_enticement',
  'unsolicited_obscene_material',
] as const;
export type IncidentType = (typeof incidentTypes)[number];

/**
 * Complaint type of each incident type. Child pornography may be possession, receipt, distribution or production, which
 * triage decides.
 */
export const complaintTypeByIncidentType = {
  child_pornography: null,
  child_sex_trafficking: 'child_sex_trafficking',
  child_sex_tourism: 'child_sex_tourism',
  child_sexual_molestation: 'contact_abuse',
  misleading_domain_name: 'misleading_domain',
  misleading_words_or_images: 'misleading_words',
  online_enticement: 'enticement',
  unsolicited_obscene_material: 'obscenity_directed_to_minors',
} as const satisfies Record<IncidentType, ComplaintType | null>;

/**
 * Reason for storing a part of a report encrypted and not with the complaint. `identity`: it may identify a child.
 * `words`: free text. `metadata`: data inside a file. `unmapped`: a part that the tracker does not know.
 */
export const withheldReasons = ['identity', 'words', 'metadata', 'unmapped', 'unreadable'] as const;
export type WithheldReason = (typeof withheldReasons)[number];

/** An incident type as sent, and its mapped value; null if unknown. */
export interface ReportedIncidentType {
  readonly raw: string;
  readonly type: IncidentType | null;
}

export interface ReportedText {
  readonly label: string;
  readonly text: string;
  readonly sourcePath: string;
}

export interface ReportedPerson {
  readonly role: ReportedRole;
  readonly sourcePath: string;
  readonly givenName: string | null;
  readonly middleName: string | null;
  readonly familyName: string | null;
  readonly preferredName: string | null;
  readonly bornOn: string | null;
  readonly approximateAge: number | null;
  readonly gender: string | null;
  readonly details: readonly ReportedText[];
}

export interface ReportedIdentifier {
  readonly kind: IdentifierKind;
  /** Role of the owner, and the owner's index among the report's persons, if any. */
  readonly role: ReportedRole;
  readonly person: number | null;
  /** Index among the report's files of the file in which it is reported, such as the address that uploaded it. */
  readonly file: number | null;
  readonly platform: string | null;
  readonly raw: string;
  readonly label: string | null;
  readonly observedAt: string | null;
  readonly port: number | null;
  readonly event: string | null;
  readonly isVerified: boolean | null;
  /** Time at which the provider verified it, which is no use of it. */
  readonly verifiedAt: string | null;
  readonly isPossibleProxy: boolean | null;
  readonly sourcePath: string;
}

export interface ReportedHash {
  /** Unknown where the report does not state it, or where it contradicts the length. */
  readonly algorithm: HashAlgorithm | 'unknown';
  readonly value: string;
  readonly sourcePath: string;
}

export interface ReportedFile {
  readonly sourcePath: string;
  readonly name: string | null;
  readonly originalName: string | null;
  readonly fileId: string | null;
  readonly location: string | null;
  readonly uploadedAt: string | null;
  readonly hashes: readonly ReportedHash[];
  readonly viewedByProvider: boolean | null;
  readonly exifViewedByProvider: boolean | null;
  readonly isPubliclyAvailable: boolean | null;
  readonly classification: Classification | null;
  readonly relevance: FileRelevance | null;
  readonly tags: readonly string[];
  readonly annotations: readonly string[];
}

/** An earlier report that this one names, and the role of the person it is about. */
export interface PriorReport {
  readonly reportId: string;
  readonly role: ReportedRole;
}

export interface WithheldValue {
  readonly sourcePath: string;
  readonly why: WithheldReason;
  readonly value: unknown;
}

/** Statements of the provider about serving legal process on it. */
export interface ReportedCompany {
  readonly template: string | null;
  readonly legalUrl: string | null;
}

/** A CyberTipline report, independent of its format. Missing values are null or empty. */
export interface ReportedTip {
  readonly format: TipFormat;
  /** The report number as text: it exceeds the exact range of numbers in some programs. */
  readonly reportId: string;
  /** When NCMEC received it, and when the provider submitted it. */
  readonly receivedAt: string | null;
  readonly submittedAt: string | null;
  /** In order of the report, the original one first. */
  readonly incidentTypes: readonly ReportedIncidentType[];
  readonly incidentTimes: readonly string[];
  readonly provider: string | null;
  /** The provider, else the platform of the incident, else the only one of the suspects. */
  readonly platform: string | null;
  readonly company: ReportedCompany | null;
  /** The provider's stated reason for an immediate risk to a child. */
  readonly escalation: string | null;
  /** As printed: E denotes a provider report, not an emergency. */
  readonly priority: string | null;
  readonly annotations: readonly string[];
  readonly narrative: readonly ReportedText[];
  readonly priorReports: readonly PriorReport[];
  /** Access of the reported person to a child, as stated; null if not stated or in unknown words. */
  readonly childAccess: ChildAccess | null;
  /** Whether it states that a reported person is a convicted sex offender; null if not stated. */
  readonly namesConvictedOffender: boolean | null;
  /** Places of the suspects and of the incident. A place of any other person is withheld. */
  readonly places: readonly TipPlace[];
  readonly persons: readonly ReportedPerson[];
  readonly identifiers: readonly ReportedIdentifier[];
  readonly files: readonly ReportedFile[];
  readonly withheld: readonly WithheldValue[];
}
