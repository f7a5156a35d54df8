import { createHash } from 'node:crypto';
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import type { Actor } from '../actor/actor.js';
import { IdempotencyKeyReused, MalformedRequest } from '../http/problems.js';
import { isPostAction } from '../http/post-action.decorator.js';
import { isChangeOfMany } from '../http/change-many.decorator.js';
import { isQueryByPost } from '../http/safe-post.decorator.js';
import { recordReaderOf } from '../http/record-reader.js';
import { Database } from './database.js';

const keyPattern = /^[\x21-\x7e]{1,100}$/;

// A key can be reused after 48 hours. For an active key the statement returns no row.
const claim = `
  INSERT INTO app.idempotency_keys AS k (account_id, caller_id, key, request_hash) VALUES ($1, auth.caller(), $2, $3)
      ON CONFLICT (account_id, caller_id, key) DO UPDATE SET request_hash = excluded.request_hash, resource_id = NULL, answer = NULL, claimed_at = now()
         WHERE k.claimed_at < now() - interval '48 hours'
   RETURNING key`;
const recall = `
  SELECT request_hash, resource_id, answer FROM app.idempotency_keys
   WHERE account_id = $1 AND caller_id = (SELECT auth.caller()) AND key = $2`;
const settle = `
  UPDATE app.idempotency_keys SET resource_id = $3, answer = $4
   WHERE account_id = $1 AND caller_id = (SELECT auth.caller()) AND key = $2`;

/** Key of an earlier request. It has either the created record or, of a change of many, the response. */
interface ClaimedKey {
  readonly request_hash: Buffer;
  readonly resource_id: string;
  readonly answer: object | null;
}

type RecordReader = (actor: Actor, id: string) => Promise<unknown>;

/**
 * Idempotency interceptor. A POST with an Idempotency-Key runs once, in the transaction that claims the key. A repeat
 * returns the created record as it is now; a change of many returns its stored response. Only the hash of a body is
 * stored. A machine key has its own keys, separate from those of its owner.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly database: Database,
    private readonly modules: ModuleRef,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest & { user?: Actor }>();
    const key = request.headers['idempotency-key'];
    if (key === undefined || !request.user) return next.handle();
    if (request.method !== 'POST' && !isChangeOfMany(context.getHandler())) return next.handle();
    if (isQueryByPost(context.getHandler()) || isPostAction(context.getHandler())) return next.handle();
    if (typeof key !== 'string' || !keyPattern.test(key)) {
      throw new MalformedRequest('The header Idempotency-Key must be 1 to 100 visible ASCII characters.');
    }
    return from(this.runOnce(context, next, request.user, key, hashOf(request)));
  }

  private async runOnce(
    context: ExecutionContext,
    next: CallHandler,
    actor: Actor,
    key: string,
    hash: Buffer,
  ): Promise<unknown> {
    const tx = this.database.managerOf(actor);
    const claimed = await tx.query<unknown[]>(claim, [actor.accountId, key, hash]);
    if (claimed.length > 0) {
      const answer: unknown = await lastValueFrom(next.handle(), { defaultValue: undefined });
      const stored = isChangeOfMany(context.getHandler()) ? [null, JSON.stringify(answer)] : [idOf(answer), null];
      await tx.query(settle, [actor.accountId, key, ...stored]);
      return answer;
    }
    const [first] = await tx.query<ClaimedKey[]>(recall, [actor.accountId, key]);
    if (!first?.request_hash.equals(hash)) throw new IdempotencyKeyReused();
    context.switchToHttp().getResponse<FastifyReply>().header('idempotency-replayed', 'true');
    if (first.answer !== null) return first.answer;
    const controller = this.modules.get<Record<string, RecordReader>>(context.getClass(), { strict: false });
    const read = controller[recordReaderOf(context.getClass()) ?? ''];
    if (!read) throw new Error('A route that creates a record has no route that reads it');
    return read.call(controller, actor, first.resource_id);
  }
}

function hashOf({ method, url, body }: FastifyRequest): Buffer {
  return createHash('sha256')
    .update(JSON.stringify([method, url, body]))
    .digest();
}

function idOf(answer: unknown): string {
  if (typeof answer === 'object' && answer !== null && 'id' in answer && typeof answer.id === 'string')
    return answer.id;
  throw new Error('The answer of a route that creates a record has no id, so its Idempotency-Key cannot be kept');
}
