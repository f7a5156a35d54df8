import { Module } from '@nestjs/common';
import { ComplaintsModule } from '../complaints/complaints.module.js';
import { DisclosuresModule } from '../disclosures/disclosures.module.js';
import { TaskForcesModule } from '../../organization/task-forces/task-forces.module.js';
import { AnswersService } from './answers.service.js';
import { GivingService } from './giving.service.js';
import { ReceiversController } from './receivers.controller.js';
import { ReceiversService } from './receivers.service.js';
import { SharesController } from './shares.controller.js';
import { SharesService } from './shares.service.js';
import { TransfersController } from './transfers.controller.js';
import { TransfersService } from './transfers.service.js';

/** Transfers, referrals and shares of complaints between agencies. */
@Module({
  imports: [ComplaintsModule, DisclosuresModule, TaskForcesModule],
  controllers: [TransfersController, SharesController, ReceiversController],
  providers: [GivingService, TransfersService, AnswersService, SharesService, ReceiversService],
})
export class HandOverModule {}
