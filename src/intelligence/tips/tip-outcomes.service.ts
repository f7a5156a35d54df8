import { Injectable } from '@nestjs/common';
import { resolveDisclosureBasis } from '../../casework/disclosures/disclosure-basis.js';
import { DisclosuresService } from '../../casework/disclosures/disclosures.service.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { InvalidInput } from '../../platform/http/problems.js';
import type { ReportTipOutcomes } from './tip-outcome.request.js';
import type { ReportedOutcomesView } from './tip-outcome.view.js';
import type { ReportedStatus } from './tips.enums.js';

interface Outcome {
  readonly id: string;
  readonly task_force_id: string;
  readonly external_reference: string;
  readonly status: ReportedStatus;
  readonly arrest: boolean;
  readonly victim_identified: boolean;
}

const maxTips = 1000;
const purpose = 'What became of the tip: how it stands, whether somebody was arrested, whether a child was identified.';

// A merged complaint is reported with the status of its target. Its own arrests and children stay with it, so each complaint is reported with
// those of its whole matter. Expunged and sealed complaints are omitted.
const selectOutcomes = `
  WITH tips AS MATERIALIZED (
    SELECT c.id, c.task_force_id, c.external_reference, c.received_on, app.current_complaint(c.id) AS goes_on_in
      FROM app.complaints c
     WHERE c.source = 'ncmec_cybertip' AND c.external_reference IS NOT NULL AND NOT c.is_sealed
       AND c.received_on >= $1 AND c.received_on < $2
     ORDER BY c.received_on, c.id LIMIT $3
  ), matters AS MATERIALIZED (
    SELECT m.complaint, m.id FROM app.matters_of((SELECT array_agg(t.id) FROM tips t)) m
  )
  SELECT t.id, t.task_force_id, t.external_reference,
         CASE WHEN g.state = 'closed' THEN 'closed'
              WHEN g.state IN ('received', 'in_triage', 'triaged') THEN 'received'
              ELSE 'under_investigation' END AS status,
         t.id IN (SELECT m.complaint FROM matters m JOIN app.arrests a ON a.complaint_id = m.id
                   WHERE a.voided_at IS NULL) AS arrest,
         t.id IN (SELECT m.complaint FROM matters m JOIN app.victims_identified v ON v.complaint_id = m.id
                   WHERE v.voided_at IS NULL) AS victim_identified
    FROM tips t JOIN app.complaints g ON g.id = t.goes_on_in
   ORDER BY t.received_on, t.id`;

/** Reports outcomes of tips to the reporting center, without content, and logs each as a disclosure. */
@Injectable()
export class TipOutcomesService {
  constructor(
    private readonly database: Database,
    private readonly disclosures: DisclosuresService,
  ) {}

  report(actor: Actor, { from, until, basis, recipient }: ReportTipOutcomes): Promise<ReportedOutcomesView> {
    if (from >= until) throw InvalidInput.forPath('/until', 'must be after from');
    const legalBasis = resolveDisclosureBasis('ncmec_cybertip', basis, '/basis');
    return this.database.change(actor, { action: 'tip-outcomes.reported' }, async (tx) => {
      const rows = await tx.query<Outcome[]>(selectOutcomes, [from, until, maxTips + 1]);
      if (rows.length > maxTips) throw InvalidInput.forPath('/until', `leaves a period of more than ${maxTips} tips`);
      const disclosed = rows.map(({ id, task_force_id: taskForceId }) => {
        return { complaint: { id, taskForceId }, what: 'other' as const, recipient, basis: legalBasis, purpose };
      });
      await this.disclosures.appendAll(tx, actor, disclosed);
      return {
        items: rows.map(({ external_reference: reportId, status, arrest, victim_identified: victimIdentified }) => ({
          ...{ reportId, status, arrest, victimIdentified },
        })),
      };
    });
  }
}

/**
 * Returns CSV of codes and digits only, so that no cell starts a formula. A report number that is not numeric is quoted
 * as text.
 */
export function toCsv({ items }: ReportedOutcomesView): string {
  const lines = items.map(({ reportId, status, arrest, victimIdentified }) =>
    [
      /^\d+$/.test(reportId) ? reportId : `"'${reportId.replaceAll('"', '""')}"`,
      status,
      formatYesNo(arrest),
      formatYesNo(victimIdentified),
    ].join(','),
  );
  return ['reportId,status,arrest,victimIdentified', ...lines, ''].join('\r\n');
}

function formatYesNo(is: boolean): string {
  return is ? 'yes' : 'no';
}
