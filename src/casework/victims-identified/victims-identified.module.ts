import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ComplaintsModule } from '../complaints/complaints.module.js';
import { TaskForcesModule } from '../../organization/task-forces/task-forces.module.js';
import { SafeguardingService } from './safeguarding.service.js';
import { SameChildService } from './same-child.service.js';
import { VictimsIdentifiedController } from './victims-identified.controller.js';
import { VictimsIdentifiedService } from './victims-identified.service.js';
import { SafeguardingStep } from './safeguarding-step.entity.js';
import { VictimIdentified } from './victim-identified.entity.js';
import { VictimRelationship } from './victim-relationship.entity.js';
import './victims-identified.packet.js';
import './victims-identified.timeline.js';
import './victims-identified.trail.js';

/** Identified children, with pseudonyms. */
@Module({
  imports: [
    TypeOrmModule.forFeature([VictimIdentified, SafeguardingStep, VictimRelationship]),
    ComplaintsModule,
    TaskForcesModule,
  ],
  controllers: [VictimsIdentifiedController],
  providers: [VictimsIdentifiedService, SafeguardingService, SameChildService],
  exports: [VictimsIdentifiedService],
})
export class VictimsIdentifiedModule {}
