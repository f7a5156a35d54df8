import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../config/config.js';
import { ForeignChange } from '../http/problems.js';

/**
 * A session's token, or a machine key: `tf1_`, the first characters of its id, and a secret of the same length. A key is no
 * browser's, and comes by no cookie.
 */
const tokenPatterns = {
  bearer: /^(?:tf1_[0-9a-f]{12}_)?[A-Za-z0-9_-]{43}$/,
  cookie: /^[A-Za-z0-9_-]{43}$/,
} as const;
const safeMethods = ['GET', 'HEAD'];

/** A token that came with a request: what the database is told of it, and what a page has to prove it may use it. */
export interface CarriedToken {
  readonly hash: Buffer;
  readonly by: 'bearer' | 'cookie';
  readonly csrfToken: string;
}

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

  /** A machine key's token: how it begins may be shown, so that people can tell their keys apart. */
  makeKey(id: string): { token: string; hash: Buffer; prefix: string } {
    const prefix = `tf1_${id.replaceAll('-', '').slice(0, 12)}`;
    const token = `${prefix}_${randomBytes(32).toString('base64url')}`;
    return { token, hash: hashOf(token), prefix };
  }

  /**
   * The token of a request; null where there is none. A cookie travels by itself, so a change that comes by one must show that
   * it comes from the console: browsers say from where, and a page that may read the console's answers knows the session's word.
   */
  carriedBy(request: FastifyRequest): CarriedToken | null {
    const { authorization } = request.headers;
    const by = authorization === undefined ? 'cookie' : 'bearer';
    const token =
      authorization === undefined ? request.cookies[this.cookie] : /^Bearer +(\S+)$/i.exec(authorization)?.[1];
    if (token === undefined || !tokenPatterns[by].test(token)) return null;
    if (by === 'cookie' && !safeMethods.includes(request.method)) refuseForeign(request, token);
    return {
      hash: hashOf(token),
      by,
      get csrfToken() {
        return csrfTokenOf(token);
      },
    };
  }

  giveTo(reply: FastifyReply, token: string, expiresAt: Date): void {
    const { secure } = this;
    reply.setCookie(this.cookie, token, { path: '/', httpOnly: true, secure, sameSite: 'strict', expires: expiresAt });
  }

  takeFrom(reply: FastifyReply): void {
    reply.clearCookie(this.cookie, { path: '/', httpOnly: true, secure: this.secure, sameSite: 'strict' });
    // What the pages were shown goes with the session. The cookie that the device is known by stays.
    reply.header('clear-site-data', '"cache", "storage"');
  }
}

/** What the application hands the database in place of a token: of a session, of a machine key, or of a one-time link. */
export function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** The word a page sends as X-CSRF-Token beside the cookie: it follows from the token, and the token not from it. */
export function csrfTokenOf(token: string): string {
  return createHmac('sha256', token).update('csrf').digest('base64url');
}

function refuseForeign({ headers }: FastifyRequest, token: string): void {
  const site = headers['sec-fetch-site'];
  const word = Buffer.from(String(headers['x-csrf-token'] ?? ''));
  const wanted = Buffer.from(csrfTokenOf(token));
  const isKnown = word.length === wanted.length && timingSafeEqual(word, wanted);
  if ((site !== 'same-origin' && site !== 'none') || !isKnown) throw new ForeignChange();
}
