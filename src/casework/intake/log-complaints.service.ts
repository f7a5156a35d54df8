import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Complaint } from '../complaints/complaint.entity.js';
import { IntakeService } from '../complaints/intake.service.js';
import { matchesOf, type FoundMatches } from '../identifiers/matches.js';
import { keepParticulars } from '../identifiers/keep-particulars.js';
import { particularsDigest, rowsOf } from '../identifiers/particulars.js';
import type { Actor } from '../../platform/actor/actor.js';
import { mayUse } from '../../access/permissions.js';
import { Database } from '../../platform/database/database.js';
import { required } from '../../platform/database/rows.js';
import type { LogComplaint, Logged } from './intake.contract.js';

/** Logs a complaint with its persons, identifiers and files in one transaction, and returns its matches. */
@Injectable()
export class LogComplaintsService {
  constructor(
    private readonly database: Database,
    private readonly intake: IntakeService,
  ) {}

  log(actor: Actor, tip: LogComplaint): Promise<Logged> {
    const rows = rowsOf(tip);
    const intake = this.intake.intakeOf(actor, tip, particularsDigest(tip));
    return this.database.change(actor, { action: 'complaint.received', subject: intake.id }, async (tx) => {
      const { complaint, isNew } = await this.intake.takeIn(tx, actor, intake);
      if (isNew) await keepParticulars(tx, complaint, rows, intake.loggedAt);
      const hasNone = isNew && rows.identifiers.length === 0;
      return { complaint, matches: hasNone ? noMatchesFor(actor) : await matchesFor(tx, actor, complaint.id) };
    });
  }

  logged(actor: Actor, id: string): Promise<Logged> {
    return this.database.read(actor, async (tx) => ({
      complaint: await required(tx, Complaint, id),
      matches: await matchesFor(tx, actor, id),
    }));
  }
}

/** Returns the empty result of a new complaint without identifiers, which cannot match. */
function noMatchesFor(actor: Actor): FoundMatches | null {
  return mayMatch(actor) ? { matches: [], isComplete: true, setAside: [] } : null;
}

/** Returns the matches, or null for a machine key that may log but not read. */
async function matchesFor(tx: EntityManager, actor: Actor, id: string): Promise<FoundMatches | null> {
  return mayMatch(actor) ? matchesOf(tx, id) : null;
}

function mayMatch(actor: Actor): boolean {
  return mayUse(actor, 'complaints:read');
}
