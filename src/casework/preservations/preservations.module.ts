import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { TaskForcesModule } from '../../organization/task-forces/task-forces.module.js';
import { ComplaintsModule } from '../complaints/complaints.module.js';
import { PreservationsController } from './preservations.controller.js';
import { PreservationsService } from './preservations.service.js';
import { ExpiringPreservationService } from './expiring-preservations.service.js';
import { Preservation } from './preservation.entity.js';
import './preservations.attention.js';
import './preservations.packet.js';
import './preservations.timeline.js';
import './preservations.trail.js';

/** Preservation requests to providers, and the last day of each preservation. */
@Module({
  imports: [TypeOrmModule.forFeature([Preservation]), ComplaintsModule, TaskForcesModule],
  controllers: [PreservationsController],
  providers: [PreservationsService, ExpiringPreservationService],
})
export class PreservationsModule {}
