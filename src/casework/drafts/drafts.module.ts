import { Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { VaultModule } from '../vault/vault.module.js';
import { DraftsController } from './drafts.controller.js';
import { DraftsService } from './drafts.service.js';
import { EndedDraftInterceptor } from './ended-draft.interceptor.js';
import './drafts.attention.js';
import './drafts.trail.js';

/** Drafts of requests about cases and performance reports. */
@Module({
  imports: [VaultModule],
  controllers: [DraftsController],
  providers: [DraftsService, { provide: APP_INTERCEPTOR, useClass: EndedDraftInterceptor }],
})
export class DraftsModule {}
