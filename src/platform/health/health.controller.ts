import { Controller, Get } from '@nestjs/common';
import { Public } from '../access/access.js';
import { Database } from '../database/database.js';
import { Health } from './health.contract.js';

/** Probes for whoever keeps the tracker running. They tell no versions. */
@Controller('health')
export class HealthController {
  constructor(private readonly database: Database) {}

  /** The process answers. */
  @Get('live')
  @Public()
  live(): Health {
    return { status: 'up' };
  }

  /** The database answers too: requests can be served. */
  @Get('ready')
  @Public()
  async ready(): Promise<Health> {
    await this.database.asNobody((tx) => tx.query('SELECT 1'));
    return { status: 'up' };
  }
}
