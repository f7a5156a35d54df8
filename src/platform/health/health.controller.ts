import { Controller, Get } from '@nestjs/common';
import { Public } from '../access/access.js';
import { Unavailable } from '../http/problems.js';
import { Health, Ready } from './health.contract.js';
import { Readiness } from './readiness.js';

/** Probes for whoever keeps the tracker running. They tell no versions, and what is wrong only to the log. */
@Controller('health')
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  /** The process answers. */
  @Get('live')
  @Public()
  checkLiveness(): Health {
    return { status: 'up' };
  }

  /** Requests can be served: the database answers and is of this release, and the trail of a change would be kept. */
  @Get('ready')
  @Public()
  async checkReadiness(): Promise<Ready> {
    const { faults, needsAttention } = await this.readiness.state();
    if (faults.length > 0) throw new Unavailable();
    return { status: 'up', needsAttention };
  }
}
