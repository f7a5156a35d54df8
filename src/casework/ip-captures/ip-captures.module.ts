import { Module } from '@nestjs/common';
import { TaskForcesModule } from '../../organization/task-forces/task-forces.module.js';
import { ComplaintsModule } from '../complaints/complaints.module.js';
import { ExpiringLogsService } from './expiring-logs.service.js';
import { IpCapturesController } from './ip-captures.controller.js';
import { IpCapturesService } from './ip-captures.service.js';
import './ip-captures.attention.js';
import './ip-captures.trail.js';

/** Carriers of IP captures, and the end of their logs. */
@Module({
  imports: [ComplaintsModule, TaskForcesModule],
  controllers: [IpCapturesController],
  providers: [IpCapturesService, ExpiringLogsService],
})
export class IpCapturesModule {}
