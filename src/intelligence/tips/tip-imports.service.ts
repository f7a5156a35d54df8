import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Complaint } from '../../casework/complaints/complaint.entity.js';
import { ComplaintsService } from '../../casework/complaints/complaints.service.js';
import type { TipHolder } from '../../casework/complaints/complaints.errors.js';
import { IntakeService } from '../../casework/complaints/intake.service.js';
import { Identifier } from '../../casework/identifiers/identifier.entity.js';
import { keepParticulars } from '../../casework/identifiers/keep-particulars.js';
import { ReportedFile } from '../../casework/identifiers/reported-file.entity.js';
import { ReportedPerson } from '../../casework/identifiers/reported-person.entity.js';
import { actingAgency } from '../../access/acting-agency.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Database, type Sequel } from '../../platform/database/database.js';
import { required } from '../../platform/database/rows.js';
import { FileReader } from '../../platform/files/file-reader.js';
import type { StreamedFile } from '../../platform/http/file-body.js';
import { newId } from '../../platform/ids/ids.js';
import { FileTooComplex, Problem, type InputError } from '../../platform/http/problems.js';
import { Uploads, type Upload } from '../../access/uploads.js';
import { Clock } from '../../platform/time/clock.js';
import { TaskForce } from '../../organization/task-forces/task-force.entity.js';
import type { ReportedTip } from './formats/reported-tip.js';
import { tipProgram, type ReadTip, type RefusedTip, type TipPlaces, type TipSettings } from './read-tips.js';
import { differencesFrom, notRecordedYet, partsChanged, type Recorded } from './tip-changes.js';
import type { ImportTipsQuery, TipImportView, TipOutcomeView } from './tip-imports.contract.js';
import { TipSeals } from './tip-seals.js';
import { TipVersion } from './tip-version.entity.js';
import { mostImportBytes } from './tips-in-file.js';
import type { TipOutcome } from './tips.words.js';

interface Kept {
  readonly outcome: Exclude<TipOutcome, 'refused'>;
  readonly complaint: Complaint;
  readonly version: TipVersion;
}

/** Time limit in seconds. The largest allowed archive takes about ten. */
const maxSeconds = 60;

// Serializes imports of the same report number, so that the second finds the complaint of the first.
const takeTurn = 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))';

/**
 * Imports CyberTips from files. Each tip has its own transaction, so that one failure neither stops the others nor
 * leaves a partial tip.
 */
@Injectable()
export class TipImportsService {
  constructor(
    private readonly database: Database,
    private readonly files: FileReader,
    private readonly uploads: Uploads,
    private readonly intake: IntakeService,
    private readonly complaints: ComplaintsService,
    private readonly seals: TipSeals,
    private readonly clock: Clock,
  ) {}

  /**
   * Imports a file, one tip at a time. Throws 413 for a file that is too large, and 429 or 503 while other uploads use
   * the capacity.
   */
  async import(actor: Actor, { agencyId, state }: ImportTipsQuery, file: StreamedFile): Promise<TipImportView> {
    const { taskForceId } = actingAgency(actor, agencyId);
    const home = await this.database.read(actor, (tx) => required(tx, TaskForce, taskForceId));
    const settings = { state: state ?? home.state, now: this.clock.now() };
    const sequel = this.database.sequelOf(actor);
    // Releases the connection of the request's own transaction meanwhile.
    return this.database.apart(actor, async () => {
      const { bytes, rest, release } = await this.uploads.whole(actor, 'tips:import', file, mostImportBytes);
      try {
        return await this.takeIn(sequel, agencyId, settings, { bytes, rest, left: file.left });
      } finally {
        release();
      }
    });
  }

  private async takeIn(
    sequel: Sequel,
    agencyId: string | undefined,
    settings: TipSettings,
    { bytes, rest, left }: Pick<Upload, 'bytes' | 'rest'> & Pick<StreamedFile, 'left'>,
  ): Promise<TipImportView> {
    const items: TipOutcomeView[] = [];
    let places: TipPlaces = { is: 'places', positions: [], leftClosed: 0 };
    try {
      for await (const read of this.files.read(tipProgram, settings, bytes, { maxSeconds, left, rest })) {
        if (read.is === 'places') {
          places = read;
          continue;
        }
        const began = performance.now();
        items.push(await this.outcomeOf(sequel, agencyId, read));
        await rest(performance.now() - began);
      }
    } catch (fault) {
      if (!(fault instanceof FileTooComplex) || places.positions.length < 2) throw fault;
      // Results of tips read earlier remain.
      items.push(...places.positions.slice(items.length).map((position) => refusedView(position, null, fault)));
    }
    return { items, leftClosed: places.leftClosed };
  }

  private async outcomeOf(
    sequel: Sequel,
    agencyId: string | undefined,
    read: ReadTip | RefusedTip,
  ): Promise<TipOutcomeView> {
    const { position, reportId } = read;
    if (read.is === 'refused') {
      const { refusedAs, errors } = read;
      return { ...refusedAt(position, reportId), refusedAs, errors: [...errors] };
    }
    try {
      const kept = await this.database.afterwards(sequel, (actor) => this.keep(actor, agencyId, read));
      return keptView(position, read.reportId, kept);
    } catch (fault) {
      return refusedView(position, reportId, fault);
    }
  }

  private keep(actor: Actor, agencyId: string | undefined, read: ReadTip): Promise<Kept> {
    const { reportId, said, rows, rowsDigest } = read;
    const received = { ...said, ...(agencyId === undefined ? {} : { agencyId }) };
    const intake = this.intake.intakeOf(actor, received, rowsDigest && bufferOf(rowsDigest));
    return this.database.change(actor, { action: 'complaint.received', subject: intake.id }, async (tx) => {
      const { taskForceId, source, loggedAt } = intake;
      await tx.query(takeTurn, [`cybertip ${taskForceId} ${reportId}`]);
      const [known] = await tx.find(Complaint, {
        where: { taskForceId, source, externalReference: reportId },
        order: { sealedBefore: 'DESC' },
        take: 1,
      });
      if (known) return this.keepAnother(actor, known.id, read);
      const { complaint } = await this.intake.takeIn(tx, actor, intake);
      await keepParticulars(tx, complaint, rows, loggedAt);
      const version = await this.keepVersion(tx, actor, complaint, read, { number: 1, changed: [], differs: [] });
      return { outcome: 'created', complaint, version };
    });
  }

  /** Locks the complaint, so that versions are numbered one after another. */
  private keepAnother(actor: Actor, complaintId: string, read: ReadTip): Promise<Kept> {
    return this.database.change(actor, { action: 'tip.version-received', subject: complaintId }, async (tx) => {
      const complaint = await this.complaints.toFinish(tx, actor, complaintId);
      const [last] = await tx.find(TipVersion, { where: { complaintId }, order: { number: 'DESC' }, take: 1 });
      if (last?.contentDigest.equals(read.digest)) return { outcome: 'unchanged', complaint, version: last };
      const before = last ? await this.seals.open(tx, last) : null;
      const { rows, knownFiles } = notRecordedYet(await recordedWith(tx, complaintId), read.rows);
      await keepParticulars(tx, complaint, rows, this.clock.now());
      const tip = JSON.parse(bufferOf(read.content).toString()) as ReportedTip;
      const version = await this.keepVersion(tx, actor, complaint, read, {
        number: (last?.number ?? 0) + 1,
        changed: partsChanged(before, tip),
        differs: differencesFrom(complaint, read.said, knownFiles),
      });
      return { outcome: 'new_version', complaint, version };
    });
  }

  private async keepVersion(
    tx: EntityManager,
    actor: Actor,
    { id: complaintId, taskForceId }: Complaint,
    { content, digest, summary }: ReadTip,
    what: Pick<TipVersion, 'number' | 'changed' | 'differs'>,
  ): Promise<TipVersion> {
    const id = newId();
    await tx.insert(TipVersion, {
      ...{ id, taskForceId, complaintId, ...what, ...summary, contentDigest: bufferOf(digest) },
      ...(await this.seals.seal(tx, taskForceId, id, bufferOf(content))),
      importedBy: actor.accountId,
      importedAt: this.clock.now(),
    });
    return required(tx, TipVersion, id);
  }
}

/** Returns the records of a complaint, including voided ones, which are not recorded again. */
async function recordedWith(tx: EntityManager, complaintId: string): Promise<Recorded> {
  const persons = await tx.find(ReportedPerson, { where: { complaintId }, order: { id: 'ASC' } });
  const files = await tx.find(ReportedFile, { where: { complaintId }, order: { id: 'ASC' } });
  const identifiers = await tx.findBy(Identifier, { complaintId });
  return { persons, files, identifiers };
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

const nothingKept = {
  complaintId: null,
  reference: null,
  versionId: null,
  version: null,
  changed: [],
  differs: [],
};

function keptView(position: number, reportId: string, { outcome, complaint, version }: Kept): TipOutcomeView {
  return {
    ...{ position, outcome, reportId, complaintId: complaint.id, reference: complaint.reference },
    versionId: version.id,
    version: version.number,
    changed: outcome === 'unchanged' ? [] : [...version.changed],
    differs: outcome === 'unchanged' ? [] : [...version.differs],
    refusedAs: null,
    errors: [],
    holder: null,
  };
}

function refusedAt(position: number, reportId: string | null) {
  return { position, outcome: 'refused' as const, reportId, ...nothingKept, holder: null };
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
    ...refusedAt(position, reportId),
    refusedAs: fault.type,
    errors: errors ? [...errors] : [{ pointer: '#', detail: fault.title }],
    holder: holder ?? null,
    complaintId: complaintId ?? null,
  };
}
