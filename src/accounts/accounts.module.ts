import { Module } from '@nestjs/common';
import { AccountsController } from './accounts.controller.js';
import { AccountsService } from './accounts.service.js';
import { Passwords } from './passwords.js';
import { SignInController } from './sign-in.controller.js';
import { SignInService } from './sign-in.service.js';
import { WelcomeController } from './welcome.controller.js';

/** Accounts, and how their owners get in. */
@Module({
  controllers: [SignInController, AccountsController, WelcomeController],
  providers: [AccountsService, SignInService, Passwords],
  exports: [SignInService, Passwords],
})
export class AccountsModule {}
