import { Module } from '@nestjs/common';
import { ConsoleFiles } from './console-files.js';
import { ConsoleController } from './console.controller.js';

const folder = new URL('../../../console/', import.meta.url);

/** The console, as the build left it. */
@Module({
  controllers: [ConsoleController],
  providers: [{ provide: ConsoleFiles, useFactory: () => ConsoleFiles.open(folder) }],
  exports: [ConsoleFiles],
})
export class ConsoleModule {}
