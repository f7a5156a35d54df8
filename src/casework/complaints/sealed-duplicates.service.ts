import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { RequestedPage } from '../../platform/http/paging.js';
import type { SealedDuplicatePage, SealedDuplicateView } from './sealed-duplicate.view.js';
import type { SealedDuplicatesQuery } from './sealed-duplicate.request.js';

/**
 * Row security shows sealed complaints only to the supervisors of their task force, so no other account sees a pair.
 */
const selectSealedDuplicates = `
  SELECT c.id AS "complaintId", c.reference, s.id AS "sealedComplaintId", s.reference AS "sealedReference",
         c.external_reference AS "externalReference", c.received_at AS "receivedAt"
    FROM app.complaints c
   CROSS JOIN LATERAL (SELECT s.id, s.reference FROM app.complaints s
                        WHERE s.task_force_id = c.task_force_id AND s.source = c.source
                          AND s.external_reference = c.external_reference AND s.sealed_before < c.sealed_before AND s.is_sealed
                        ORDER BY s.sealed_before DESC LIMIT 1) s
   WHERE c.task_force_id = (SELECT auth.case_task_force()) AND c.sealed_before > 0 AND NOT c.is_sealed AND c.merged_into IS NULL
     AND c.disposition IS DISTINCT FROM 'duplicate' AND ($1::uuid IS NULL OR c.id > $1)
   ORDER BY c.id LIMIT $2`;

type SealedDuplicateRow = Omit<SealedDuplicateView, 'receivedAt'> & { readonly receivedAt: Date };

/** List, for the task force's supervisors, of tips received with the number of a sealed complaint. */
@Injectable()
export class SealedDuplicatesService {
  constructor(private readonly database: Database) {}

  list(actor: Actor, query: SealedDuplicatesQuery): Promise<SealedDuplicatePage> {
    const page = new RequestedPage<SealedDuplicateRow>({
      list: 'sealed-duplicates',
      query,
      key: { complaintId: 'id' },
    });
    return this.database.read(actor, async (tx) => {
      const rows = await tx.query<SealedDuplicateRow[]>(selectSealedDuplicates, [...page.position, page.limit]);
      const { items, nextCursor } = page.toPage(rows);
      return { items: items.map((pair) => ({ ...pair, receivedAt: pair.receivedAt.toISOString() })), nextCursor };
    });
  }
}
