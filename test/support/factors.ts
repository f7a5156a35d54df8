import { setTimeout as delay } from 'node:timers/promises';
import { generateSync } from 'otplib';
import pg from 'pg';
import type { PasskeyCreationView, TotpView } from '../../src/organization/accounts/factors.view.js';
import type { RecoveryCodesView } from '../../src/organization/accounts/recovery-codes.view.js';
import type { SessionView } from '../../src/organization/accounts/sign-in.view.js';
import { Authenticator } from './authenticator.js';
import type { Answer, Headers } from './client.js';
import { madeBy } from './given.js';
import { password } from './requests.js';
import type { Tracker } from './tracker.js';
import { untilSessionWaits } from './transactions.js';

/** Session with its token, as an API client receives it. */
export type Session = SessionView & { readonly token: string };

export const origin = 'http://localhost:0';

/** Returns the current code, or one of that many half minutes ago. */
export function codeOf(secret: string, stepsBack = 0): string {
  return generateSync({ secret, epoch: Math.floor(Date.now() / 1000) - stepsBack * 30 });
}

/** Waits for the next half minute unless that many seconds of this one remain. */
export async function timeLeft(seconds: number): Promise<void> {
  const left = 30_000 - (Date.now() % 30_000);
  if (left < seconds * 1000) await delay(left + 50);
}

/** Sign-in client of a running tracker. */
export class SignInClient {
  constructor(private readonly tracker: Tracker) {}

  signIn(email: string, secret = password, headers: Headers = {}): Promise<Answer<Session>> {
    return this.tracker.anonymous().post<Session>('/sessions', { email, password: secret }, headers);
  }

  /** Enrols an authenticator app; returns the new token and the secret. The current code is then used up. */
  async enrolTotp(session: {
    readonly token: string;
  }): Promise<{ readonly secret: string; readonly session: Session }> {
    const as = this.tracker.as(session);
    const { secret } = madeBy(await as.post<TotpView>('/accounts/me/totp'), 201).body;
    await timeLeft(5);
    const code = codeOf(secret, 1);
    return { secret, session: madeBy(await as.put<Session>('/accounts/me/totp/confirmation', { code }), 200).body };
  }

  /** Enrols a passkey; returns the new token and the authenticator. */
  async enrolPasskey(
    session: { readonly token: string },
    authenticator = new Authenticator(origin),
  ): Promise<{ readonly authenticator: Authenticator; readonly session: Session }> {
    const as = this.tracker.as(session);
    const { challenge, user } = madeBy(await as.post<PasskeyCreationView>('/accounts/me/passkey-challenges'), 201).body;
    const body = { name: 'The blue key', response: authenticator.make(challenge, user.id) };
    return { authenticator, session: madeBy(await as.post<Session>('/accounts/me/passkeys', body), 201).body };
  }

  async recoveryCodes(session: {
    readonly token: string;
  }): Promise<{ readonly codes: string[]; readonly session: Session }> {
    const { body } = madeBy(
      await this.tracker
        .as(session)
        .post<RecoveryCodesView & { readonly session: Session }>('/accounts/me/recovery-codes'),
      201,
    );
    return body;
  }

  async challenge(): Promise<string> {
    const { body } = madeBy(await this.tracker.anonymous().post<{ challenge: string }>('/passkey-challenges'), 201);
    return body.challenge;
  }

  secondFactor(session: { readonly token: string }, code: unknown): Promise<Answer<Session>> {
    return this.tracker.as(session).post<Session>('/sessions/second-factor', { code });
  }

  signInByPasskey(response: unknown, headers: Headers = {}): Promise<Answer<Session>> {
    return this.tracker.anonymous().post<Session>('/sessions/passkey', { response }, headers);
  }

  /** Locks the row that serializes sign-ins of an account, until it is released. */
  async hold({ accountId }: { readonly accountId: string }): Promise<Barrier> {
    await this.tracker.sql('INSERT INTO auth.sign_in_status (account_id) VALUES ($1) ON CONFLICT DO NOTHING', [
      accountId,
    ]);
    const holder = new pg.Client({ connectionString: this.tracker.database.adminUrl });
    await holder.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT FROM auth.sign_in_status WHERE account_id = $1 FOR UPDATE', [accountId]);
    return {
      waiting: (atLeast) => untilSessionWaits(this.tracker, atLeast),
      open: async () => {
        await holder.query('COMMIT');
        await holder.end();
      },
    };
  }
}

/** Waits for that number of blocked requests, and then releases them. */
export interface Barrier {
  waiting(atLeast: number): Promise<void>;
  open(): Promise<void>;
}
