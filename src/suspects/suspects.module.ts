import { Module } from '@nestjs/common';
import { ComplaintsModule } from '../complaints/complaints.module.js';
import { TaskForcesModule } from '../task-forces/task-forces.module.js';
import { ArrestsController } from './arrests.controller.js';
import { ArrestsService } from './arrests.service.js';
import { SuspectsController } from './suspects.controller.js';
import { SuspectsService } from './suspects.service.js';

/** Suspects of complaints, and their arrests. */
@Module({
  imports: [ComplaintsModule, TaskForcesModule],
  controllers: [SuspectsController, ArrestsController],
  providers: [SuspectsService, ArrestsService],
})
export class SuspectsModule {}
