import { Controller, Get } from '@nestjs/common';
import { Public } from '../http/public.decorator.js';
import { Unavailable } from '../http/problems.js';
import { Shutdown } from '../http/shutdown.js';
import { Health } from './health.view.js';
import { Readiness } from './readiness.js';

const retryAfterSeconds = 2;

/** Health probes for the operator. They reveal no versions, and write faults only to the log. */
@Controller('health')
export class HealthController {
  constructor(
    private readonly readiness: Readiness,
    private readonly shutdown: Shutdown,
  ) {}

  /** Check that the process responds. */
  @Get('live')
  @Public()
  checkLiveness(): Health {
    return { status: 'up' };
  }

  /**
   * Check that requests can be served: the database responds, matches this release, records changes in the trail and
   * keeps writes.
   */
  @Get('ready')
  @Public()
  async checkReadiness(): Promise<Health> {
    // The log has the reason when it begins, and a probe repeats each second.
    const notReady = new Unavailable(retryAfterSeconds, { isLogged: true });
    if (this.shutdown.isAnnounced) throw notReady;
    const { faults } = await this.readiness.state();
    if (faults.length > 0) throw notReady;
    return { status: 'up' };
  }
}
