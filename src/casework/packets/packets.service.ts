import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Complaint } from '../complaints/complaint.entity.js';
import { ComplaintsService } from '../complaints/complaints.service.js';
import { TimelineService } from '../timeline/timeline.service.js';
import { resolveDisclosureBasis } from '../disclosures/disclosure-basis.js';
import { DisclosuresService } from '../disclosures/disclosures.service.js';
import { findLinkedComplaints } from '../investigations/investigation-record.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { findByIdOrFail } from '../../platform/database/rows.js';
import { newId } from '../../platform/ids/ids.js';
import { listPage } from '../../platform/database/list-page.js';
import type { Page } from '../../platform/http/paging.js';
import { InvalidInput } from '../../platform/http/problems.js';
import { Clock } from '../../platform/time/clock.js';
import { createArchive, sha256 } from './archive.js';
import { readCase } from './case-reader.js';
import { createDocument, type PacketDocument, type CaseSection } from './packet-document.js';
import { createPacketFiles } from './packet-files.js';
import type { Cover } from './packet-pdf.js';
import { Packet } from './packet.entity.js';
import type { MadePacket } from './packet.view.js';
import type { MakePacket, PacketsQuery } from './packet.request.js';
import { renderRow } from './redaction.js';

/** Maximum number of complaints in a packet, which is made in memory. */
const maxComplaints = 30;

interface CaseContent {
  readonly id: string;
  readonly reference: string;
  readonly sections: readonly CaseSection[];
}

interface MatterContent {
  readonly taskForceId: string;
  readonly cases: readonly CaseContent[];
  readonly createdAt: Date;
  readonly createdBy: string;
}

/** Makes archives of cases on request and logs them as disclosed. The archives are not stored. */
@Injectable()
export class PacketsService {
  constructor(
    private readonly database: Database,
    private readonly complaints: ComplaintsService,
    private readonly disclosures: DisclosuresService,
    private readonly timeline: TimelineService,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes a packet in two transactions: rendering takes longer than a transaction may be idle. It is returned after its record, disclosures
   * and audited read are committed.
   */
  async make(actor: Actor, request: MakePacket): Promise<MadePacket> {
    const id = newId();
    const { rendering, recipient, purpose } = request;
    const change = { action: 'packet.created', subject: id, reason: rendering };
    const { cases, taskForceId, ...read } = await this.database.change(actor, change, (tx) =>
      this.readMatter(tx, actor, request),
    );
    const dissemination = renderRow({ recipient, purpose }, { recipient: 'words', purpose: 'words' }, rendering);
    const cover: Cover = { packetId: id, rendering, ...read, dissemination };
    const documents = cases.map(({ reference, sections }) => createDocument(reference, sections, rendering));
    const archive = await this.database.runOutsideTransaction(actor, async () => {
      return createArchive(await createPacketFiles(documents, cover), cover.createdAt);
    });
    const packet = await this.database.change(actor, change, async (tx) => {
      const ids = cases.map((one) => one.id);
      const complaints = await this.lockComplaints(tx, actor, ids);
      for (const complaint of complaints) {
        const basis = resolveDisclosureBasis(complaint.source, request.basis, '/basis');
        await this.disclosures.append(tx, actor, {
          complaint,
          what: 'packet',
          recipient,
          basis,
          purpose,
          recordId: id,
        });
      }
      const { complaintId = null, investigationId = null } = request;
      const matter = { id, taskForceId, complaintId, investigationId, complaints: ids.length };
      const details = { rendering, recipient, purpose, createdBy: actor.accountId, createdAt: cover.createdAt };
      const digest = { bytes: archive.length, sha256: Buffer.from(sha256(archive), 'hex') };
      await tx.insert(Packet, { ...matter, ...details, ...digest });
      await tx.query('SELECT audit.log_read($1, $2, $3)', [
        'packet.created',
        [id, ...collectPersonIds(documents)],
        ids,
      ]);
      return findByIdOrFail(tx, Packet, id);
    });
    const subject = cases.find((one) => one.id === packet.complaintId)?.reference ?? 'investigation';
    return { packet, name: `${subject}-${rendering}.zip`, archive };
  }

  get(actor: Actor, id: string): Promise<Packet> {
    return this.database.read(actor, (tx) => findByIdOrFail(tx, Packet, id));
  }

  list(actor: Actor, query: PacketsQuery): Promise<Page<Packet>> {
    const { complaintId, investigationId } = query;
    return this.database.read(actor, async (tx) => {
      const packets = tx.createQueryBuilder(Packet, 'p').orderBy({ 'p.createdAt': 'DESC', 'p.id': 'DESC' });
      if (complaintId) packets.andWhere('p.complaintId = :complaintId', { complaintId });
      if (investigationId) packets.andWhere('p.investigationId = :investigationId', { investigationId });
      return listPage(tx, packets, { list: 'packets', query });
    });
  }

  private async readMatter(tx: EntityManager, actor: Actor, request: MakePacket): Promise<MatterContent> {
    const { complaintId, investigationId } = request;
    if ((complaintId === undefined) === (investigationId === undefined)) {
      throw InvalidInput.forPath('', 'must name either a complaint or an investigation');
    }
    const requestedIds = complaintId === undefined ? await findComplaintIds(tx, investigationId ?? '') : [complaintId];
    const ids = await findMatterIds(tx, requestedIds);
    if (ids.length > maxComplaints) {
      const field = complaintId === undefined ? '/investigationId' : '/complaintId';
      throw InvalidInput.forPath(field, `has more than ${maxComplaints} complaints; make a packet of each`);
    }
    const complaints = await this.lockComplaints(tx, actor, ids.length > 0 ? ids : requestedIds);
    const [first] = complaints;
    if (!first) throw InvalidInput.forPath('/investigationId', 'contains no complaint that is accessible to you');
    const cases: CaseContent[] = [];
    for (const complaint of complaints) {
      resolveDisclosureBasis(complaint.source, request.basis, '/basis');
      const { id, reference } = complaint;
      cases.push({ id, reference, sections: await readCase(tx, this.timeline, complaint) });
    }
    const { taskForceId } = first;
    return { taskForceId, cases, createdAt: this.clock.now(), createdBy: await findName(tx, actor) };
  }

  /**
   * Locks the complaints in order, and checks that the actor may work each. A complaint merged into another is
   * included.
   */
  private async lockComplaints(tx: EntityManager, actor: Actor, ids: readonly string[]): Promise<Complaint[]> {
    const complaints: Complaint[] = [];
    for (const id of ids) complaints.push(await this.complaints.lockForCorrection(tx, actor, id));
    return complaints;
  }
}

async function findComplaintIds(tx: EntityManager, investigationId: string): Promise<string[]> {
  const complaints = await findLinkedComplaints(tx, investigationId);
  return complaints.map(({ id }) => id);
}

/** Returns the ids of the complaints and those merged into them that the actor sees, in locking order. */
async function findMatterIds(tx: EntityManager, ids: readonly string[]): Promise<string[]> {
  const rows = await tx.query<{ id: string }[]>(
    `SELECT DISTINCT m.id FROM unnest($1::uuid[]) named (id) CROSS JOIN LATERAL app.matter_of(named.id) m (id)
       JOIN app.complaints c ON c.id = m.id AND NOT c.is_expunged ORDER BY m.id`,
    [ids],
  );
  return rows.map(({ id }) => id);
}

/** Returns the ids of the suspects, arrests and children in the packet, for the audited read. */
function collectPersonIds(documents: readonly PacketDocument[]): string[] {
  const people = ['suspects', 'arrests', 'victims-identified'];
  const rows = documents.flatMap(({ sections }) => sections.filter(({ name }) => people.includes(name)));
  return rows.flatMap(({ rows: of }) => of.flatMap(({ id }) => (typeof id === 'string' ? [id] : [])));
}

async function findName(tx: EntityManager, { accountId }: Actor): Promise<string> {
  const [who] = await tx.query<{ name: string }[]>('SELECT name FROM audit.names_of($1)', [[accountId]]);
  return who?.name ?? accountId;
}
