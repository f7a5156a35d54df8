import { Injectable } from '@nestjs/common';
import { Complaint } from '../complaints/complaint.entity.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { required } from '../../platform/database/rows.js';
import { matchesOf, type FoundMatches } from './matches.js';

/** Matches of a complaint with others of the actor's seat. */
@Injectable()
export class MatchesService {
  constructor(private readonly database: Database) {}

  of(actor: Actor, complaintId: string): Promise<FoundMatches> {
    return this.database.look(
      actor,
      'complaint.matched',
      async (tx) => {
        await required(tx, Complaint, complaintId);
        return matchesOf(tx, complaintId);
      },
      ({ matches }) => ({
        records: [complaintId],
        complaints: [complaintId, ...matches.map(({ complaint }) => complaint.id)],
      }),
    );
  }
}
