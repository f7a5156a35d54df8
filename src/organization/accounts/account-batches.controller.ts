import { Body, Controller, Get, Post } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Id } from '../../platform/http/id.pipe.js';
import { AccountBatchView, toAccountBatchView } from './account-batch.view.js';
import { CreateAccountBatch } from './account-batch.request.js';
import { AccountBatchesService } from './account-batches.service.js';

/** Routes of the import of accounts. */
@Controller('account-batches')
export class AccountBatchesController {
  constructor(private readonly batches: AccountBatchesService) {}

  /**
   * Validate a file of accounts or create them.
   * Validation returns the account or the errors of each row. It does not check for email addresses of accounts beyond
   * the caller's seat. With `apply`, all accounts are created or none. Each has a one-time link for its owner, unless
   * it awaits approval. The links are shown once; the response to a repeated request omits them.
   * @throws AlreadyExists
   * @throws LookUpLimitReached
   */
  @Post()
  @Requires('accounts:manage')
  async createAccountBatch(@CurrentActor() actor: Actor, @Body() input: CreateAccountBatch): Promise<AccountBatchView> {
    const { batch, unstored } = await this.batches.create(actor, input);
    return toAccountBatchView(batch, unstored);
  }

  /** Read the result of an import of accounts, row by row. */
  @Get(':id')
  @Requires('accounts:manage')
  async readAccountBatch(@CurrentActor() actor: Actor, @Id() id: string): Promise<AccountBatchView> {
    return toAccountBatchView(await this.batches.get(actor, id));
  }
}
