import { Module } from '@nestjs/common';
import { MachineKeysController } from './machine-keys.controller.js';
import { MachineKeysService } from './machine-keys.service.js';
import './machine-keys.trail.js';

/** Keys with which machines work in the names of their owners. */
@Module({ controllers: [MachineKeysController], providers: [MachineKeysService] })
export class MachineKeysModule {}
