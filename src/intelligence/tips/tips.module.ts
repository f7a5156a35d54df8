import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ComplaintsModule } from '../../casework/complaints/complaints.module.js';
import { DisclosuresModule } from '../../casework/disclosures/disclosures.module.js';
import { ProvidersModule } from '../../casework/providers/providers.module.js';
import { VaultModule } from '../../casework/vault/vault.module.js';
import { TipImportsController } from './tip-imports.controller.js';
import { TipImportsService } from './tip-imports.service.js';
import { TipOutcomesController } from './tip-outcomes.controller.js';
import { TipOutcomesService } from './tip-outcomes.service.js';
import { TipProposalsController } from './tip-proposals.controller.js';
import { TipProposalsService } from './tip-proposals.service.js';
import { TipEncryption } from './tip-encryption.js';
import { TipVersionsController } from './tip-versions.controller.js';
import { TipVersionsService } from './tip-versions.service.js';
import { TipVersion } from './tip-version.entity.js';
import './tips.packet.js';
import './tips.timeline.js';
import './tips.trail.js';
import './tips.triage.js';

/** CyberTips: imports, proposals from PDF, versions, and outcomes for the reporting center. */
@Module({
  imports: [TypeOrmModule.forFeature([TipVersion]), ComplaintsModule, DisclosuresModule, ProvidersModule, VaultModule],
  controllers: [TipImportsController, TipProposalsController, TipVersionsController, TipOutcomesController],
  providers: [TipImportsService, TipProposalsService, TipVersionsService, TipOutcomesService, TipEncryption],
})
export class TipsModule {}
