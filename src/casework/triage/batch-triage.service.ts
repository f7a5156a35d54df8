import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor/actor.js';
import { BodyChecks } from '../../platform/http/body-checks.js';
import type { ItemOutcome } from './batch-outcome.view.js';
import type { BatchItem } from './batch.request.js';
import { BatchService, requireDistinct } from './batch.service.js';
import { TriageComplaints } from './batch-triage.request.js';
import { TriageService } from './triage.service.js';

/** Triage of many complaints by one decision. Each has its own triage, by the rules of a single one. */
@Injectable()
export class BatchTriageService {
  constructor(
    private readonly batches: BatchService,
    private readonly triages: TriageService,
    checks: BodyChecks,
  ) {
    checks.register(TriageComplaints, (_actor, body) => {
      const { items = [] } = body as { readonly items?: readonly (Partial<BatchItem> | undefined)[] };
      requireDistinct(items);
    });
  }

  triage(actor: Actor, { items, ...decision }: TriageComplaints): Promise<ItemOutcome[]> {
    return this.batches.run(actor, 'complaints:triage', items, ({ id, version }) =>
      this.triages.triage(actor, id, version, decision),
    );
  }
}
