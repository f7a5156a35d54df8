import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Actor } from '../access/actor.js';
import { addressOf, callerOf } from '../access/caller.js';
import { rates, type Permission } from '../access/permissions.js';
import { Config } from '../config/config.js';
import { Door } from '../database/door.js';
import { neighbourhoodOf } from '../http/networks.js';
import { attemptedField } from './attempts.js';
import { Limits } from './limits.js';
import { quotaFields, type QuotaFields } from './quota-fields.js';
import type { Rate } from './rate.js';

const minute = 60;
/** The general limit that the rates of permissions go with. */
const usualRequests = 300;
/** The people of an agency often share one address. */
const accountsAnAddress = 10;
const safeMethods = ['GET', 'HEAD'];
const knowsDevice = 'SELECT auth.knows_device($1) AS known';

/** How often whom is answered: an address, an account or machine key, and whoever tries to get in. */
@Injectable()
export class RequestLimits {
  private readonly ofAnAccount: Rate;
  private readonly ofAnAddress: Rate;
  private readonly ofAttempts: Rate;

  constructor(
    private readonly limits: Limits,
    private readonly config: Config,
    private readonly door: Door,
  ) {
    const { REQUESTS_PER_MINUTE: requests, SIGN_INS_PER_MINUTE: attempts } = config;
    this.ofAnAccount = { most: requests, seconds: minute };
    this.ofAnAddress = { most: requests * accountsAnAddress, seconds: minute };
    this.ofAttempts = { most: attempts, seconds: minute };
  }

  /**
   * Before a request is read: nobody's bytes are worth more than so many a minute. Probes come at all times. The answer says what the
   * address has left, unless it is somebody's who is signed in.
   */
  guard(fastify: FastifyInstance): void {
    fastify.addHook('onRequest', (request, reply, done) => {
      if (request.routeOptions.url?.startsWith('/health/')) {
        done();
        return;
      }
      const address = neighbourhoodOfCaller(request);
      const proceed = (fault?: Error): void => {
        const quota = this.limits.quotaOf('address', address);
        void reply.headers(quotaFields([{ policy: 'address', rate: this.ofAnAddress, quota }]));
        done(fault);
      };
      const waiting = this.limits.spend('address', address, this.ofAnAddress);
      if (waiting === null) proceed();
      else
        waiting.then(() => {
          proceed();
        }, proceed);
    });
  }

  /**
   * Of who is signed in, with any of their sessions; a machine key has its own. Some verbs are dearer than others. Null where
   * nothing has to be waited for.
   */
  ofActor({ accountId, sessionId, scopes }: Actor, permission: Permission | undefined): Promise<void> | null {
    const subject = scopes === null ? accountId : sessionId;
    const general = this.limits.spend('account', subject, this.ofAnAccount);
    const rate = permission && rates[permission];
    if (!rate) return general;
    const dear = this.limits.spend(permission, subject, this.moved(rate));
    return general && dear ? Promise.all([general, dear]).then(() => undefined) : (general ?? dear);
  }

  /** Returns the header fields that say what the actor has left: in general, and of a verb that is dearer than others. */
  fieldsOf({ accountId, sessionId, scopes }: Actor, permission: Permission | undefined): QuotaFields {
    const subject = scopes === null ? accountId : sessionId;
    const rate = permission && rates[permission];
    return quotaFields([
      { policy: 'account', rate: this.ofAnAccount, quota: this.limits.quotaOf('account', subject) },
      ...(rate
        ? [{ policy: permission, rate: this.moved(rate), quota: this.limits.quotaOf(permission, subject) }]
        : []),
    ]);
  }

  /** Gives back what a request of a dear verb took, for a request that was refused for want of room. */
  giveBack({ accountId, sessionId, scopes }: Actor, permission: Permission): void {
    if (rates[permission]) this.limits.giveBack(permission, scopes === null ? accountId : sessionId);
  }

  /**
   * Of who is on the way in: each change there is an attempt. So many on one token, which who has it could guess codes by; else
   * so many of an address, each way in for itself, and on whoever is named. A device that the account knows has its own.
   */
  async ofAttempt(request: FastifyRequest, handler: object, token: Buffer | null): Promise<void> {
    if (safeMethods.includes(request.method)) return;
    if (token) return this.attempt('proof', token);
    const on = attemptedName(request, handler);
    // Nobody else's attempts use up those of a device that the account knows.
    const device = on === null ? null : await this.knownDevice(request, on);
    if (device !== null && on !== null)
      return this.attempt('attempt-on-device', Buffer.concat([Buffer.from(on), device]));
    await this.limits.spend(
      'attempt',
      `${neighbourhoodOfCaller(request)} ${request.routeOptions.url ?? ''}`,
      this.ofAttempts,
      1,
    );
    if (on !== null) await this.attempt('attempt-on', on);
  }

  /** Returns the device that the request comes from, where the account of that name knows it. */
  private async knownDevice(request: FastifyRequest, on: string): Promise<Buffer | null> {
    const caller = callerOf(request);
    if (!caller.device) return null;
    const [row] = await this.door.pass(caller, (tx) => tx.query<{ known: boolean }[]>(knowsDevice, [on]));
    return row?.known ? caller.device : null;
  }

  /** Whom an attempt is on is not written down; a hash of it tells one from another. */
  private async attempt(bucket: string, on: string | Buffer): Promise<void> {
    await this.limits.spend(bucket, createHash('sha256').update(on).digest('base64url'), this.ofAttempts, 1);
  }

  private moved({ most, seconds }: Rate): Rate {
    if (seconds !== minute) return { most, seconds };
    return { most: Math.max(1, Math.round((most * this.config.REQUESTS_PER_MINUTE) / usualRequests)), seconds };
  }
}

/** Returns the name that an attempt is on, as accounts are named; null where the handler has none or the body names nobody. */
function attemptedName({ body }: FastifyRequest, handler: object): string | null {
  const field = attemptedField(handler);
  const named: unknown = field === undefined ? undefined : (body as Record<string, unknown> | null)?.[field];
  return typeof named === 'string' ? named.trim().toLowerCase() : null;
}

function neighbourhoodOfCaller(request: FastifyRequest): string {
  return neighbourhoodOf(addressOf(request));
}
