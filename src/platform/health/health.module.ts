import { Module, type DynamicModule } from '@nestjs/common';
import { HealthController } from './health.controller.js';
import { knownMigrations, Readiness } from './readiness.js';

/** Health probes for the given migrations of this release. */
@Module({})
export class HealthModule {
  static forRoot(migrations: readonly { readonly name: string }[]): DynamicModule {
    return {
      module: HealthModule,
      controllers: [HealthController],
      providers: [Readiness, { provide: knownMigrations, useValue: migrations.map(({ name }) => name) }],
    };
  }
}
