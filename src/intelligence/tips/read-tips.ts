import { buffer } from 'node:stream/consumers';
import type { ReceivedTip } from '../../casework/complaints/intake.js';
import {
  computeParticularsDigest,
  toParticularRows,
  type ParticularRows,
} from '../../casework/identifiers/particulars.js';
import type { StatedProvider } from '../../casework/providers/providers.service.js';
import type { FileProgram } from '../../platform/files/file-program.js';
import { RefusedFile } from '../../platform/files/refused-file.js';
import { InvalidInput, type InputError } from '../../platform/http/problems.js';
import type { WithheldReason, ReportedTip } from './formats/reported-tip.js';
import { InvalidTip } from './formats/invalid-tip.js';
import { toComplaint, toParticulars, type ImportedAs } from './complaint-from-tip.js';
import { toStatedProvider } from './provider-from-tip.js';
import { readTipArchive, type UnparsedTip } from './tip-archive.js';
import type { TipVersion } from './tip-version.entity.js';

export type TipSettings = ImportedAs;

/** Positions of the tips in a file. This result precedes all others. */
export interface TipPositions {
  readonly is: 'positions';
  readonly positions: readonly number[];
  readonly leftClosed: number;
}

export interface ParsedTip {
  readonly is: 'tip';
  readonly position: number;
  readonly reportId: string;
  readonly digest: Uint8Array;
  readonly content: Uint8Array;
  readonly complaint: Omit<ReceivedTip, 'agencyId'>;
  readonly rows: ParticularRows;
  readonly rowsDigest: Uint8Array | null;
  /** The provider that it names, and how to serve it. */
  readonly provider: StatedProvider | null;
  /** The unencrypted facts of the tip version. */
  readonly summary: Pick<
    TipVersion,
    | 'format'
    | 'provider'
    | 'priority'
    | 'annotations'
    | 'incidentTypes'
    | 'isEscalated'
    | 'priorReports'
    | 'childAccess'
    | 'namesConvictedOffender'
    | 'places'
    | 'withheld'
  >;
}

export interface RefusedTip {
  readonly is: 'refused';
  readonly position: number;
  readonly reportId: string | null;
  readonly refusedAs: string;
  readonly errors: readonly InputError[];
}

/** Reads a report, or an archive of reports, one tip at a time. */
export const tipProgram: FileProgram<TipSettings, TipPositions | ParsedTip | RefusedTip> = {
  worker: new URL('./read-tips.worker.js', import.meta.url),
  async *read(bytes, settings) {
    const { tips, leftClosed } = readTipArchive(await buffer(bytes));
    yield { is: 'positions', positions: tips.map(({ position }) => position), leftClosed };
    for (const tip of tips) yield parseTip(tip, settings);
  },
};

function parseTip({ position, read }: UnparsedTip, settings: TipSettings): ParsedTip | RefusedTip {
  let reportId: string | null = null;
  try {
    const { tip, digest } = read(settings.now);
    reportId = tip.reportId;
    const particulars = toParticulars(tip);
    return {
      ...{ is: 'tip', position, reportId, digest, content: Buffer.from(JSON.stringify(tip)) },
      complaint: toComplaint(tip, settings),
      rows: toParticularRows(particulars),
      rowsDigest: computeParticularsDigest(particulars),
      provider: toStatedProvider(tip),
      summary: toTipSummary(tip),
    };
  } catch (fault) {
    const refused = { is: 'refused' as const, position, reportId };
    if (fault instanceof RefusedFile) return { ...refused, refusedAs: fault.fault, errors: [fault.error] };
    if (fault instanceof InvalidTip) return { ...refused, refusedAs: 'unfit', errors: fault.errors };
    if (fault instanceof InvalidInput) return { ...refused, refusedAs: fault.type, errors: fault.members.errors };
    throw fault;
  }
}

function toTipSummary(tip: ReportedTip): ParsedTip['summary'] {
  const { format, provider, priority, annotations, incidentTypes, escalation, priorReports, places } = tip;
  const { childAccess, namesConvictedOffender } = tip;
  const withheld: Partial<Record<WithheldReason, number>> = {};
  for (const { why } of tip.withheld) withheld[why] = (withheld[why] ?? 0) + 1;
  return {
    ...{ format, provider, priority, annotations, priorReports, childAccess, namesConvictedOffender, places, withheld },
    incidentTypes: incidentTypes.map(({ raw }) => raw),
    isEscalated: escalation !== null,
  };
}
