import { Body, Controller, Get, Post } from '@nestjs/common';
import { CurrentActor, Requires } from '../platform/access/access.js';
import type { Actor } from '../platform/access/actor.js';
import { Id } from '../platform/http/ids.js';
import { AccountBatchView, CreateAccountBatch, viewOf } from './account-batches.contract.js';
import { AccountBatchesService } from './account-batches.service.js';

/** Accounts from a file. */
@Controller('account-batches')
export class AccountBatchesController {
  constructor(private readonly batches: AccountBatchesService) {}

  /**
   * Look through a file of accounts, or make them. Looked through, each row is answered with what it comes to or with what is
   * wrong with it; whether an address is taken beyond one's seat is not looked up then. With `apply` all accounts are made, each with its owner's one-time link, or none. The links are shown
   * once: a request that is sent again is answered without them.
   * @throws AlreadyExists
   * @throws LookUpBudgetSpent
   */
  @Post()
  @Requires('accounts:keep')
  async createAccountBatch(@CurrentActor() actor: Actor, @Body() input: CreateAccountBatch): Promise<AccountBatchView> {
    const { batch, shown } = await this.batches.create(actor, input);
    return viewOf(batch, shown);
  }

  /** Read what became of a file: which row became which account. */
  @Get(':id')
  @Requires('accounts:keep')
  async readAccountBatch(@CurrentActor() actor: Actor, @Id() id: string): Promise<AccountBatchView> {
    return viewOf(await this.batches.get(actor, id));
  }
}
