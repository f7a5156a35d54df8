import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor/actor.js';
import { BodyChecks, type PartialBody } from '../../platform/http/body-checks.js';
import { InputFaults } from '../../platform/http/input-checks.js';
import { AssignComplaints } from './batch-assignment.request.js';
import type { ItemOutcome } from './batch-outcome.view.js';
import type { BatchItem } from './batch.request.js';
import { BatchService, requireDistinct } from './batch.service.js';
import { TriageService } from './triage.service.js';

/** Assignment of many complaints by the rules of a single one. */
@Injectable()
export class BatchAssignmentService {
  constructor(
    private readonly batches: BatchService,
    private readonly triage: TriageService,
    checks: BodyChecks,
  ) {
    checks.register(AssignComplaints, (actor, body) => this.check(actor, body));
  }

  assign(actor: Actor, { items, ...assignment }: AssignComplaints): Promise<ItemOutcome[]> {
    return this.batches.run(actor, 'complaints:assign', items, ({ id, version }) =>
      this.triage.assign(actor, id, version, assignment),
    );
  }

  /** Checks the list of complaints, agency and investigator of a body whose shape is faulty elsewhere. */
  private async check(actor: Actor, body: PartialBody): Promise<void> {
    const { items = [] } = body as { readonly items?: readonly (Partial<BatchItem> | undefined)[] };
    const faults = new InputFaults();
    faults.check(() => {
      requireDistinct(items);
    });
    await faults.checkStored(() => this.triage.checkAssignment(actor, body));
    faults.requireNone(items);
  }
}
