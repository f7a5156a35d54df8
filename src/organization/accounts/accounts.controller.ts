import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires, StepUp } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { PostAction } from '../../platform/http/post-action.decorator.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch } from '../../platform/http/versions.js';
import { ChangeRole, EnableAccount, NoteTraining, ReleaseLock, SetTitle } from './account-status.request.js';
import { AccountStatusService } from './account-status.service.js';
import { AccountPage, InvitationView, toManagedAccountView, ManagedAccountView } from './account.view.js';
import { AccountsQuery, CreateAccount, DisableAccount } from './account.request.js';
import { AccountsService } from './accounts.service.js';

/** Routes of accounts, their roles and their seats. */
@Controller('accounts')
export class AccountsController {
  constructor(
    private readonly accounts: AccountsService,
    private readonly statuses: AccountStatusService,
  ) {}

  /**
   * Create an account at or below the caller's seat.
   * Its owner can sign in after following an invitation. An account of an administrator, a supervisor or the national
   * office first awaits the approval of a second person. With `endsAt` the account is temporary.
   * @throws AlreadyExists
   * @throws LookUpLimitReached
   */
  @Post()
  @Requires('accounts:manage')
  async createAccount(@CurrentActor() actor: Actor, @Body() account: CreateAccount): Promise<ManagedAccountView> {
    return toManagedAccountView(await this.accounts.create(actor, account), actor);
  }

  /** List the accounts at or below the caller's seat. */
  @Get()
  @Requires('accounts:read')
  async listAccounts(@CurrentActor() actor: Actor, @Query() query: AccountsQuery): Promise<AccountPage> {
    const { items, nextCursor } = await this.accounts.list(actor, query);
    return { items: items.map((account) => toManagedAccountView(account, actor)), nextCursor };
  }

  /** Read the caller's own account. */
  @Get('me')
  @Requires('account:own')
  async readOwnAccount(@CurrentActor() actor: Actor): Promise<ManagedAccountView> {
    return toManagedAccountView(await this.accounts.get(actor, actor.accountId), actor);
  }

  /** Read an account. */
  @Get(':id')
  @Requires('accounts:read')
  async readAccount(@CurrentActor() actor: Actor, @Id() id: string): Promise<ManagedAccountView> {
    return toManagedAccountView(await this.accounts.get(actor, id), actor);
  }

  /**
   * Create a one-time link with which the owner sets a first password.
   * It replaces the previous link. An account that already has a password needs a factor reset.
   * @throws AlreadyDisabled
   * @throws AlreadyEnrolled
   * @throws ApprovalPending
   */
  @Put(':id/invitation')
  @Requires('accounts:manage')
  inviteAccount(@CurrentActor() actor: Actor, @Id() id: string): Promise<InvitationView> {
    return this.accounts.invite(actor, id);
  }

  /**
   * Approve an account of an administrator, a supervisor or the national office.
   * Nobody approves their own account or request, unless there is no other approver. The approver
   * must be independent of the requester.
   * @throws ApproverNotIndependent
   * @throws AlreadyApproved
   */
  @Put(':id/approval')
  @Requires('accounts:approve')
  @StepUp()
  async approveAccount(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
  ): Promise<ManagedAccountView> {
    return toManagedAccountView(await this.statuses.approve(actor, id, version), actor);
  }

  /**
   * Change the role and seat of an account, at or below the caller's seat.
   * Its sessions and machine keys end at once. A new administrator, supervisor or account of the national office awaits
   * the approval of a second person.
   * @throws AlreadyDisabled
   * @throws NamedInCases
   */
  @Put(':id/role')
  @Requires('accounts:manage')
  @StepUp()
  async changeAccountRole(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() change: ChangeRole,
  ): Promise<ManagedAccountView> {
    return toManagedAccountView(await this.statuses.changeRole(actor, id, version, change), actor);
  }

  /**
   * Disable an account. Its sessions and machine keys end at once.
   * @throws AlreadyDisabled
   */
  @PostAction(':id/disable')
  @Requires('accounts:manage')
  async disableAccount(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() { reason }: DisableAccount,
  ): Promise<ManagedAccountView> {
    return toManagedAccountView(await this.statuses.disable(actor, id, version, reason), actor);
  }

  /**
   * Enable a disabled account.
   * Its password and factors are unchanged. An account of an administrator, a supervisor or the national office awaits
   * the approval of a second person again.
   * @throws NotDisabled
   */
  @PostAction(':id/enable')
  @Requires('accounts:manage')
  @StepUp()
  async enableAccount(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() enablement: EnableAccount,
  ): Promise<ManagedAccountView> {
    return toManagedAccountView(await this.statuses.enable(actor, id, version, enablement), actor);
  }

  /**
   * Release the lock on the password of an account after too many failures.
   * @throws NotLocked
   */
  @PostAction(':id/unlock')
  @Requires('accounts:manage')
  @StepUp()
  async unlockAccount(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() { reason }: ReleaseLock,
  ): Promise<ManagedAccountView> {
    return toManagedAccountView(await this.statuses.releaseLock(actor, id, reason), actor);
  }

  /** Record the title of an account's owner, such as commander or forensic examiner. A title gives no permission. */
  @Put(':id/title')
  @Requires('accounts:manage')
  async recordAccountTitle(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() { title }: SetTitle,
  ): Promise<ManagedAccountView> {
    return toManagedAccountView(await this.statuses.setTitle(actor, id, version, title), actor);
  }

  /** Set the last day of an account's valid training. The account receives no complaints after that day. */
  @Put(':id/training')
  @Requires('accounts:manage')
  async recordAccountTraining(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() training: NoteTraining,
  ): Promise<ManagedAccountView> {
    return toManagedAccountView(await this.statuses.recordTraining(actor, id, version, training), actor);
  }
}
