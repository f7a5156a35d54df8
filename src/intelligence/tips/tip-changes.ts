import type { Complaint } from '../../casework/complaints/complaint.entity.js';
import type { ReceiveComplaint } from '../../casework/complaints/complaint.request.js';
import { identifierKey, type ParticularRows } from '../../casework/identifiers/particulars.js';
import type { ReportedFile } from '../../casework/identifiers/reported-file.entity.js';
import type { ReportedTip } from './formats/reported-tip.js';
import { matchFiles, matchPersons, type FileRow, type RecordedParticulars } from './match-particulars.js';
import { tipParts, type TipDifference, type TipPart } from './tips.enums.js';

const partContent: Readonly<Record<TipPart, (tip: ReportedTip) => unknown>> = {
  // A version from before places were read has none. The address of a person is a part of the person.
  incident: ({ receivedAt, submittedAt, incidentTypes, incidentTimes, places = [] }: Partial<ReportedTip>) => [
    receivedAt,
    submittedAt,
    incidentTypes,
    incidentTimes,
    places.filter(({ source }) => source === 'incident_location'),
  ],
  // A version from before statements of companies were read has none.
  provider: ({ provider, company = null }: Partial<ReportedTip>) => [provider, company],
  escalation: ({ escalation, priority }) => [escalation, priority],
  annotations: ({ annotations }) => annotations,
  narrative: ({ narrative }) => narrative,
  // A version from before prior reports were read has none.
  persons: ({ persons, priorReports = [] }: Partial<ReportedTip>) => [persons, priorReports],
  identifiers: ({ identifiers }) => identifiers,
  files: ({ files }) => files,
  withheld: ({ withheld }) => withheld,
};

/** Returns the parts that differ from the previous version; all parts, if that one can no longer be decrypted. */
export function findChangedParts(before: ReportedTip | null, after: ReportedTip): TipPart[] {
  return tipParts.filter(
    (part) => before === null || JSON.stringify(partContent[part](before)) !== JSON.stringify(partContent[part](after)),
  );
}

/** Returns the fields in which a tip differs from the complaint. Fields missing from the tip do not count. */
export function findDifferences(
  complaint: Pick<Complaint, 'type' | 'incidentAt' | 'reportedToNcmecAt' | 'ncmecClass' | 'annotations' | 'narrative'>,
  tip: Omit<ReceiveComplaint, 'agencyId'>,
  files: readonly (readonly [was: ReportedFile, said: FileRow])[],
): TipDifference[] {
  const differs = (was: unknown, now: unknown): boolean => now != null && was !== now;
  const found: Readonly<Record<TipDifference, boolean>> = {
    type: differs(complaint.type, tip.type),
    incidentAt: differs(complaint.incidentAt?.toISOString() ?? null, tip.incidentAt),
    reportedToNcmecAt: differs(complaint.reportedToNcmecAt?.toISOString() ?? null, tip.reportedToNcmecAt),
    ncmecClass: differs(complaint.ncmecClass, tip.ncmecClass),
    annotations: tip.annotations?.some((code) => complaint.annotations?.includes(code) !== true) ?? false,
    narrative: complaint.narrative !== tip.narrative,
    files: files.some(
      ([was, now]) =>
        differs(was.isViewedByProvider, now.isViewedByProvider) ||
        differs(was.isExifViewedByProvider, now.isExifViewedByProvider) ||
        differs(was.isPubliclyAvailable, now.isPubliclyAvailable) ||
        differs(was.classification, now.classification) ||
        differs(was.relevance, now.relevance) ||
        differs(was.uploadedAt?.getTime(), now.uploadedAt?.getTime()),
    ),
  };
  return (Object.keys(found) as TipDifference[]).filter((field) => found[field]);
}

/** New rows of a newer version, and its files that are already recorded. Voided records are not recorded again. */
export interface NewParticulars {
  readonly rows: ParticularRows;
  readonly knownFiles: readonly (readonly [ReportedFile, FileRow])[];
}

export function selectNewParticulars(recorded: RecordedParticulars, reported: ParticularRows): NewParticulars {
  const persons = matchPersons(recorded, reported);
  const files = matchFiles(recorded, reported);
  const owners = new Map([...persons.known, ...files.known].map(([was, now]) => [now.id, was.id]));
  const relinked = reported.identifiers.map((row) => ({
    ...row,
    personId: replaceOwner(row.personId, owners),
    fileId: replaceOwner(row.fileId, owners),
  }));
  const known = new Set(recorded.identifiers.map(identifierKey));
  return {
    rows: {
      persons: persons.fresh,
      files: files.fresh,
      identifiers: relinked.filter((row) => !known.has(identifierKey(row))),
    },
    knownFiles: files.known,
  };
}

function replaceOwner(id: string | null, owners: ReadonlyMap<string, string>): string | null {
  return id === null ? null : (owners.get(id) ?? id);
}
