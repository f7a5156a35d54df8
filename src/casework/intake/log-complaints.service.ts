import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Complaint } from '../complaints/complaint.entity.js';
import { IntakeService } from '../complaints/intake.service.js';
import { findMatches, type FoundMatches } from '../identifiers/matches.js';
import { insertParticulars } from '../identifiers/insert-particulars.js';
import { computeParticularsDigest, toParticularRows } from '../identifiers/particulars.js';
import type { Actor } from '../../platform/actor/actor.js';
import { mayUse } from '../../access/permissions.js';
import { Database } from '../../platform/database/database.js';
import { findByIdOrFail } from '../../platform/database/rows.js';
import type { LogComplaint } from './intake.request.js';
import type { LogResult } from './intake.view.js';

/** Logs a complaint with its persons, identifiers and files in one transaction, and returns its matches. */
@Injectable()
export class LogComplaintsService {
  constructor(
    private readonly database: Database,
    private readonly intake: IntakeService,
  ) {}

  log(actor: Actor, tip: LogComplaint): Promise<LogResult> {
    const rows = toParticularRows(tip);
    const intake = this.intake.prepareIntake(actor, tip, computeParticularsDigest(tip));
    return this.database.change(actor, { action: 'complaint.received', subject: intake.id }, async (tx) => {
      const { complaint, isNew } = await this.intake.insertOrFindExisting(tx, actor, intake);
      if (isNew) await insertParticulars(tx, complaint, rows, intake.loggedAt);
      const hasNone = isNew && rows.identifiers.length === 0;
      return {
        complaint,
        matches: hasNone ? createEmptyMatches(actor) : await findVisibleMatches(tx, actor, complaint.id),
      };
    });
  }

  get(actor: Actor, id: string): Promise<LogResult> {
    return this.database.read(actor, async (tx) => ({
      complaint: await findByIdOrFail(tx, Complaint, id),
      matches: await findVisibleMatches(tx, actor, id),
    }));
  }
}

/** Returns the empty result of a new complaint without identifiers, which cannot match. */
function createEmptyMatches(actor: Actor): FoundMatches | null {
  return mayMatch(actor) ? { matches: [], isComplete: true, setAside: [] } : null;
}

/** Returns the matches, or null for a machine key that may log but not read. */
async function findVisibleMatches(tx: EntityManager, actor: Actor, id: string): Promise<FoundMatches | null> {
  return mayMatch(actor) ? findMatches(tx, id) : null;
}

function mayMatch(actor: Actor): boolean {
  return mayUse(actor, 'complaints:read');
}
