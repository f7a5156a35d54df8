import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Complaint } from '../complaints/complaint.entity.js';
import { selectOwnDrafts } from '../drafts/drafts.service.js';
import { TimelineService } from '../timeline/timeline.service.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { findByIdOrFail } from '../../platform/database/rows.js';
import { Arrest } from '../suspects/arrest.entity.js';
import { Suspect } from '../suspects/suspect.entity.js';
import { VictimIdentified } from '../victims-identified/victim-identified.entity.js';
import type { OpenedCase } from './case.view.js';

const maxRecords = 200;

/** Opens cases by six statements, however many records a case has. */
@Injectable()
export class CasesService {
  constructor(
    private readonly database: Database,
    private readonly timeline: TimelineService,
  ) {}

  open(actor: Actor, id: string): Promise<OpenedCase> {
    const work = async (tx: EntityManager): Promise<OpenedCase> => {
      const complaint = await findByIdOrFail(tx, Complaint, id);
      const caseKey = { taskForceId: complaint.taskForceId, complaintId: id };
      const latest = { identifiedOn: 'DESC', id: 'DESC' } as const;
      const suspects = await tx.find(Suspect, { where: caseKey, order: latest, take: maxRecords });
      const arrests = await tx.find(Arrest, {
        where: caseKey,
        order: { arrestedOn: 'DESC', id: 'DESC' },
        take: maxRecords,
      });
      const victims = await tx.find(VictimIdentified, { where: caseKey, order: latest, take: maxRecords });
      const { items: events, nextCursor: eventsCursor } = await this.timeline.readLatest(tx, id, maxRecords);
      const drafts = await selectOwnDrafts(tx, actor, id);
      return { complaint, suspects, arrests, victims, events, eventsCursor, drafts };
    };
    return this.database.auditedRead(actor, 'case.opened', work, ({ suspects, arrests, victims }) => ({
      records: [id, ...[...suspects, ...arrests, ...victims].map((record) => record.id)],
      complaints: [id],
    }));
  }
}
