import { Controller, Get } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { QueueList, toQueueView } from './queue.view.js';
import { QueuesService } from './queues.service.js';

/** Queues of complaints. */
@Controller('queues')
export class QueuesController {
  constructor(private readonly queues: QueuesService) {}

  /**
   * Count the complaints of each queue of your seat. `GET /complaints` with the queue lists them. A count stops at 1,000.
   */
  @Get()
  @Requires('complaints:read')
  async listQueues(@CurrentActor() actor: Actor): Promise<QueueList> {
    return { items: (await this.queues.summarize(actor)).map(toQueueView) };
  }
}
