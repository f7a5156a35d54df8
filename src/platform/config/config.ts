import { isIP } from 'node:net';
import { plainToInstance } from 'class-transformer';
import { IsIn, IsNotEmpty, IsOptional, IsUrl, Matches, MaxLength, ValidateBy, validateSync } from 'class-validator';
import { Whole } from '../http/input.js';

/** The environment says something the tracker cannot run with. It names the keys, never their values. */
export class ConfigFault extends Error {
  override readonly name = 'ConfigFault';
}

/** Everything the tracker can be told from outside. `.env.example` says more about each. */
export class Config {
  @MaxLength(253)
  @Matches(/^[A-Za-z0-9.:_-]+$/, { message: 'must be a host name or an address' })
  readonly HOST: string = '127.0.0.1';

  /** 0 takes any port that is free. */
  @Whole(0, 65_535)
  readonly PORT: number = 3000;

  /** Where people reach it, when that is not the port it listens on. */
  @IsOptional()
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false }, { message: 'must be a URL' })
  readonly PUBLIC_URL?: string;

  /** The application's role. Without it the tracker starts a Postgres of its own. */
  @IsOptional()
  @IsPostgresUrl()
  readonly DATABASE_URL?: string;

  /** The role that lets people in, in the same database; the role that serves cannot open a session for anybody. */
  @IsOptional()
  @IsPostgresUrl()
  readonly DATABASE_DOOR_URL?: string;

  /** The role that owns the tables and migrates them. */
  @IsOptional()
  @IsPostgresUrl()
  readonly DATABASE_OWNER_URL?: string;

  @IsNotEmpty({ message: 'must be a folder' })
  readonly DATA_DIRECTORY: string = '.data';

  /** One connection a request at a time: more wait, and then get a 503. */
  @Whole(1, 200)
  readonly DATABASE_POOL: number = 12;

  /** Whose word on the caller's address is taken: so many proxies, or those at these addresses. Never everybody's. */
  @IsOptional()
  @ValidateBy({
    name: 'isProxyTrust',
    validator: {
      validate: (value) => proxyTrustIn(value) !== null,
      defaultMessage: () => 'must be a number of hops from 1 to 10, or addresses and CIDR ranges parted by commas',
    },
  })
  readonly TRUST_PROXY?: string;

  @IsIn(['fatal', 'error', 'warn', 'log', 'debug', 'verbose'], {
    message: 'must be fatal, error, warn, log, debug or verbose',
  })
  readonly LOG_LEVEL: 'fatal' | 'error' | 'warn' | 'log' | 'debug' | 'verbose' = 'warn';

  /** A file with the secret that passwords are hashed with besides their salt. */
  @IsOptional()
  @IsNotEmpty({ message: 'must be a file' })
  readonly PASSWORD_PEPPER_FILE?: string;

  @IsIn(['development', 'test', 'production'], { message: 'must be development, test or production' })
  readonly NODE_ENV: 'development' | 'test' | 'production' = 'development';

  /** Reads what it names and leaves the rest; an empty value is none. Says all that is wrong at once. */
  static from(environment: Readonly<Record<string, string | undefined>>): Config {
    const given = Object.entries(environment)
      .map(([key, value]) => [key, value?.trim()] as const)
      .filter(([, value]) => value !== undefined && value !== '');
    const config = plainToInstance(Config, Object.fromEntries(given));
    const faults = validateSync(config, { whitelist: true, stopAtFirstError: true }).map(
      ({ property, constraints = {} }) => `${property} ${Object.values(constraints)[0] ?? 'is not right'}`,
    );
    if ((config.DATABASE_URL === undefined) !== (config.DATABASE_DOOR_URL === undefined)) {
      faults.push('DATABASE_URL and DATABASE_DOOR_URL go together, and `npm run db:roles` tells both');
    }
    if (faults.length > 0) throw new ConfigFault(`The environment is not right: ${faults.join('; ')}.`);
    return Object.freeze(config);
  }

  /** Where people reach it, without a slash at the end. */
  get publicUrl(): string {
    return (this.PUBLIC_URL ?? `http://localhost:${this.PORT}`).replace(/\/+$/, '');
  }

  /** TRUST_PROXY as Fastify takes it. Of a bare number Fastify trusts nobody, so hops are counted here. */
  get trustProxy(): false | string[] | ((address: string, hop: number) => boolean) {
    const trusted = this.TRUST_PROXY === undefined ? null : proxyTrustIn(this.TRUST_PROXY);
    if (trusted === null) return false;
    return typeof trusted === 'number' ? (_address, hop) => hop < trusted : trusted;
  }
}

function IsPostgresUrl(): PropertyDecorator {
  return ValidateBy({
    name: 'isPostgresUrl',
    validator: {
      validate: (value) =>
        typeof value === 'string' &&
        URL.canParse(value) &&
        ['postgres:', 'postgresql:'].includes(new URL(value).protocol) &&
        new URL(value).pathname.length > 1,
      defaultMessage: () => 'must be a URL such as postgres://role:password@host:5432/database',
    },
  });
}

/** How many hops, or which addresses; `null` for what is neither, or is everybody. */
function proxyTrustIn(value: unknown): number | string[] | null {
  if (typeof value !== 'string') return null;
  if (/^\d+$/.test(value)) return Number(value) >= 1 && Number(value) <= 10 ? Number(value) : null;
  const ranges = value.split(',').map((range) => range.trim());
  return ranges.every(isNarrowRange) ? ranges : null;
}

function isNarrowRange(range: string): boolean {
  const [address = '', bits, ...rest] = range.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  if (bits === undefined) return true;
  return /^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= (version === 4 ? 32 : 128);
}
