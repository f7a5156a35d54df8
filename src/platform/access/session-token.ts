import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../config/config.js';

const tokenPattern = /^[A-Za-z0-9_-]{43}$/;

/** How a session's token travels: 32 random bytes that only the caller keeps. The database knows the hash of their hash. */
@Injectable()
export class SessionToken {
  private readonly secure: boolean;
  private readonly cookie: string;

  constructor(config: Config) {
    // Browsers take a `__Host-` cookie only with Secure, and not all of them take that from http://localhost.
    this.secure = config.publicUrl.startsWith('https:');
    this.cookie = this.secure ? '__Host-session' : 'localhost-session';
  }

  make(): { token: string; hash: Buffer } {
    const token = randomBytes(32).toString('base64url');
    return { token, hash: hashOf(token) };
  }

  carriedBy(request: FastifyRequest): { hash: Buffer; by: 'bearer' | 'cookie' } | null {
    const { authorization } = request.headers;
    const by = authorization === undefined ? 'cookie' : 'bearer';
    const token = authorization === undefined ? request.cookies[this.cookie] : authorization.replace(/^Bearer /i, '');
    return token !== undefined && tokenPattern.test(token) ? { hash: hashOf(token), by } : null;
  }

  giveTo(reply: FastifyReply, token: string, expiresAt: Date): void {
    const { secure } = this;
    reply.setCookie(this.cookie, token, { path: '/', httpOnly: true, secure, sameSite: 'strict', expires: expiresAt });
  }

  takeFrom(reply: FastifyReply): void {
    reply.clearCookie(this.cookie, { path: '/', httpOnly: true, secure: this.secure, sameSite: 'strict' });
  }
}

/** What the application hands the database in place of a token: of a session, or of a one-time link. */
export function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
