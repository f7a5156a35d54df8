import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { hashOf } from '../../platform/actor/token-hash.js';
import { Config } from '../../platform/config/config.js';

const tokenPattern = /^[A-Za-z0-9_-]{43}$/;
const lifetimeSeconds = 600;

/**
 * Cookie that binds a request to the identity provider to the browser that began it. The page of the console brings the
 * answer by a request of its own, so the cookie is `SameSite=Strict`.
 */
@Injectable()
export class IdentityRequestCookie {
  private readonly isSecure: boolean;
  private readonly name: string;

  constructor({ publicUrl }: Config) {
    this.isSecure = publicUrl.startsWith('https:');
    this.name = this.isSecure ? '__Host-identity-request' : 'localhost-identity-request';
  }

  /** Sets a new cookie, and returns the hash of its token. */
  create(reply: FastifyReply): Buffer {
    const token = randomBytes(32).toString('base64url');
    reply.setCookie(this.name, token, { ...this.attributes(), maxAge: lifetimeSeconds });
    return hashOf(token);
  }

  /** Returns the hash of the token; null without one. */
  read({ cookies }: FastifyRequest): Buffer | null {
    const token = cookies[this.name];
    return token !== undefined && tokenPattern.test(token) ? hashOf(token) : null;
  }

  clear(reply: FastifyReply): void {
    reply.clearCookie(this.name, this.attributes());
  }

  private attributes() {
    return { path: '/', httpOnly: true, secure: this.isSecure, sameSite: 'strict' } as const;
  }
}
