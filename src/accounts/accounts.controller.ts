import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires, StepUp } from '../platform/access/access.js';
import type { Actor } from '../platform/access/actor.js';
import { Id } from '../platform/http/ids.js';
import { IfMatch } from '../platform/http/versions.js';
import { ChangeRole, EnableAccount, NoteTraining, ReleaseLock } from './account-standing.contract.js';
import { AccountStandingService } from './account-standing.service.js';
import {
  AccountPage,
  AccountsQuery,
  CreateAccount,
  DisableAccount,
  InvitationView,
  keptViewOf,
  KeptAccountView,
} from './accounts.contract.js';
import { AccountsService } from './accounts.service.js';

/** Who works with the tracker, in which role, and at which seat. */
@Controller('accounts')
export class AccountsController {
  constructor(
    private readonly accounts: AccountsService,
    private readonly standing: AccountStandingService,
  ) {}

  /**
   * Create an account at one's own seat or below. It signs in once its owner has followed an invitation. An administrator's
   * or a national account waits for the approval of a second person before that. With `endsAt` it is temporary.
   * @throws AlreadyExists
   * @throws LookUpBudgetSpent
   */
  @Post()
  @Requires('accounts:keep')
  async createAccount(@CurrentActor() actor: Actor, @Body() account: CreateAccount): Promise<KeptAccountView> {
    return keptViewOf(await this.accounts.create(actor, account), actor);
  }

  /** List the accounts of one's seat and below. */
  @Get()
  @Requires('accounts:read')
  async listAccounts(@CurrentActor() actor: Actor, @Query() query: AccountsQuery): Promise<AccountPage> {
    const { items, nextCursor } = await this.accounts.list(actor, query);
    return { items: items.map((account) => keptViewOf(account, actor)), nextCursor };
  }

  /** Read one's own account. */
  @Get('me')
  @Requires('account:own')
  async readOwnAccount(@CurrentActor() actor: Actor): Promise<KeptAccountView> {
    return keptViewOf(await this.accounts.get(actor, actor.accountId), actor);
  }

  /** Read an account. */
  @Get(':id')
  @Requires('accounts:read')
  async readAccount(@CurrentActor() actor: Actor, @Id() id: string): Promise<KeptAccountView> {
    return keptViewOf(await this.accounts.get(actor, id), actor);
  }

  /**
   * Make a one-time link by which the account's owner sets a first password. A link given before is void. Where there is a
   * password already, it takes a factor reset.
   * @throws AlreadyDisabled
   * @throws AlreadyEnrolled
   * @throws AwaitsApproval
   */
  @Put(':id/invitation')
  @Requires('accounts:keep')
  inviteAccount(@CurrentActor() actor: Actor, @Id() id: string): Promise<InvitationView> {
    return this.accounts.invite(actor, id);
  }

  /**
   * Approve an account that takes two persons: an administrator's, a supervisor's or a national one. It is never one's own, nor one
   * that oneself has asked for, unless there is nobody else. The approver is independent of whoever asked.
   * @throws ApproverNotIndependent
   * @throws AlreadyApproved
   */
  @Put(':id/approval')
  @Requires('accounts:approve')
  @StepUp()
  async approveAccount(@CurrentActor() actor: Actor, @Id() id: string): Promise<KeptAccountView> {
    return keptViewOf(await this.standing.approve(actor, id), actor);
  }

  /**
   * Change an account's role and seat, both within one's own seat and below. Its sessions and machine keys end at once, and
   * where it becomes an administrator's, a supervisor's or a national one, it waits for the approval of a second person.
   * @throws AlreadyDisabled
   * @throws NamedInCases
   */
  @Put(':id/role')
  @Requires('accounts:keep')
  @StepUp()
  async changeAccountRole(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() change: ChangeRole,
  ): Promise<KeptAccountView> {
    return keptViewOf(await this.standing.changeRole(actor, id, version, change), actor);
  }

  /**
   * Disable an account. Its sessions and machine keys end at once.
   * @throws AlreadyDisabled
   */
  @Put(':id/disablement')
  @Requires('accounts:keep')
  async disableAccount(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() { reason }: DisableAccount,
  ): Promise<KeptAccountView> {
    return keptViewOf(await this.standing.disable(actor, id, version, reason), actor);
  }

  /**
   * Enable an account that was disabled; its password and factors are as they were. An administrator's, a supervisor's or a
   * national account waits for the approval of a second person again.
   * @throws NotDisabled
   */
  @Put(':id/enablement')
  @Requires('accounts:keep')
  @StepUp()
  async enableAccount(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() enablement: EnableAccount,
  ): Promise<KeptAccountView> {
    return keptViewOf(await this.standing.enable(actor, id, version, enablement), actor);
  }

  /**
   * Release the lock that too many failures put on an account's password.
   * @throws NotLocked
   */
  @Put(':id/lock-release')
  @Requires('accounts:keep')
  @StepUp()
  async unlockAccount(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() { reason }: ReleaseLock,
  ): Promise<KeptAccountView> {
    return keptViewOf(await this.standing.releaseLock(actor, id, reason), actor);
  }

  /** Say until when an account's training holds. Nobody is given complaints after that day. */
  @Put(':id/training')
  @Requires('accounts:keep')
  async recordAccountTraining(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() training: NoteTraining,
  ): Promise<KeptAccountView> {
    return keptViewOf(await this.standing.noteTraining(actor, id, version, training), actor);
  }
}
