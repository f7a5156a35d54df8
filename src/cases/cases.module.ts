import { Module } from '@nestjs/common';
import { DeskModule } from '../desk/desk.module.js';
import { CasesController } from './cases.controller.js';
import { CasesService } from './cases.service.js';

/** A complaint and all that hangs on it, read at once. */
@Module({ imports: [DeskModule], controllers: [CasesController], providers: [CasesService] })
export class CasesModule {}
