import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { parseProxyTrust } from './setting-formats.js';
import { findFaultsBetween, type SettingFault } from './setting-rules.js';
import { Settings } from './settings.js';

/** Invalid settings. The message names the keys and never their values. */
export class ConfigFault extends Error {
  override readonly name = 'ConfigFault';

  constructor(
    message: string,
    readonly keys: readonly string[] = [],
  ) {
    super(message);
  }
}

/** Defaults that differ in production. */
const productionRequirements = {
  LOG_LEVEL: 'log',
  LOG_ERROR_CAUSES: 'omit',
  AUTH_MFA: 'required',
  SIGN_IN_NOTICE: 'required',
  MAX_SESSIONS: 2,
  PASSWORD_MAX_AGE_DAYS: 365,
  REQUESTS_PER_MINUTE: 300,
  SIGN_INS_PER_MINUTE: 10,
  DRAIN_SECONDS: 5,
} as const satisfies Partial<Settings>;

/** Settings of this process, checked and frozen. */
export class Config extends Settings {
  /**
   * Parses the known variables and ignores the rest. Empty values count as absent. Throws one error with all faults.
   */
  static parse(environment: Readonly<Record<string, string | undefined>>): Config {
    const given = Object.entries(environment)
      .map(([key, value]) => [key, value?.trim()] as const)
      .filter(([, value]) => value !== undefined && value !== '');
    const values: Record<string, unknown> = Object.fromEntries(given);
    const config = plainToInstance(
      Config,
      values['NODE_ENV'] === 'production' ? { ...productionRequirements, ...values } : values,
    );
    const faults = validateSync(config, { whitelist: true, stopAtFirstError: true }).map(
      ({ property, constraints = {} }): SettingFault => [property, Object.values(constraints)[0] ?? 'is not valid'],
    );
    faults.push(...findFaultsBetween(config, values));
    if (faults.length === 0) return Object.freeze(config);
    const said = faults.map(([key, what]) => `${key} ${what}`).join('; ');
    throw new ConfigFault(
      `The settings are not valid: ${said}.`,
      faults.map(([key]) => key),
    );
  }

  get isProduction(): boolean {
    return this.NODE_ENV === 'production';
  }

  get isPooled(): boolean {
    return this.DATABASE_POOLER !== undefined;
  }

  get publicUrl(): string {
    return (this.PUBLIC_URL ?? `http://localhost:${this.PORT}`).replace(/\/+$/, '');
  }

  /** Returns TRUST_PROXY for Fastify. Fastify trusts no proxy for a plain number, so this function counts the hops. */
  get trustProxy(): false | string[] | ((address: string, hop: number) => boolean) {
    const trusted = this.TRUST_PROXY === undefined ? null : parseProxyTrust(this.TRUST_PROXY);
    if (trusted === null) return false;
    return typeof trusted === 'number' ? (_address, hop) => hop < trusted : trusted;
  }
}
