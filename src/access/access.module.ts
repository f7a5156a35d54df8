import { Global, Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { RequestLimits } from './request-limits.js';
import { RouteCheck } from './route-check.js';
import { SessionToken } from './session-token.js';
import { SessionStrategy } from './session.strategy.js';
import { Uploads } from './uploads.js';

/** Sessions, permissions and the limits of accounts. Its guard protects every route. */
@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [
    RouteCheck,
    SessionToken,
    SessionStrategy,
    RequestLimits,
    Uploads,
    { provide: APP_GUARD, useClass: AccessGuard },
  ],
  exports: [SessionToken, Uploads],
})
export class AccessModule {}
