import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../platform/config/config.js';
import { hashOf } from '../platform/actor/token-hash.js';
import { CsrfRejected } from '../platform/http/problems.js';

/**
 * Token of a session, or of a machine key: `tf1_`, the first characters of its id, and a secret of the same length. A
 * cookie never carries a machine key.
 */
const tokenPatterns = {
  bearer: /^(?:tf1_[0-9a-f]{12}_)?[A-Za-z0-9_-]{43}$/,
  cookie: /^[A-Za-z0-9_-]{43}$/,
} as const;
const safeMethods = ['GET', 'HEAD'];

export interface RequestToken {
  readonly hash: Buffer;
  readonly source: 'bearer' | 'cookie';
  readonly csrfToken: string;
}

/**
 * Transport of session tokens. A token is 32 random bytes that only the client holds; the database stores the hash of
 * their hash.
 */
@Injectable()
export class SessionToken {
  private readonly secure: boolean;
  private readonly cookie: string;

  constructor(config: Config) {
    // Browsers require Secure for a `__Host-` cookie, and some of them reject that on http://localhost.
    this.secure = config.publicUrl.startsWith('https:');
    this.cookie = this.secure ? '__Host-session' : 'localhost-session';
  }

  create(): { token: string; hash: Buffer } {
    const token = randomBytes(32).toString('base64url');
    return { token, hash: hashOf(token) };
  }

  /** Creates the token of a machine key. Its prefix is public, so that people can identify the key. */
  createMachineKey(id: string): { token: string; hash: Buffer; prefix: string } {
    const prefix = `tf1_${id.replaceAll('-', '').slice(0, 12)}`;
    const token = `${prefix}_${randomBytes(32).toString('base64url')}`;
    return { token, hash: hashOf(token), prefix };
  }

  /**
   * Returns the token of a request, or null. A browser sends a cookie by itself, so a change with one needs proof of
   * its origin: the site, and the CSRF token.
   */
  readToken(request: FastifyRequest): RequestToken | null {
    const { authorization } = request.headers;
    const by = authorization === undefined ? 'cookie' : 'bearer';
    const token =
      authorization === undefined ? request.cookies[this.cookie] : /^Bearer +(\S+)$/i.exec(authorization)?.[1];
    if (token === undefined || !tokenPatterns[by].test(token)) return null;
    if (by === 'cookie' && !safeMethods.includes(request.method)) rejectForeignOrigin(request, token);
    return {
      hash: hashOf(token),
      source: by,
      get csrfToken() {
        return csrfTokenOf(token);
      },
    };
  }

  setCookie(reply: FastifyReply, token: string, expiresAt: Date): void {
    const { secure } = this;
    reply.setCookie(this.cookie, token, { path: '/', httpOnly: true, secure, sameSite: 'strict', expires: expiresAt });
  }

  clearCookie(reply: FastifyReply): void {
    reply.clearCookie(this.cookie, { path: '/', httpOnly: true, secure: this.secure, sameSite: 'strict' });
    // The browser deletes its storage with the session. Its cache has only page files, which are public. The device
    // cookie stays.
    reply.header('clear-site-data', '"storage"');
  }
}

/** Returns the CSRF token for the header X-CSRF-Token, derived from the session token by a one-way function. */
export function csrfTokenOf(token: string): string {
  return createHmac('sha256', token).update('csrf').digest('base64url');
}

function rejectForeignOrigin({ headers }: FastifyRequest, token: string): void {
  const site = headers['sec-fetch-site'];
  const word = Buffer.from(String(headers['x-csrf-token'] ?? ''));
  const wanted = Buffer.from(csrfTokenOf(token));
  const isKnown = word.length === wanted.length && timingSafeEqual(word, wanted);
  if ((site !== 'same-origin' && site !== 'none') || !isKnown) throw new CsrfRejected();
}
