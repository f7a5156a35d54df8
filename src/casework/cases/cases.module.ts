import { Module } from '@nestjs/common';
import { TimelineModule } from '../timeline/timeline.module.js';
import { CasesController } from './cases.controller.js';
import { CasesService } from './cases.service.js';
import './cases.trail.js';

@Module({ imports: [TimelineModule], controllers: [CasesController], providers: [CasesService] })
export class CasesModule {}
