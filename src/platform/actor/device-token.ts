import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../config/config.js';
import { hashOf } from './token-hash.js';

const tokenPattern = /^[A-Za-z0-9_-]{43}$/;
const cookieOfHttps = '__Host-device';
const cookieOfHttp = 'localhost-device';

/** Cookie that identifies a known device of an account. It grants no access. */
@Injectable()
export class DeviceToken {
  private readonly isSecure: boolean;

  constructor({ publicUrl }: Config) {
    this.isSecure = publicUrl.startsWith('https:');
  }

  create(): { readonly token: string; readonly hash: Buffer } {
    const token = randomBytes(32).toString('base64url');
    return { token, hash: hashOf(token) };
  }

  setCookie(reply: FastifyReply, token: string, expiresAt: Date): void {
    const name = this.isSecure ? cookieOfHttps : cookieOfHttp;
    const attributes = {
      path: '/',
      httpOnly: true,
      secure: this.isSecure,
      sameSite: 'strict',
      expires: expiresAt,
    } as const;
    reply.setCookie(name, token, attributes);
  }
}

export function deviceOf({ cookies }: FastifyRequest): Buffer | null {
  const token = cookies[cookieOfHttps] ?? cookies[cookieOfHttp];
  return token !== undefined && tokenPattern.test(token) ? hashOf(token) : null;
}
