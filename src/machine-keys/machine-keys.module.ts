import { Module } from '@nestjs/common';
import { MachineKeysController } from './machine-keys.controller.js';
import { MachineKeysService } from './machine-keys.service.js';

/** Keys by which machines work in their owners' names. */
@Module({ controllers: [MachineKeysController], providers: [MachineKeysService] })
export class MachineKeysModule {}
