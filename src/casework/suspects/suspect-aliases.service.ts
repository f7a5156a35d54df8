import { Injectable } from '@nestjs/common';
import { ComplaintsService } from '../complaints/complaints.service.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { lockForUpdate, findByIdOrFail } from '../../platform/database/rows.js';
import { newId } from '../../platform/ids/ids.js';
import { InvalidInput } from '../../platform/http/problems.js';
import { Clock } from '../../platform/time/clock.js';
import { SuspectAlias } from './suspect-alias.entity.js';
import type { RecordSuspectAlias } from './suspect-alias.request.js';
import { SuspectsService } from './suspects.service.js';

/** Other names of suspects. They are added and voided, never changed. */
@Injectable()
export class SuspectAliasesService {
  constructor(
    private readonly database: Database,
    private readonly complaints: ComplaintsService,
    private readonly suspects: SuspectsService,
    private readonly clock: Clock,
  ) {}

  get(actor: Actor, id: string): Promise<SuspectAlias> {
    return this.database.auditedRead(
      actor,
      'suspect-alias.read',
      (tx) => findByIdOrFail(tx, SuspectAlias, id),
      ({ suspectId, complaintId }) => ({ records: [id, suspectId], complaints: [complaintId] }),
    );
  }

  record(actor: Actor, { suspectId, kind, ...name }: RecordSuspectAlias): Promise<SuspectAlias> {
    const { givenName = null, familyName = null, wholeName = null } = name;
    const id = newId();
    return this.database.change(actor, { action: 'suspect-alias.recorded', subject: id }, async (tx) => {
      requireOneNameForm(givenName ?? familyName, wholeName);
      const { suspect } = await this.suspects.lockForNewWork(tx, actor, suspectId);
      const { taskForceId, complaintId } = suspect;
      const alias = { id, taskForceId, complaintId, suspectId: suspect.id, kind, givenName, familyName, wholeName };
      await tx.insert(SuspectAlias, { ...alias, recordedAt: this.clock.now() });
      return findByIdOrFail(tx, SuspectAlias, id);
    });
  }

  void(actor: Actor, id: string, version: number, reason: string): Promise<SuspectAlias> {
    return this.database.change(actor, { action: 'suspect-alias.voided', subject: id, reason }, async (tx) => {
      await this.complaints.lockForCorrection(tx, actor, (await findByIdOrFail(tx, SuspectAlias, id)).complaintId);
      const alias = await lockForUpdate(tx, SuspectAlias, id, version);
      alias.void(reason, this.clock.now());
      return tx.save(alias);
    });
  }
}

function requireOneNameForm(part: string | null, whole: string | null): void {
  if (part === null && whole === null) throw InvalidInput.forPath('/wholeName', 'must be set, or a part of the name');
  if (part !== null && whole !== null)
    throw InvalidInput.forPath('/wholeName', 'must not be set together with a part of the name');
}
