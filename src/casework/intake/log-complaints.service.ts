import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Complaint } from '../complaints/complaint.entity.js';
import type { Intake } from '../complaints/intake.js';
import { IntakeService } from '../complaints/intake.service.js';
import { findMatches, type FoundMatches } from '../identifiers/matches.js';
import { insertParticulars } from '../identifiers/insert-particulars.js';
import { computeParticularsDigest, toParticularRows, type ParticularRows } from '../identifiers/particulars.js';
import type { Actor } from '../../platform/actor/actor.js';
import { mayUse } from '../../access/permissions.js';
import { requireAgencyOfTaskForce } from '../../organization/agencies/agency-validation.js';
import { BodyChecks, type PartialBody } from '../../platform/http/body-checks.js';
import { InputFaults } from '../../platform/http/input-checks.js';
import { isId } from '../../platform/ids/ids.js';
import { Clock } from '../../platform/time/clock.js';
import { Database } from '../../platform/database/database.js';
import { findByIdOrFail } from '../../platform/database/rows.js';
import { LogComplaint } from './intake.request.js';
import { completeTip } from './placeholders.js';
import type { LogResult } from './intake.view.js';

/** Logs a complaint with its persons, identifiers and files in one transaction, and returns its matches. */
@Injectable()
export class LogComplaintsService {
  constructor(
    private readonly database: Database,
    private readonly intake: IntakeService,
    private readonly clock: Clock,
    checks: BodyChecks,
  ) {
    checks.register(LogComplaint, (actor, body) => this.check(actor, body));
  }

  async log(actor: Actor, tip: LogComplaint): Promise<LogResult> {
    const { intake, rows } = await this.prepare(actor, tip);
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

  /** Validates the whole tip before any write. One problem has all its faults. */
  private async prepare(actor: Actor, tip: LogComplaint): Promise<{ intake: Intake; rows: ParticularRows }> {
    const faults = new InputFaults();
    const intake = faults.check(() => this.intake.prepareIntake(actor, tip, computeParticularsDigest(tip)));
    const rows = faults.check(() => toParticularRows(tip));
    if (!intake || !rows) await faults.checkStored(() => this.requireKnownAgency(actor, tip.agencyId));
    return faults.requireNone(intake && rows && { intake, rows });
  }

  /** Checks a tip whose shape is faulty elsewhere. */
  private async check(actor: Actor, body: PartialBody): Promise<void> {
    await this.prepare(actor, completeTip(body, this.clock.now()));
    await this.requireKnownAgency(actor, body['agencyId']);
  }

  /** Rejects an agency outside the task force. Without other faults, the insert does it. */
  private async requireKnownAgency(actor: Actor, agencyId: unknown): Promise<void> {
    const { seat } = actor;
    if (seat.level !== 'task_force' || !isId(agencyId)) return;
    await requireAgencyOfTaskForce(this.database.managerOf(actor), seat.taskForceId, agencyId);
  }

  get(actor: Actor, id: string): Promise<LogResult> {
    return this.database.read(actor, async (tx) => ({
      complaint: await findByIdOrFail(tx, Complaint, id),
      matches: await findVisibleMatches(tx, actor, id),
    }));
  }
}

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
