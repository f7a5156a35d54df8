import { Body, Controller, Get, Post } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Id } from '../../platform/http/id.pipe.js';
import { AccountBatchView, toAccountBatchView } from './account-batch.view.js';
import { CreateAccountBatch } from './account-batch.request.js';
import { AccountBatchesService } from './account-batches.service.js';

/** Import of accounts from a file. */
@Controller('account-batches')
export class AccountBatchesController {
  constructor(private readonly batches: AccountBatchesService) {}

  /**
   * Validate a file of accounts, or create the accounts.
   * Validation returns, for each row, the account or its errors. It does not report email addresses of accounts beyond
   * the caller's seat. With `apply`, all accounts are created or none. Each new account has a one-time link for its
   * owner, unless the account awaits approval. The links are shown once; the response to a repeated request omits them.
   * @throws AlreadyExists
   * @throws LookUpLimitReached
   */
  @Post()
  @Requires('accounts:manage')
  async createAccountBatch(@CurrentActor() actor: Actor, @Body() input: CreateAccountBatch): Promise<AccountBatchView> {
    const { batch, unstored: result } = await this.batches.create(actor, input);
    return toAccountBatchView(batch, result);
  }

  /** Read the result of an import of accounts, row by row. */
  @Get(':id')
  @Requires('accounts:manage')
  async readAccountBatch(@CurrentActor() actor: Actor, @Id() id: string): Promise<AccountBatchView> {
    return toAccountBatchView(await this.batches.get(actor, id));
  }
}
