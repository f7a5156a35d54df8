import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ComplaintsModule } from '../complaints/complaints.module.js';
import { DisclosuresModule } from '../disclosures/disclosures.module.js';
import { TaskForcesModule } from '../../organization/task-forces/task-forces.module.js';
import { TransferDecisionsService } from './transfer-decisions.service.js';
import { OfferService } from './offer.service.js';
import { ReceivingAgenciesController } from './receiving-agencies.controller.js';
import { ReceivingAgenciesService } from './receiving-agencies.service.js';
import { SharesController } from './shares.controller.js';
import { SharesService } from './shares.service.js';
import { TransfersController } from './transfers.controller.js';
import { TransfersService } from './transfers.service.js';
import { Share } from './share.entity.js';
import { Transfer } from './transfer.entity.js';
import './transfers.attention.js';
import './transfers.packet.js';
import './transfers.timeline.js';
import './transfers.trail.js';

/** Transfers, referrals and shares of complaints between agencies. */
@Module({
  imports: [TypeOrmModule.forFeature([Transfer, Share]), ComplaintsModule, DisclosuresModule, TaskForcesModule],
  controllers: [TransfersController, SharesController, ReceivingAgenciesController],
  providers: [OfferService, TransfersService, TransferDecisionsService, SharesService, ReceivingAgenciesService],
})
export class TransfersModule {}
