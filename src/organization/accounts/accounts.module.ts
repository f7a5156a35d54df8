import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountBatchParser } from './account-batch-parser.js';
import { AccountBatchesController } from './account-batches.controller.js';
import { AccountBatchesService } from './account-batches.service.js';
import { AccountExpiryJob } from './account-expiry-job.js';
import { AccountStatusService } from './account-status.service.js';
import { AccountStatusLoader } from './account-status-loader.js';
import { AccountsController } from './accounts.controller.js';
import { AccountsService } from './accounts.service.js';
import { AuthRecords } from './auth-records.js';
import { CurrentSessionService } from './current-session.service.js';
import { FactorRecords } from './factor-records.js';
import { FactorResetsController } from './factor-resets.controller.js';
import { FactorResetsService } from './factor-resets.service.js';
import { FactorsController } from './factors.controller.js';
import { FactorsService } from './factors.service.js';
import { LinksController } from './links.controller.js';
import { LinksService } from './links.service.js';
import { Notice } from './notice.js';
import { OneTimeLinks } from './one-time-links.js';
import { OwnPasswordService } from './own-password.service.js';
import { OwnSessionsService } from './own-sessions.service.js';
import { Passkeys } from './passkeys.js';
import { Argon2Cost } from './password-schemes.js';
import { Passwords } from './passwords.js';
import { CredentialVerifier } from './credential-verifier.js';
import { RecertificationLinesService } from './recertification-lines.service.js';
import { RecertificationsController } from './recertifications.controller.js';
import { RecertificationsService } from './recertifications.service.js';
import { SessionResponder } from './session-responder.js';
import { SignInController } from './sign-in.controller.js';
import { SignInService } from './sign-in.service.js';
import { Totps } from './totps.js';
import { WelcomeController } from './welcome.controller.js';
import { AccountBatch } from './account-batch.entity.js';
import { Account } from './account.entity.js';
import { FactorReset } from './factor-reset.entity.js';
import { Recertification, RecertificationLine } from './recertification.entity.js';
import './accounts.attention.js';
import './accounts.trail.js';

/** Accounts and authentication. */
@Module({
  imports: [TypeOrmModule.forFeature([Account, AccountBatch, FactorReset, Recertification, RecertificationLine])],
  controllers: [
    SignInController,
    FactorsController,
    LinksController,
    AccountsController,
    AccountBatchesController,
    FactorResetsController,
    RecertificationsController,
    WelcomeController,
  ],
  providers: [
    AccountsService,
    AccountStatusService,
    AccountStatusLoader,
    AccountBatchesService,
    AccountBatchParser,
    FactorResetsService,
    RecertificationsService,
    RecertificationLinesService,
    OneTimeLinks,
    AccountExpiryJob,
    SignInService,
    SessionResponder,
    OwnSessionsService,
    CurrentSessionService,
    OwnPasswordService,
    LinksService,
    FactorsService,
    AuthRecords,
    FactorRecords,
    CredentialVerifier,
    Totps,
    Passkeys,
    Argon2Cost,
    Passwords,
    Notice,
  ],
  exports: [LinksService, Notice, Passwords, AuthRecords, SessionResponder],
})
export class AccountsModule {}
