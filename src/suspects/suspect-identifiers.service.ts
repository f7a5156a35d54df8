import { Injectable } from '@nestjs/common';
import { ComplaintsService } from '../complaints/complaints.service.js';
import type { Actor } from '../platform/access/actor.js';
import { Database } from '../platform/database/database.js';
import { locked, required } from '../platform/database/rows.js';
import { newId } from '../platform/http/ids.js';
import { InvalidInput } from '../platform/http/problems.js';
import { Clock } from '../platform/time/clock.js';
import { normalisedIdentifier } from './identifiers.js';
import { SuspectIdentifier } from './suspect-identifier.entity.js';
import type { RecordSuspectIdentifier } from './suspect-identifiers.contract.js';
import { SuspectsService } from './suspects.service.js';
import type { IdentifierKind } from './suspects.words.js';

/** What suspects are reached or known by: added and voided, never changed. */
@Injectable()
export class SuspectIdentifiersService {
  constructor(
    private readonly database: Database,
    private readonly complaints: ComplaintsService,
    private readonly suspects: SuspectsService,
    private readonly clock: Clock,
  ) {}

  get(actor: Actor, id: string): Promise<SuspectIdentifier> {
    return this.database.look(
      actor,
      'suspect-identifier.read',
      (tx) => required(tx, SuspectIdentifier, id),
      ({ suspectId, complaintId }) => ({ records: [id, suspectId], complaints: [complaintId] }),
    );
  }

  record(actor: Actor, { suspectId, kind, raw, platform = null }: RecordSuspectIdentifier): Promise<SuspectIdentifier> {
    const id = newId();
    return this.database.change(actor, { action: 'suspect-identifier.recorded', subject: id }, async (tx) => {
      requirePlatform(kind, platform);
      const normalised = normalisedIdentifier(kind, raw);
      if (normalised === null) throw InvalidInput.at('/raw', 'is no identifier of this kind');
      const { suspect } = await this.suspects.toWork(tx, actor, suspectId);
      const { taskForceId, complaintId } = suspect;
      const identifier = { id, taskForceId, complaintId, suspectId: suspect.id, kind, platform, raw, normalised };
      await tx.insert(SuspectIdentifier, { ...identifier, recordedAt: this.clock.now() });
      return required(tx, SuspectIdentifier, id);
    });
  }

  void(actor: Actor, id: string, version: number, reason: string): Promise<SuspectIdentifier> {
    return this.database.change(actor, { action: 'suspect-identifier.voided', subject: id, reason }, async (tx) => {
      await this.complaints.toFinish(tx, actor, (await required(tx, SuspectIdentifier, id)).complaintId);
      const identifier = await locked(tx, SuspectIdentifier, id, version);
      identifier.void(reason, this.clock.now());
      return tx.save(identifier);
    });
  }
}

function requirePlatform(kind: IdentifierKind, platform: string | null): void {
  const isOfPlatform = kind === 'handle' || kind === 'account';
  if (isOfPlatform && platform === null) throw InvalidInput.at('/platform', 'must be there: whose it is');
  if (!isOfPlatform && platform !== null) throw InvalidInput.at('/platform', 'must not be there for this kind');
}
