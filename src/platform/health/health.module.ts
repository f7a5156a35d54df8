import { Module } from '@nestjs/common';
import { HealthController } from './health.controller.js';

/** Probes. */
@Module({ controllers: [HealthController] })
export class HealthModule {}
