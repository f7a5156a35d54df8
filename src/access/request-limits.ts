import { createHash } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Actor } from '../platform/actor/actor.js';
import { addressOf, callerOf } from '../platform/actor/caller.js';
import { rates, type Permission } from './permissions.js';
import { Config } from '../platform/config/config.js';
import { AuthDatabase } from '../platform/database/auth-database.js';
import { networkOf, siteOf } from '../platform/http/networks.js';
import { TooManyComplexFiles, TooManyRequests } from '../platform/http/problems.js';
import { attemptedField } from '../platform/limits/limit-attempts.decorator.js';
import { Limits } from '../platform/limits/limits.js';
import { quotaHeaders, type QuotaHeaders } from '../platform/limits/quota-headers.js';
import type { Rate } from '../platform/database/rate-limit-store.js';

const minute = 60;
const defaultRequests = 300;
/** Factor for an address, which the people of an agency often share. */
const addressFactor = 10;
/** Factor for the attempts of all networks of one site of IPv6. */
const siteFactor = 10;
/** Files of an account that are refused as too complex. */
const complexFiles: Rate = { max: 10, seconds: 86_400 };
const safeMethods = ['GET', 'HEAD'];
const knowsDevice = 'SELECT auth.is_known_device($1) AS known';

/** Rate limits of requests by address, by account or machine key, and of sign-in attempts. */
@Injectable()
export class RequestLimits {
  private readonly logger = new Logger(RequestLimits.name);
  private readonly accountRate: Rate;
  private readonly addressRate: Rate;
  private readonly attemptRate: Rate;
  private readonly siteRate: Rate;

  constructor(
    private readonly limits: Limits,
    private readonly config: Config,
    private readonly authDatabase: AuthDatabase,
  ) {
    const { REQUESTS_PER_MINUTE: requests, SIGN_INS_PER_MINUTE: attempts } = config;
    this.accountRate = { max: requests, seconds: minute };
    this.addressRate = { max: requests * addressFactor, seconds: minute };
    this.attemptRate = { max: attempts, seconds: minute };
    this.siteRate = { max: attempts * siteFactor, seconds: minute };
  }

  /**
   * Limits requests by address before the body is read, but for health probes. The response states the remaining quota.
   */
  guard(fastify: FastifyInstance): void {
    fastify.addHook('onRequest', (request, reply, done) => {
      if (request.routeOptions.url?.startsWith('/health/')) {
        done();
        return;
      }
      const address = networkOfCaller(request);
      const proceed = (fault?: Error): void => {
        const quota = this.limits.quotaOf('address', address);
        void reply.headers(quotaHeaders([{ policy: 'address', rate: this.addressRate, quota }]));
        done(fault);
      };
      const waiting = this.limits.consume('address', address, this.addressRate);
      if (waiting === null) proceed();
      else
        waiting.then(() => {
          proceed();
        }, proceed);
    });
  }

  /**
   * Limits the requests of an account over all its sessions, or of a machine key. Returns null if no wait is necessary.
   */
  limitActor({ accountId, sessionId, scopes }: Actor, permission: Permission | undefined): Promise<void> | null {
    const subject = scopes === null ? accountId : sessionId;
    const general = this.limits.consume('account', subject, this.accountRate);
    const rate = permission && rates[permission];
    if (!rate) return general;
    const expensive = this.limits.consume(permission, subject, this.scaleRate(rate));
    return general && expensive ? Promise.all([general, expensive]).then(() => undefined) : (general ?? expensive);
  }

  headersOf({ accountId, sessionId, scopes }: Actor, permission: Permission | undefined): QuotaHeaders {
    const subject = scopes === null ? accountId : sessionId;
    const rate = permission && rates[permission];
    return quotaHeaders([
      { policy: 'account', rate: this.accountRate, quota: this.limits.quotaOf('account', subject) },
      ...(rate
        ? [{ policy: permission, rate: this.scaleRate(rate), quota: this.limits.quotaOf(permission, subject) }]
        : []),
    ]);
  }

  /** Returns the quota of an expensive permission, for a request that was rejected for lack of capacity. */
  refund({ accountId, sessionId, scopes }: Actor, permission: Permission): void {
    if (rates[permission]) this.limits.refund(permission, scopes === null ? accountId : sessionId);
  }

  /** Throws 429 if the account has used up its files that are too complex. */
  async requireComplexFilesLeft({ accountId }: Actor): Promise<void> {
    const { count, secondsLeft } = await this.limits.remaining('complex_files', accountId, complexFiles);
    if (count === 0) throw new TooManyComplexFiles(secondsLeft);
  }

  /** Counts a file that was too complex, and warns of the account after its last allowed one. */
  async recordComplexFile({ accountId }: Actor): Promise<void> {
    try {
      await this.limits.consume('complex_files', accountId, complexFiles, 1);
    } catch (fault) {
      // A file that was read at the same time was the last one.
      if (!(fault instanceof TooManyRequests)) throw fault;
    }
    const { count } = await this.limits.remaining('complex_files', accountId, complexFiles);
    if (count === 0) this.logger.warn({ problem: 'too-many-complex-files', accountId });
  }

  /**
   * Limits sign-in attempts: those of a pending session per token, others per address and route, and per named account.
   * A known device has its own limit, which attempts from elsewhere do not exhaust.
   */
  async limitAttempt(request: FastifyRequest, handler: object, token: Buffer | null): Promise<void> {
    if (safeMethods.includes(request.method)) return;
    if (token) return this.consumeAttempt('proof', token);
    const on = attemptedName(request, handler);
    const device = on === null ? null : await this.isKnownDevice(request, on);
    if (device !== null && on !== null)
      return this.consumeAttempt('attempt-on-device', Buffer.concat([Buffer.from(on), device]));
    await this.limitAttemptOfAddress(addressOf(request), request.routeOptions.url ?? '');
    if (on !== null) await this.consumeAttempt('attempt-on', on);
  }

  /** Limits the attempts of an address on a route. A customer with many networks of IPv6 would otherwise have as many limits. */
  private async limitAttemptOfAddress(address: string, route: string): Promise<void> {
    await this.limits.consume('attempt', `${networkOf(address)} ${route}`, this.attemptRate, 1);
    const site = siteOf(address);
    if (site !== null) await this.limits.consume('attempt-of-site', `${site} ${route}`, this.siteRate, 1);
  }

  private async isKnownDevice(request: FastifyRequest, account: string): Promise<Buffer | null> {
    const caller = callerOf(request);
    if (!caller.device) return null;
    const [row] = await this.authDatabase.transaction(caller, (tx) =>
      tx.query<{ known: boolean }[]>(knowsDevice, [account]),
    );
    return row?.known ? caller.device : null;
  }

  /** Limits attempts by a hash of their subject, so that the subject itself is not stored. */
  private async consumeAttempt(bucket: string, subject: string | Buffer): Promise<void> {
    await this.limits.consume(bucket, createHash('sha256').update(subject).digest('base64url'), this.attemptRate, 1);
  }

  private scaleRate({ max, seconds }: Rate): Rate {
    if (seconds !== minute) return { max, seconds };
    return { max: Math.max(1, Math.round((max * this.config.REQUESTS_PER_MINUTE) / defaultRequests)), seconds };
  }
}

function attemptedName({ body }: FastifyRequest, handler: object): string | null {
  const field = attemptedField(handler);
  const named: unknown = field === undefined ? undefined : (body as Record<string, unknown> | null)?.[field];
  return typeof named === 'string' ? named.trim().toLowerCase() : null;
}

function networkOfCaller(request: FastifyRequest): string {
  return networkOf(addressOf(request));
}
