import type { ComplaintType } from '../../complaints/complaints.words.js';
import type { Classification, HashAlgorithm, IdentifierKind } from '../../identifiers/identifiers.words.js';

/** The shapes in which reports of the CyberTipline reach a unit. Each has a mapping, a file that says what stands where. */
export const tipFormats = ['icac_data_system', 'provider_report'] as const;
export type TipFormat = (typeof tipFormats)[number];

/** Whom a report speaks of. Whoever something was meant for may be a child, and is kept like one. */
export const tipRoles = ['suspect', 'victim', 'recipient', 'reporter'] as const;
export type TipRole = (typeof tipRoles)[number];

/** Whose names and addresses leave the report only sealed. */
export const protectedRoles: readonly TipRole[] = ['victim', 'recipient', 'reporter'];

/** What the CyberTipline calls an incident (its schema of November 2025). */
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
 * What a complaint is about when its report says so. Child pornography is possession, distribution or manufacture, and which is for
 * triage to say.
 */
export const complaintTypeOf = {
  child_pornography: null,
  child_sex_trafficking: 'child_sex_trafficking',
  child_sex_tourism: 'child_sex_tourism',
  child_sexual_molestation: 'contact_abuse',
  misleading_domain_name: 'misleading_domain',
  misleading_words_or_images: 'misleading_words',
  online_enticement: 'enticement',
  unsolicited_obscene_material: 'obscenity_directed_to_minors',
} as const satisfies Record<IncidentType, ComplaintType | null>;

/** Why a part of a report is kept apart, sealed, and not with the complaint. */
export const reasonsApart = ['identity', 'words', 'metadata', 'unmapped', 'unreadable'] as const;
export type ReasonApart = (typeof reasonsApart)[number];

/** An incident type as it was sent, and what it is by the mapping; null where the mapping does not know it. */
export interface ReportedIncidentType {
  readonly raw: string;
  readonly type: IncidentType | null;
}

/** A text of the report, under the key that it stood at. */
export interface ReportedText {
  readonly label: string;
  readonly text: string;
  readonly sourcePath: string;
}

export interface ReportedPerson {
  readonly role: TipRole;
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
  /** Whose it is; the index of the person among those of the report, if it stood at one. */
  readonly role: TipRole;
  readonly person: number | null;
  readonly platform: string | null;
  readonly raw: string;
  /** What the report calls its kind, where it says so. */
  readonly label: string | null;
  readonly observedAt: string | null;
  readonly port: number | null;
  readonly event: string | null;
  readonly isVerified: boolean | null;
  readonly isPossibleProxy: boolean | null;
  readonly sourcePath: string;
}

export interface ReportedHash {
  /** Unknown where the report does not say, or says what its length belies. */
  readonly algorithm: HashAlgorithm | 'unknown';
  readonly value: string;
  readonly sourcePath: string;
}

/** A file the report is about: its record, and never the file. */
export interface ReportedFile {
  readonly sourcePath: string;
  readonly name: string | null;
  readonly originalName: string | null;
  readonly fileId: string | null;
  readonly location: string | null;
  readonly uploadedAt: string | null;
  readonly hashes: readonly ReportedHash[];
  /** Whether the provider looked at it. Null is not no: nobody said. */
  readonly viewedByProvider: boolean | null;
  readonly exifViewedByProvider: boolean | null;
  /** Whether anybody could see it. Null is not no. */
  readonly isPubliclyAvailable: boolean | null;
  readonly classification: Classification | null;
  readonly relevance: string | null;
  readonly tags: readonly string[];
  readonly annotations: readonly string[];
}

/** A part of the report that is sealed: where it stood, why it is kept apart, and all of it. */
export interface KeptApart {
  readonly sourcePath: string;
  readonly why: ReasonApart;
  readonly value: unknown;
}

/** A report of the CyberTipline, whatever format it came in. What it does not say is null or empty. */
export interface ReportedTip {
  readonly format: TipFormat;
  /** Its number, as text: it is longer than some programs count. */
  readonly reportId: string;
  readonly receivedAt: string | null;
  readonly submittedAt: string | null;
  /** As they stand in the report, the original one first. */
  readonly incidentTypes: readonly ReportedIncidentType[];
  readonly incidentTimes: readonly string[];
  readonly provider: string | null;
  /** Why the provider holds that a child is at immediate risk, in its words. */
  readonly escalation: string | null;
  /** As it is printed: E is for a provider, and no emergency. */
  readonly priority: string | null;
  readonly annotations: readonly string[];
  readonly narrative: readonly ReportedText[];
  readonly persons: readonly ReportedPerson[];
  readonly identifiers: readonly ReportedIdentifier[];
  readonly files: readonly ReportedFile[];
  readonly keptApart: readonly KeptApart[];
}
