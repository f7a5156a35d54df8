import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Complaint } from '../complaints/complaint.entity.js';
import { ComplaintsService } from '../complaints/complaints.service.js';
import { TimelineService } from '../desk/timeline/timeline.service.js';
import { basisFor } from '../disclosures/disclosure-basis.js';
import { DisclosuresService } from '../disclosures/disclosures.service.js';
import { complaintsOf } from '../investigations/investigation-record.js';
import type { Actor } from '../platform/access/actor.js';
import { Database } from '../platform/database/database.js';
import { required } from '../platform/database/rows.js';
import { newId } from '../platform/http/ids.js';
import { Keyset, pageOf, type Page } from '../platform/http/paging.js';
import { InvalidInput } from '../platform/http/problems.js';
import { Clock } from '../platform/time/clock.js';
import { archiveOf, sha256 } from './archive.js';
import { readCase } from './case-reader.js';
import { documentOf, type PacketDocument } from './packet-document.js';
import { filesOf } from './packet-files.js';
import type { Cover } from './packet-pdf.js';
import { Packet } from './packet.entity.js';
import type { MadePacket, MakePacket, PacketsQuery } from './packets.contract.js';
import { rendered } from './redaction.js';

/** Cases as archives that leave the tracker: made when they are asked for, entered as disclosed, and not kept. */
@Injectable()
export class PacketsService {
  constructor(
    private readonly database: Database,
    private readonly complaints: ComplaintsService,
    private readonly disclosures: DisclosuresService,
    private readonly timeline: TimelineService,
    private readonly clock: Clock,
  ) {}

  make(actor: Actor, wanted: MakePacket): Promise<MadePacket> {
    const id = newId();
    const { rendering, recipient, purpose } = wanted;
    return this.database.change(actor, { action: 'packet.made', subject: id, reason: rendering }, async (tx) => {
      const complaints = await this.complaintsFor(tx, actor, wanted);
      const [first] = complaints;
      if (!first) throw InvalidInput.at('/investigationId', 'has no complaint that is there for you');
      const madeAt = this.clock.now();
      const told = rendered({ recipient, purpose }, { recipient: 'words', purpose: 'words' }, rendering);
      const cover: Cover = { packetId: id, rendering, madeAt, madeBy: await nameOf(tx, actor), told };
      const documents: PacketDocument[] = [];
      for (const complaint of complaints) {
        const { reference } = complaint;
        documents.push(documentOf(reference, await readCase(tx, this.timeline, complaint), rendering));
        const basis = basisFor(complaint.source, wanted.basis, '/basis');
        await this.disclosures.enter(tx, actor, { complaint, what: 'packet', recipient, basis, purpose, recordId: id });
      }
      const archive = archiveOf(await filesOf(documents, cover), madeAt);
      await tx.insert(Packet, {
        id,
        taskForceId: first.taskForceId,
        complaintId: wanted.complaintId === undefined ? null : first.id,
        investigationId: wanted.investigationId ?? null,
        rendering,
        recipient,
        purpose,
        complaints: complaints.length,
        bytes: archive.length,
        sha256: Buffer.from(sha256(archive), 'hex'),
        madeBy: actor.accountId,
        madeAt,
      });
      await tx.query('SELECT audit.look($1, $2, $3)', [
        'packet.made',
        [id, ...peopleIn(documents)],
        complaints.map((one) => one.id),
      ]);
      const name = `${wanted.complaintId === undefined ? 'investigation' : first.reference}-${rendering}.zip`;
      return { packet: await required(tx, Packet, id), name, archive };
    });
  }

  get(actor: Actor, id: string): Promise<Packet> {
    return this.database.read(actor, (tx) => required(tx, Packet, id));
  }

  list(actor: Actor, query: PacketsQuery): Promise<Page<Packet>> {
    const { complaintId, investigationId, limit } = query;
    const keyset = new Keyset('packets', query, ['instant', 'id']);
    const after = keyset.after(query.cursor);
    return this.database.read(actor, async (tx) => {
      const packets = tx.createQueryBuilder(Packet, 'p').orderBy({ 'p.madeAt': 'DESC', 'p.id': 'DESC' });
      if (complaintId) packets.andWhere('p.complaintId = :complaintId', { complaintId });
      if (investigationId) packets.andWhere('p.investigationId = :investigationId', { investigationId });
      if (after) packets.andWhere('(p.madeAt, p.id) < (:at, :id)', { at: after[0], id: after[1] });
      const rows = await packets.limit(limit + 1).getMany();
      return pageOf(rows, limit, ({ madeAt, id }) => keyset.cursorOf([madeAt.toISOString(), id]));
    });
  }

  /** Locked, in one order, until the packet is made: it tells of one moment. */
  private async complaintsFor(
    tx: EntityManager,
    actor: Actor,
    { complaintId, investigationId }: MakePacket,
  ): Promise<Complaint[]> {
    if ((complaintId === undefined) === (investigationId === undefined)) {
      throw InvalidInput.at('', 'has to name either a complaint or an investigation');
    }
    const ids = complaintId === undefined ? await idsIn(tx, investigationId ?? '') : [complaintId];
    const complaints: Complaint[] = [];
    for (const id of ids) complaints.push(await this.complaints.toWork(tx, actor, id));
    return complaints;
  }
}

async function idsIn(tx: EntityManager, investigationId: string): Promise<string[]> {
  const complaints = await complaintsOf(tx, investigationId);
  return complaints.map(({ id }) => id).sort();
}

/** The suspects, arrests and children that it tells of: who reads a packet has looked at them. */
function peopleIn(documents: readonly PacketDocument[]): string[] {
  const people = ['suspects', 'arrests', 'victims-identified'];
  const rows = documents.flatMap(({ sections }) => sections.filter(({ name }) => people.includes(name)));
  return rows.flatMap(({ rows: of }) => of.flatMap(({ id }) => (typeof id === 'string' ? [id] : [])));
}

async function nameOf(tx: EntityManager, { accountId }: Actor): Promise<string> {
  const [who] = await tx.query<{ name: string }[]>('SELECT name FROM audit.names_of($1)', [[accountId]]);
  return who?.name ?? accountId;
}
