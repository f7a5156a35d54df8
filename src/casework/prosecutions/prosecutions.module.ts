import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ComplaintsModule } from '../complaints/complaints.module.js';
import { DisclosuresModule } from '../disclosures/disclosures.module.js';
import { SuspectsModule } from '../suspects/suspects.module.js';
import { TaskForcesModule } from '../../organization/task-forces/task-forces.module.js';
import { ProsecutionReferralsController } from './prosecution-referrals.controller.js';
import { ProsecutionReferralsService } from './prosecution-referrals.service.js';
import { ProsecutionsController } from './prosecutions.controller.js';
import { ProsecutionsService } from './prosecutions.service.js';
import { ProsecutionReferral } from './prosecution-referral.entity.js';
import { Prosecution } from './prosecution.entity.js';
import './prosecutions.packet.js';
import './prosecutions.timeline.js';
import './prosecutions.trail.js';

/** Referrals to prosecutors, and court cases. */
@Module({
  imports: [
    TypeOrmModule.forFeature([ProsecutionReferral, Prosecution]),
    ComplaintsModule,
    DisclosuresModule,
    SuspectsModule,
    TaskForcesModule,
  ],
  controllers: [ProsecutionReferralsController, ProsecutionsController],
  providers: [ProsecutionReferralsService, ProsecutionsService],
  exports: [ProsecutionsService],
})
export class ProsecutionsModule {}
