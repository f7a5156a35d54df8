import { buffer } from 'node:stream/consumers';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Complaint } from '../complaints/complaint.entity.js';
import { ComplaintsService } from '../complaints/complaints.service.js';
import type { TipHolder } from '../complaints/complaints.errors.js';
import { IntakeService } from '../complaints/intake.service.js';
import { Identifier } from '../identifiers/identifier.entity.js';
import { keepParticulars, particularsDigest, rowsOf } from '../identifiers/particulars.js';
import { ReportedFile } from '../identifiers/reported-file.entity.js';
import { ReportedPerson } from '../identifiers/reported-person.entity.js';
import { actingAgency } from '../platform/access/acting-agency.js';
import type { Actor } from '../platform/access/actor.js';
import { Database, type Sequel } from '../platform/database/database.js';
import { required } from '../platform/database/rows.js';
import { RefusedFile } from '../platform/files/refused-file.js';
import { atMost, type StreamedFile } from '../platform/http/file-body.js';
import { newId } from '../platform/http/ids.js';
import { Problem, Unavailable, type InputError } from '../platform/http/problems.js';
import { Clock } from '../platform/time/clock.js';
import { TaskForce } from '../task-forces/task-force.entity.js';
import type { ReasonApart, ReportedTip } from './formats/reported-tip.js';
import type { TipFile } from './formats/tip-file.js';
import { UnfitTip } from './formats/unfit-tip.js';
import { complaintOf, particularsOf } from './tip-as-complaint.js';
import { differencesFrom, notRecordedYet, partsChanged, type Recorded } from './tip-changes.js';
import type { ImportTipsQuery, TipImportView, TipOutcomeView } from './tip-imports.contract.js';
import { TipSeals } from './tip-seals.js';
import { TipVersion } from './tip-version.entity.js';
import { mostImportBytes, tipsIn, type WaitingTip } from './tips-in-file.js';
import type { TipOutcome } from './tips.words.js';

/** Where tips that are imported belong. */
interface Destination {
  readonly agencyId: string | undefined;
  readonly state: string;
}

/** A tip, as a version of the complaint that it is. */
interface Kept {
  readonly outcome: Exclude<TipOutcome, 'refused'>;
  readonly complaint: Complaint;
  readonly version: TipVersion;
}

/** So much of files is in memory at once, coming in or being read: what would be more is told to come again. */
const mostBytesAtOnce = 4 * mostImportBytes;
const retryAfterSeconds = 15;

// One at a time takes in a number: who comes second finds what the first has made.
const takeTurn = 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))';

/** CyberTips from files: each in a transaction of its own, so that none stops another and none is half there. */
@Injectable()
export class TipImportsService {
  private bytesComingIn = 0;

  constructor(
    private readonly database: Database,
    private readonly intake: IntakeService,
    private readonly complaints: ComplaintsService,
    private readonly seals: TipSeals,
    private readonly clock: Clock,
  ) {}

  /** Takes a file in, tip by tip. 413 where it is too large, 503 where others are coming in and it has to wait its turn. */
  async import(actor: Actor, { agencyId, state }: ImportTipsQuery, file: StreamedFile): Promise<TipImportView> {
    const bytes = Math.min(file.length ?? mostImportBytes, mostImportBytes);
    if (this.bytesComingIn + bytes > mostBytesAtOnce) throw new Unavailable(retryAfterSeconds);
    this.bytesComingIn += bytes;
    try {
      const { taskForceId } = actingAgency(actor, agencyId);
      const home = await this.database.read(actor, (tx) => required(tx, TaskForce, taskForceId));
      const destination = { agencyId, state: state ?? home.state };
      const sequel = this.database.sequelOf(actor);
      // The request's own transaction holds no connection meanwhile.
      return await this.database.apart(actor, () => this.takeIn(sequel, destination, file));
    } finally {
      this.bytesComingIn -= bytes;
      file.letGo();
    }
  }

  private async takeIn(sequel: Sequel, destination: Destination, { bytes }: StreamedFile): Promise<TipImportView> {
    const { tips, leftClosed } = tipsIn(await buffer(atMost(bytes, mostImportBytes)));
    const items: TipOutcomeView[] = [];
    for (const tip of tips) items.push(await this.outcomeOf(sequel, destination, tip));
    return { items, leftClosed };
  }

  private async outcomeOf(
    sequel: Sequel,
    destination: Destination,
    { position, read }: WaitingTip,
  ): Promise<TipOutcomeView> {
    let reportId: string | null = null;
    try {
      const file = read();
      reportId = file.tip.reportId;
      const kept = await this.database.afterwards(sequel, (actor) => this.keep(actor, destination, file));
      return keptView(position, reportId, kept);
    } catch (fault) {
      return refusedView(position, reportId, fault);
    }
  }

  private keep(actor: Actor, { agencyId, state }: Destination, { tip, digest }: TipFile): Promise<Kept> {
    const said = complaintOf(tip, state, this.clock.now());
    const particulars = particularsOf(tip);
    const received = { ...said, ...(agencyId === undefined ? {} : { agencyId }) };
    const intake = this.intake.intakeOf(actor, received, particularsDigest(particulars));
    return this.database.change(actor, { action: 'complaint.received', subject: intake.id }, async (tx) => {
      const { taskForceId, source, loggedAt } = intake;
      await tx.query(takeTurn, [`cybertip ${taskForceId} ${tip.reportId}`]);
      const [known] = await tx.find(Complaint, {
        where: { taskForceId, source, externalReference: tip.reportId },
        order: { sealedBefore: 'DESC' },
        take: 1,
      });
      if (known) return this.keepAnother(actor, known.id, { tip, digest }, said);
      const { complaint } = await this.intake.takeIn(tx, actor, intake);
      await keepParticulars(tx, complaint, rowsOf(particulars), loggedAt);
      const version = await this.keepVersion(
        tx,
        actor,
        complaint,
        { tip, digest },
        { number: 1, changed: [], differs: [] },
      );
      return { outcome: 'created', complaint, version };
    });
  }

  /** What came before is locked, so that versions come one after the other. */
  private keepAnother(
    actor: Actor,
    complaintId: string,
    { tip, digest }: TipFile,
    said: ReturnType<typeof complaintOf>,
  ): Promise<Kept> {
    return this.database.change(actor, { action: 'tip.version-received', subject: complaintId }, async (tx) => {
      const complaint = await this.complaints.toFinish(tx, actor, complaintId);
      const [last] = await tx.find(TipVersion, { where: { complaintId }, order: { number: 'DESC' }, take: 1 });
      if (last?.contentDigest.equals(digest)) return { outcome: 'unchanged', complaint, version: last };
      const before = last ? await this.seals.open(tx, last) : null;
      const { rows, knownFiles } = notRecordedYet(await recordedWith(tx, complaintId), rowsOf(particularsOf(tip)));
      await keepParticulars(tx, complaint, rows, this.clock.now());
      const version = await this.keepVersion(
        tx,
        actor,
        complaint,
        { tip, digest },
        {
          number: (last?.number ?? 0) + 1,
          changed: partsChanged(before, tip),
          differs: differencesFrom(complaint, said, knownFiles),
        },
      );
      return { outcome: 'new_version', complaint, version };
    });
  }

  private async keepVersion(
    tx: EntityManager,
    actor: Actor,
    { id: complaintId, taskForceId }: Complaint,
    { tip, digest: contentDigest }: TipFile,
    what: Pick<TipVersion, 'number' | 'changed' | 'differs'>,
  ): Promise<TipVersion> {
    const id = newId();
    const { format, provider, priority, annotations } = tip;
    await tx.insert(TipVersion, {
      ...{ id, taskForceId, complaintId, ...what, format, contentDigest, provider, priority, annotations },
      incidentTypes: tip.incidentTypes.map(({ raw }) => raw),
      isEscalated: tip.escalation !== null,
      keptApart: countApart(tip),
      ...(await this.seals.seal(tx, taskForceId, id, tip)),
      importedBy: actor.accountId,
      importedAt: this.clock.now(),
    });
    return required(tx, TipVersion, id);
  }
}

/** What somebody voided is known, too: it is not recorded again. */
async function recordedWith(tx: EntityManager, complaintId: string): Promise<Recorded> {
  const persons = await tx.find(ReportedPerson, { where: { complaintId }, order: { id: 'ASC' } });
  const files = await tx.find(ReportedFile, { where: { complaintId }, order: { id: 'ASC' } });
  const identifiers = await tx.findBy(Identifier, { complaintId });
  return { persons, files, identifiers };
}

function countApart({ keptApart }: ReportedTip): Partial<Record<ReasonApart, number>> {
  const counts: Partial<Record<ReasonApart, number>> = {};
  for (const { why } of keptApart) counts[why] = (counts[why] ?? 0) + 1;
  return counts;
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

/** What is wrong with a tip is told; what is wrong with the tracker, or with its caller’s session, ends the import. */
function refusedView(position: number, reportId: string | null, fault: unknown): TipOutcomeView {
  const refused = { position, outcome: 'refused' as const, reportId, ...nothingKept, holder: null };
  if (fault instanceof RefusedFile) return { ...refused, refusedAs: fault.fault, errors: [fault.error] };
  if (fault instanceof UnfitTip) return { ...refused, refusedAs: 'unfit', errors: [...fault.errors] };
  if (!(fault instanceof Problem) || fault.status === 401 || fault.status >= 500) throw fault;
  const { errors, holder, complaintId } = (fault.members ?? {}) as {
    readonly errors?: readonly InputError[];
    readonly holder?: TipHolder | null;
    readonly complaintId?: string | null;
  };
  return {
    ...refused,
    refusedAs: fault.type,
    errors: errors ? [...errors] : [{ pointer: '#', detail: fault.title }],
    holder: holder ?? null,
    complaintId: complaintId ?? null,
  };
}
