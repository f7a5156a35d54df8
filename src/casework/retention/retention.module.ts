import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { TaskForcesModule } from '../../organization/task-forces/task-forces.module.js';
import { LegalHoldsController } from './legal-holds.controller.js';
import { LegalHoldsService } from './legal-holds.service.js';
import { PurgeCertificatesController } from './purge-certificates.controller.js';
import { PurgeCertificatesService } from './purge-certificates.service.js';
import { RetentionsController } from './retentions.controller.js';
import { RetentionsService } from './retentions.service.js';
import { SealOrdersController } from './seal-orders.controller.js';
import { SealOrdersService } from './seal-orders.service.js';
import { LegalHold } from './legal-hold.entity.js';
import { PurgedComplaint, PurgedCount } from './purged-complaint.entity.js';
import { Retention } from './retention.entity.js';
import { SealOrder } from './seal-order.entity.js';
import './retention.attention.js';
import './retention.packet.js';
import './retention.timeline.js';
import './retention.trail.js';

/** Retention schedules, legal holds, and court orders to seal or expunge. */
@Module({
  imports: [
    TypeOrmModule.forFeature([Retention, LegalHold, SealOrder, PurgedComplaint, PurgedCount]),
    TaskForcesModule,
  ],
  controllers: [RetentionsController, LegalHoldsController, SealOrdersController, PurgeCertificatesController],
  providers: [RetentionsService, LegalHoldsService, SealOrdersService, PurgeCertificatesService],
})
export class RetentionModule {}
