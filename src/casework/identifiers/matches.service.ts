import { Injectable } from '@nestjs/common';
import { Complaint } from '../complaints/complaint.entity.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { findByIdOrFail } from '../../platform/database/rows.js';
import { findMatches, type FoundMatches } from './matches.js';

/** Matches of a complaint with others of the actor's seat. */
@Injectable()
export class MatchesService {
  constructor(private readonly database: Database) {}

  find(actor: Actor, complaintId: string): Promise<FoundMatches> {
    return this.database.auditedRead(
      actor,
      'complaint.matched',
      async (tx) => {
        await findByIdOrFail(tx, Complaint, complaintId);
        return findMatches(tx, complaintId);
      },
      ({ matches }) => ({
        records: [complaintId],
        complaints: [complaintId, ...matches.map(({ complaint }) => complaint.id)],
      }),
    );
  }
}
