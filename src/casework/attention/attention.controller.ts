import { Controller, Get } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { AttentionService } from './attention.service.js';
import { AttentionView, toAttentionView } from './attention.view.js';

/** Items that wait for the account. */
@Controller('attention')
export class AttentionController {
  constructor(private readonly attention: AttentionService) {}

  /**
   * Count everything that waits for you, by role and seat, each with the path of its list. A count stops at 1,000. The
   * lists have the same rows. The response also has your drafts.
   */
  @Get()
  @Requires('account:own')
  async readAttention(@CurrentActor() actor: Actor): Promise<AttentionView> {
    return toAttentionView(await this.attention.get(actor));
  }
}
