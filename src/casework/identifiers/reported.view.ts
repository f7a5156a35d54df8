import type { Classification, FileRelevance, ReportedRole, ReviewGate } from './identifiers.enums.js';
import type { ReportedFile } from './reported-file.entity.js';
import type { ReportedPerson } from './reported-person.entity.js';

/** Person reported in a tip. */
export class ReportedPersonView {
  readonly id!: string;
  readonly version!: number;
  /** Complaint whose tip names the person. */
  readonly complaintId!: string;
  readonly role!: ReportedRole;
  /** Given name; null for a child, because only the vault may contain the identity. */
  readonly givenName!: string | null;
  /** Family name; null for a child. */
  readonly familyName!: string | null;
  /** Another name: a nickname, an alias or the name on a profile; null if none is known. */
  readonly otherName!: string | null;
  /** Day of birth; null for a child. */
  readonly bornOn!: string | null;
  readonly approximateAge!: number | null;
  readonly description!: string | null;
  /** Position in the tip's document, as a path. */
  readonly sourcePath!: string | null;
  readonly recordedAt!: string;
  /** Time of the voiding; null if it is not void. */
  readonly voidedAt!: string | null;
  readonly voidReason!: string | null;
}

/** List of the persons reported in a tip. */
export class ReportedPersonList {
  readonly items!: ReportedPersonView[];
}

/** File reported in a tip. */
export class ReportedFileView {
  readonly id!: string;
  readonly version!: number;
  /** Complaint whose tip names the file. */
  readonly complaintId!: string;
  readonly name!: string | null;
  /** Name under which it was submitted to the reporting center, if that is another. */
  readonly submittedName!: string | null;
  /** Id of the file in its report. */
  readonly sourceFileId!: string | null;
  /** Location at which the provider found it, such as a web address. */
  readonly location!: string | null;
  /** Time at which it was uploaded to the provider. */
  readonly uploadedAt!: string | null;
  readonly sizeBytes!: number | null;
  /** Whether an employee of the provider viewed it; null if unknown, which is neither yes nor no. */
  readonly isViewedByProvider!: boolean | null;
  /** Whether the provider viewed the EXIF data of the file, which is no view of the file; null if unknown. */
  readonly isExifViewedByProvider!: boolean | null;
  /** Whether it was public; null if unknown. */
  readonly isPubliclyAvailable!: boolean | null;
  readonly reviewGate!: ReviewGate;
  readonly classification!: Classification | null;
  /** Whether it is the reported content, or supplements it; null if unknown. */
  readonly relevance!: FileRelevance | null;
  /** Tags by the provider or the clearinghouse. */
  readonly tags!: string[];
  readonly sourcePath!: string | null;
  readonly recordedAt!: string;
  readonly voidedAt!: string | null;
  readonly voidReason!: string | null;
}

/** List of the files reported in a tip. */
export class ReportedFileList {
  readonly items!: ReportedFileView[];
}

export function toReportedPersonView(person: ReportedPerson): ReportedPersonView {
  const { id, version, complaintId, role, givenName, familyName, otherName, bornOn, approximateAge } = person;
  const { description, sourcePath, recordedAt, voidedAt, voidReason } = person;
  return {
    id,
    version,
    complaintId,
    role,
    givenName,
    familyName,
    otherName,
    bornOn,
    approximateAge,
    description,
    sourcePath,
    recordedAt: recordedAt.toISOString(),
    voidedAt: voidedAt?.toISOString() ?? null,
    voidReason,
  };
}

export function toReportedFileView(file: ReportedFile): ReportedFileView {
  const { id, version, complaintId, name, sizeBytes, isViewedByProvider, isPubliclyAvailable, reviewGate } = file;
  const { submittedName, sourceFileId, location, uploadedAt, isExifViewedByProvider, classification, relevance } = file;
  const { tags, sourcePath, recordedAt, voidedAt, voidReason } = file;
  return {
    id,
    version,
    complaintId,
    name,
    sizeBytes,
    isViewedByProvider,
    isPubliclyAvailable,
    reviewGate,
    submittedName,
    sourceFileId,
    location,
    isExifViewedByProvider,
    classification,
    relevance,
    uploadedAt: uploadedAt?.toISOString() ?? null,
    tags: [...tags],
    sourcePath,
    recordedAt: recordedAt.toISOString(),
    voidedAt: voidedAt?.toISOString() ?? null,
    voidReason,
  };
}
