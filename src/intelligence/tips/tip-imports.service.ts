import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Complaint } from '../../casework/complaints/complaint.entity.js';
import { ComplaintsService } from '../../casework/complaints/complaints.service.js';
import type { TipHolder } from '../../casework/complaints/complaints.errors.js';
import { IntakeService } from '../../casework/complaints/intake.service.js';
import { Identifier } from '../../casework/identifiers/identifier.entity.js';
import { insertParticulars } from '../../casework/identifiers/insert-particulars.js';
import { ReportedFile } from '../../casework/identifiers/reported-file.entity.js';
import { ReportedPerson } from '../../casework/identifiers/reported-person.entity.js';
import { ProvidersService } from '../../casework/providers/providers.service.js';
import { resolveActingAgency } from '../../access/acting-agency.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Database, type SessionHandle } from '../../platform/database/database.js';
import { findByIdOrFail } from '../../platform/database/rows.js';
import type { StreamedFile } from '../../platform/http/file-body.js';
import { requireNotFuture } from '../../platform/http/input-checks.js';
import { warnAboutPlaces } from '../../casework/triage/places.js';
import { newId } from '../../platform/ids/ids.js';
import { FileTooComplex, Problem, type InputError } from '../../platform/http/problems.js';
import { Uploads, type Upload } from '../../access/uploads.js';
import { Clock } from '../../platform/time/clock.js';
import { TaskForce } from '../../organization/task-forces/task-force.entity.js';
import type { ReportedTip } from './formats/reported-tip.js';
import { tipProgram, type ParsedTip, type RefusedTip, type TipPositions, type TipSettings } from './read-tips.js';
import type { RecordedParticulars } from './match-particulars.js';
import { findDifferences, selectNewParticulars, findChangedParts } from './tip-changes.js';
import type { ImportTipsQuery } from './tip-import.request.js';
import type { TipImportView, TipOutcomeView } from './tip-import.view.js';
import { TipEncryption } from './tip-encryption.js';
import { TipVersion } from './tip-version.entity.js';
import { maxImportBytes } from './tip-archive.js';
import type { TipOutcome } from './tips.enums.js';

interface StoredTip {
  readonly outcome: Exclude<TipOutcome, 'refused'>;
  readonly complaint: Complaint;
  readonly version: TipVersion;
}

/** Time limit in seconds. The largest allowed archive takes about ten. */
const maxSeconds = 60;

// Serializes imports of the same report number, so that the second finds the complaint of the first.
const lockReport = 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))';

/**
 * Imports CyberTips from files. Each tip has its own transaction, so that one failure neither stops the others nor
 * leaves a partial tip.
 */
@Injectable()
export class TipImportsService {
  constructor(
    private readonly database: Database,
    private readonly uploads: Uploads,
    private readonly intake: IntakeService,
    private readonly complaints: ComplaintsService,
    private readonly encryption: TipEncryption,
    private readonly providers: ProvidersService,
    private readonly clock: Clock,
  ) {}

  /**
   * Imports a file, one tip at a time. Throws 413 for a file that is too large, and 429 or 503 while other uploads use
   * the capacity.
   */
  async import(
    actor: Actor,
    { agencyId, state, receivedAt }: ImportTipsQuery,
    file: StreamedFile,
  ): Promise<TipImportView> {
    const now = this.clock.now();
    const received = receivedAt === undefined ? now : new Date(receivedAt);
    requireNotFuture('/receivedAt', received, now);
    const { taskForceId } = resolveActingAgency(actor, agencyId);
    const taskForce = await this.database.read(actor, (tx) => findByIdOrFail(tx, TaskForce, taskForceId));
    const settings = { state: state ?? taskForce.state, receivedAt: received, now };
    const handle = this.database.handleOf(actor);
    // Releases the connection of the request's own transaction meanwhile.
    return this.database.runOutsideTransaction(actor, async () => {
      const upload = await this.uploads.admitWhole(actor, 'tips:import', file, maxImportBytes);
      try {
        return await this.importTips(handle, agencyId, settings, upload);
      } finally {
        upload.release();
      }
    });
  }

  private async importTips(
    handle: SessionHandle,
    agencyId: string | undefined,
    settings: TipSettings,
    { bytes, reader, pause }: Upload,
  ): Promise<TipImportView> {
    const items: TipOutcomeView[] = [];
    let archive: TipPositions = { is: 'positions', positions: [], leftClosed: 0 };
    try {
      for await (const read of reader.read(tipProgram, settings, bytes, { maxSeconds })) {
        if (read.is === 'positions') {
          archive = read;
          continue;
        }
        const began = performance.now();
        items.push(await this.importTip(handle, agencyId, read));
        await pause(performance.now() - began);
      }
    } catch (fault) {
      if (!(fault instanceof FileTooComplex) || archive.positions.length < 2) throw fault;
      // Results of tips read earlier remain.
      items.push(...archive.positions.slice(items.length).map((position) => refusedView(position, null, fault)));
    }
    return { items, leftClosed: archive.leftClosed };
  }

  private async importTip(
    handle: SessionHandle,
    agencyId: string | undefined,
    read: ParsedTip | RefusedTip,
  ): Promise<TipOutcomeView> {
    const { position, reportId } = read;
    if (read.is === 'refused') {
      const { refusedAs, errors } = read;
      return { ...refusedOutcome(position, reportId), refusedAs, errors: [...errors] };
    }
    try {
      const stored = await this.database.runInNewTransaction(handle, (actor) => this.storeTip(actor, agencyId, read));
      return storedView(read, stored);
    } catch (fault) {
      return refusedView(position, reportId, fault);
    }
  }

  private storeTip(actor: Actor, agencyId: string | undefined, read: ParsedTip): Promise<StoredTip> {
    const { reportId, complaint: said, rows, rowsDigest } = read;
    const received = { ...said, ...(agencyId === undefined ? {} : { agencyId }) };
    const intake = this.intake.prepareIntake(actor, received, rowsDigest && toBuffer(rowsDigest));
    return this.database.change(actor, { action: 'complaint.received', subject: intake.id }, async (tx) => {
      const { taskForceId, source, loggedAt } = intake;
      await tx.query(lockReport, [`cybertip ${taskForceId} ${reportId}`]);
      const [known] = await tx.find(Complaint, {
        where: { taskForceId, source, externalReference: reportId },
        order: { sealedBefore: 'DESC' },
        take: 1,
      });
      if (known) return this.storeNewVersion(actor, known.id, read);
      const { complaint } = await this.intake.insertOrFindExisting(tx, actor, intake);
      await insertParticulars(tx, complaint, rows, loggedAt);
      const version = await this.insertVersion(tx, actor, complaint, read, { number: 1, changed: [], differs: [] });
      return { outcome: 'created', complaint, version };
    });
  }

  /** Locks the complaint, so that versions are numbered one after another. */
  private storeNewVersion(actor: Actor, complaintId: string, read: ParsedTip): Promise<StoredTip> {
    return this.database.change(actor, { action: 'tip.version-received', subject: complaintId }, async (tx) => {
      const complaint = await this.complaints.lockForCorrection(tx, actor, complaintId);
      const [same] = await tx.find(TipVersion, {
        where: { complaintId, contentDigest: toBuffer(read.digest) },
        order: { number: 'DESC' },
        take: 1,
      });
      if (same) return { outcome: 'unchanged', complaint, version: same };
      const [last] = await tx.find(TipVersion, { where: { complaintId }, order: { number: 'DESC' }, take: 1 });
      const before = last ? await this.encryption.decrypt(tx, last) : null;
      const { rows, knownFiles } = selectNewParticulars(await findRecorded(tx, complaintId), read.rows);
      await insertParticulars(tx, complaint, rows, this.clock.now());
      const tip = JSON.parse(toBuffer(read.content).toString()) as ReportedTip;
      const version = await this.insertVersion(tx, actor, complaint, read, {
        number: (last?.number ?? 0) + 1,
        changed: findChangedParts(before, tip),
        differs: findDifferences(complaint, read.complaint, knownFiles),
      });
      return { outcome: 'new_version', complaint, version };
    });
  }

  private async insertVersion(
    tx: EntityManager,
    actor: Actor,
    { id: complaintId, taskForceId }: Complaint,
    { content, digest, summary, provider }: ParsedTip,
    numbering: Pick<TipVersion, 'number' | 'changed' | 'differs'>,
  ): Promise<TipVersion> {
    const id = newId();
    const source = { complaintId, at: this.clock.now() };
    const providerId = provider && (await this.providers.addStatements(tx, taskForceId, provider, source));
    await tx.insert(TipVersion, {
      ...{ id, taskForceId, complaintId, providerId, ...numbering, ...summary, contentDigest: toBuffer(digest) },
      ...(await this.encryption.encrypt(tx, taskForceId, id, toBuffer(content))),
      importedBy: actor.accountId,
      importedAt: source.at,
    });
    return findByIdOrFail(tx, TipVersion, id);
  }
}

/** Returns the records of a complaint, including voided ones, which are not recorded again. */
async function findRecorded(tx: EntityManager, complaintId: string): Promise<RecordedParticulars> {
  const persons = await tx.find(ReportedPerson, { where: { complaintId }, order: { id: 'ASC' } });
  const files = await tx.find(ReportedFile, { where: { complaintId }, order: { id: 'ASC' } });
  const identifiers = await tx.findBy(Identifier, { complaintId });
  return { persons, files, identifiers };
}

function toBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

const emptyOutcome = {
  complaintId: null,
  reference: null,
  versionId: null,
  version: null,
  changed: [],
  differs: [],
  warnings: [],
};

function storedView(
  { position, reportId, summary }: ParsedTip,
  { outcome, complaint, version }: StoredTip,
): TipOutcomeView {
  return {
    ...{ position, outcome, reportId, complaintId: complaint.id, reference: complaint.reference },
    versionId: version.id,
    version: version.number,
    changed: outcome === 'unchanged' ? [] : [...version.changed],
    differs: outcome === 'unchanged' ? [] : [...version.differs],
    refusedAs: null,
    warnings: [...warnAboutPlaces(complaint.jurisdictionState, summary.places ?? [])],
    errors: [],
    holder: null,
  };
}

function refusedOutcome(position: number, reportId: string | null) {
  return { position, outcome: 'refused' as const, reportId, ...emptyOutcome, holder: null };
}

/** Converts a problem with a tip to a result. Rethrows server errors and session errors, which end the import. */
function refusedView(position: number, reportId: string | null, fault: unknown): TipOutcomeView {
  if (!(fault instanceof Problem) || fault.status === 401 || fault.status >= 500) throw fault;
  const { errors, holder, complaintId } = (fault.members ?? {}) as {
    readonly errors?: readonly InputError[];
    readonly holder?: TipHolder | null;
    readonly complaintId?: string | null;
  };
  return {
    ...refusedOutcome(position, reportId),
    refusedAs: fault.type,
    errors: errors ? [...errors] : [{ pointer: '#', detail: fault.title }],
    holder: holder ?? null,
    complaintId: complaintId ?? null,
  };
}
