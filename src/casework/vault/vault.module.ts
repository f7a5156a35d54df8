import { Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ComplaintsModule } from '../complaints/complaints.module.js';
import { ContentEncryption } from './content-encryption.js';
import { IdentitiesController } from './identities.controller.js';
import { IdentitiesService } from './identities.service.js';
import { IdentityAccessWithdrawalsController } from './identity-access-withdrawals.controller.js';
import { IdentityAccessWithdrawalsService } from './identity-access-withdrawals.service.js';
import { IdentityDestructionsController } from './identity-destructions.controller.js';
import { IdentityDestructionsService } from './identity-destructions.service.js';
import { IdentitySearchController } from './identity-search.controller.js';
import { IdentitySearchService } from './identity-search.service.js';
import { KeyRing } from './key-ring.js';
import { NameScanner } from './name-scanner.js';
import { NameWarningsInterceptor } from './name-warnings.interceptor.js';
import { IdentityAccessWithdrawal } from './identity-access-withdrawal.entity.js';
import { IdentityDestruction } from './identity-destruction.entity.js';
import './vault.attention.js';
import './vault.trail.js';
import './vault.packet.js';

/** The vault: encrypted identities of children, and all access to them. */
@Module({
  imports: [TypeOrmModule.forFeature([IdentityAccessWithdrawal, IdentityDestruction]), ComplaintsModule],
  controllers: [
    IdentitiesController,
    IdentitySearchController,
    IdentityAccessWithdrawalsController,
    IdentityDestructionsController,
  ],
  providers: [
    KeyRing,
    ContentEncryption,
    NameScanner,
    IdentitiesService,
    IdentitySearchService,
    IdentityAccessWithdrawalsService,
    IdentityDestructionsService,
    { provide: APP_INTERCEPTOR, useClass: NameWarningsInterceptor },
  ],
  exports: [KeyRing, ContentEncryption, NameScanner],
})
export class VaultModule {}
