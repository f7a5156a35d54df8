import { Module } from '@nestjs/common';
import { DeskModule } from '../desk/desk.module.js';
import { CasesController } from './cases.controller.js';
import { CasesService } from './cases.service.js';

@Module({ imports: [DeskModule], controllers: [CasesController], providers: [CasesService] })
export class CasesModule {}
