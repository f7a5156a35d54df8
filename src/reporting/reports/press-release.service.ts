import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor/actor.js';
import { authorize } from '../../access/policy.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/ids/ids.js';
import { addDays } from '../../platform/time/calendar.js';
import { sensitiveMeasures } from './measures/index.js';
import { OperationReportService } from './operation-report.service.js';
import { formatPressRelease } from './press-release.js';
import { toPublishedOperation } from './publications/published-views.js';
import { createCell } from './publications/public-cell.js';
import { publicationPolicy } from './publications/publications.policy.js';
import { PublicationsService } from './publications/publications.service.js';
import type { OperationReportQuery } from './report.request.js';

@Injectable()
export class PressReleaseService {
  constructor(
    private readonly database: Database,
    private readonly operations: OperationReportService,
    private readonly publications: PublicationsService,
  ) {}

  /** Writes the press release of an operation and enters its figures in the register of publications. */
  async publish(actor: Actor, id: string, query: OperationReportQuery): Promise<string> {
    authorize(publicationPolicy.publish, actor, null);
    const view = await this.operations.read(actor, id, query);
    // Leaves the read-only transaction in which the report was read.
    await this.database.runOutsideTransaction(actor, () => Promise.resolve());
    return this.publications.publish(actor, newId(), 'press_release', async (register) => {
      const { startsOn, endsOn } = view.operation;
      const window = { from: startsOn, until: addDays(endsOn, 1) };
      const place = await this.publications.placeOfOperation(actor, register, id, window, view.scope);
      const undisclosed = sensitiveMeasures.filter((measure) => {
        const [isShown] = register.settle(measure, [{ cell: createCell(measure, place), isTold: true }]);
        return isShown !== true;
      });
      return formatPressRelease(toPublishedOperation(view, place, register), undisclosed);
    });
  }
}
