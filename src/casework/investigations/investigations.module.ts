import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ComplaintsModule } from '../complaints/complaints.module.js';
import { TaskForcesModule } from '../../organization/task-forces/task-forces.module.js';
import { ForensicExamsController } from './forensic-exams.controller.js';
import { ForensicExamsService } from './forensic-exams.service.js';
import { InvestigationClosureService } from './investigation-closure.service.js';
import { InvestigationsController } from './investigations.controller.js';
import { InvestigationsService } from './investigations.service.js';
import { LegalProcessesController } from './legal-processes.controller.js';
import { LegalProcessesService } from './legal-processes.service.js';
import { ForensicExam } from './forensic-exam.entity.js';
import { InvestigationClosure, InvestigationComplaint } from './investigation-parts.entity.js';
import { Investigation } from './investigation.entity.js';
import { LegalProcess } from './legal-process.entity.js';
import './investigations.packet.js';
import './investigations.timeline.js';
import './investigations.trail.js';

/** Investigations of complaints, legal process and forensic examinations. */
@Module({
  imports: [
    TypeOrmModule.forFeature([Investigation, InvestigationComplaint, InvestigationClosure, LegalProcess, ForensicExam]),
    ComplaintsModule,
    TaskForcesModule,
  ],
  controllers: [InvestigationsController, LegalProcessesController, ForensicExamsController],
  providers: [InvestigationsService, InvestigationClosureService, LegalProcessesService, ForensicExamsService],
})
export class InvestigationsModule {}
