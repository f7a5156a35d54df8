import { IsEmail, IsIn, IsNotEmpty, IsOptional, IsUrl, Matches, MaxLength } from 'class-validator';
import { Duration } from './durations.js';
import { IsInteger, IsPostgresUrl, IsProxyTrust, IsSmtpUrl } from './setting-formats.js';

const requirements = ['required', 'optional'] as const;
type Requirement = (typeof requirements)[number];

/** Settings from the environment. `.env.example` describes each of them. */
export class Settings {
  @MaxLength(253)
  @Matches(/^[A-Za-z0-9.:_-]+$/, { message: 'must be a host name or an address' })
  readonly HOST: string = '127.0.0.1';

  /** Port to listen on. 0 selects a free one. */
  @IsInteger(0, 65_535)
  readonly PORT: number = 3000;

  /** Port of the metrics; without it there are none. 0 selects a free one. */
  @IsOptional()
  @IsInteger(0, 65_535)
  readonly METRICS_PORT?: number;

  @MaxLength(253)
  @Matches(/^[A-Za-z0-9.:_-]+$/, { message: 'must be a host name or an address' })
  readonly METRICS_HOST: string = '127.0.0.1';

  /** Public URL, if it differs from the listening port. */
  @IsOptional()
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false }, { message: 'must be a URL' })
  readonly PUBLIC_URL?: string;

  /** URL for the application's database role. Without it the tracker starts its own Postgres. */
  @IsOptional()
  @IsPostgresUrl()
  readonly DATABASE_URL?: string;

  /** URL for the authentication role in the same database. The serving role cannot open sessions. */
  @IsOptional()
  @IsPostgresUrl()
  readonly DATABASE_AUTH_URL?: string;

  /** URL for the application's database role on a standby, which then answers reports. */
  @IsOptional()
  @IsPostgresUrl()
  readonly DATABASE_REPLICA_URL?: string;

  @IsOptional()
  @IsPostgresUrl()
  readonly DATABASE_OWNER_URL?: string;

  @IsOptional()
  @IsPostgresUrl()
  readonly DATABASE_SIGNER_URL?: string;

  @IsOptional()
  @IsPostgresUrl()
  readonly DATABASE_AUDITOR_URL?: string;

  @IsOptional()
  @IsPostgresUrl()
  readonly DATABASE_PURGE_URL?: string;

  @IsOptional()
  @IsNotEmpty({ message: 'must be a file' })
  readonly SIGN_KEY_FILE?: string;

  @IsOptional()
  @IsNotEmpty({ message: 'must be a file' })
  readonly SIGN_FILE?: string;

  @IsOptional()
  @IsNotEmpty({ message: 'must be a file' })
  readonly RESTORE_KEY_FILE?: string;

  @IsOptional()
  @Matches(/^(udp|tcp):\/\/[^/\s]+$/, { message: 'must be udp://host:port or tcp://host:port' })
  readonly SIGN_SYSLOG?: string;

  @IsNotEmpty({ message: 'must be a folder' })
  readonly DATA_DIRECTORY: string = '.data';

  @IsOptional()
  @IsIn(['allow'], { message: 'must be allow, or not set' })
  readonly EMBEDDED_POSTGRES?: 'allow';

  @IsOptional()
  @IsIn(['allow'], { message: 'must be allow, or not set' })
  readonly ASYNCHRONOUS_REPLICATION?: 'allow';

  @IsOptional()
  @IsNotEmpty({ message: 'must be a folder' })
  readonly POSTGRES_BIN?: string;

  /** Backups that are kept: the newest of each of the last hours, days and weeks. */
  @Matches(/^(?:all|\d{1,4}h(?:,\d{1,4}d)?(?:,\d{1,4}w)?|\d{1,4}d(?:,\d{1,4}w)?|\d{1,4}w)$/, {
    message: 'must be all, or numbers of hours, days and weeks such as 24h,7d,5w',
  })
  readonly BACKUP_KEEP: string = '24h,7d,5w';

  /** Number of connections. Each request uses one; further requests wait, and receive 503 after a timeout. */
  @IsInteger(1, 200)
  readonly DATABASE_POOL: number = 12;

  /** Pooler between the tracker and Postgres. The limits of time are then settings of the roles. */
  @IsOptional()
  @IsIn(['transaction'], { message: 'must be transaction, or not set' })
  readonly DATABASE_POOLER?: 'transaction';

  /**
   * Time in seconds that committed entries of the trail may wait for their link until readiness fails. An idle
   * sequencer notes only every ten seconds that none waits.
   */
  @Duration(15, 3600)
  readonly TRAIL_LINK_DELAY: number = 60;

  /** Number of seconds for which the port stays open after the signal to end, while readiness already fails. */
  @IsInteger(0, 300)
  readonly DRAIN_SECONDS: number = 0;

  /** Trusted proxies for the client address: a number of hops, or addresses. It cannot include everyone. */
  @IsOptional()
  @IsProxyTrust()
  readonly TRUST_PROXY?: string;

  @IsIn(['fatal', 'error', 'warn', 'log', 'debug', 'verbose'], {
    message: 'must be fatal, error, warn, log, debug or verbose',
  })
  readonly LOG_LEVEL: 'fatal' | 'error' | 'warn' | 'log' | 'debug' | 'verbose' = 'warn';

  /** Whether the log contains the message, statement and stack of an error. They may quote user input. */
  @IsIn(['include', 'omit'], { message: 'must be include or omit' })
  readonly LOG_ERROR_CAUSES: 'include' | 'omit' = 'include';

  @IsIn(requirements, { message: 'must be required or optional' })
  readonly AUTH_MFA: Requirement = 'optional';

  @IsIn(requirements, { message: 'must be required or optional' })
  readonly SIGN_IN_NOTICE: Requirement = 'optional';

  /** Number of failures within the window that locks the password of an account. */
  @IsInteger(1, 100)
  readonly LOCKOUT_FAILURES: number = 5;

  @Duration(60, 86_400)
  readonly LOCKOUT_WINDOW: number = 900;

  /** Release of a lock: by an administrator, or automatically after this number of seconds. */
  @Duration(60, 86_400, 'admin')
  readonly LOCKOUT_RELEASE: 'admin' | number = 'admin';

  /** Maximum of sessions per account. A further one ends the oldest. */
  @IsInteger(1, 100)
  readonly MAX_SESSIONS: number = 20;

  /** Number of days without a sign-in after which an account is disabled, at most 90 (CJIS AC-2(3)). */
  @IsInteger(30, 90)
  readonly ACCOUNT_INACTIVE_DAYS: number = 90;

  /** Number of days after its last save at which a draft is deleted. */
  @IsInteger(1, 90)
  readonly DRAFT_DAYS: number = 14;

  @IsOptional()
  @IsNotEmpty({ message: 'must be a file' })
  readonly SIGN_IN_NOTICE_FILE?: string;

  /** Issuer of the identity provider, exactly as it announces itself. Without it there is none. */
  @IsOptional()
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false }, { message: 'must be a URL' })
  readonly OIDC_ISSUER?: string;

  @IsOptional()
  @MaxLength(255)
  readonly OIDC_CLIENT_ID?: string;

  @IsOptional()
  @IsNotEmpty({ message: 'must be a file' })
  readonly OIDC_CLIENT_KEY_FILE?: string;

  @IsOptional()
  @IsNotEmpty({ message: 'must be a file' })
  readonly OIDC_CLIENT_SECRET_FILE?: string;

  /** Name of the identity provider on the sign-in page. */
  @IsOptional()
  @MaxLength(60)
  readonly OIDC_NAME?: string;

  /** Values of `acr` that a request asks for, separated by commas. */
  @IsOptional()
  @MaxLength(1000)
  readonly OIDC_ACR_VALUES?: string;

  /** Values of `acr` that state a second factor, separated by commas. Without them the tracker asks for its own. */
  @IsOptional()
  @MaxLength(1000)
  readonly OIDC_MFA_ACR?: string;

  /** Values of `amr` that state a second factor, separated by commas. */
  @IsOptional()
  @MaxLength(1000)
  readonly OIDC_MFA_AMR?: string;

  /** Entity id of the SAML identity provider, exactly as its metadata have it. Without it there is none. */
  @IsOptional()
  @MaxLength(1024)
  readonly SAML_ISSUER?: string;

  /** Address of the SAML identity provider to which the browser brings a request (HTTP-Redirect). */
  @IsOptional()
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false }, { message: 'must be a URL' })
  readonly SAML_SIGN_IN_URL?: string;

  @IsOptional()
  @IsNotEmpty({ message: 'must be a file' })
  readonly SAML_CERTIFICATES_FILE?: string;

  /** Name of the SAML identity provider on the sign-in page. */
  @IsOptional()
  @MaxLength(60)
  readonly SAML_NAME?: string;

  /** Entity id of the tracker. The default is the address of its metadata. */
  @IsOptional()
  @MaxLength(1024)
  readonly SAML_ENTITY_ID?: string;

  @IsOptional()
  @IsNotEmpty({ message: 'must be a file' })
  readonly SAML_KEY_FILE?: string;

  /** Name of the attribute that identifies a person. Without it the name id must be persistent. */
  @IsOptional()
  @MaxLength(255)
  readonly SAML_SUBJECT_ATTRIBUTE?: string;

  /** Values of `AuthnContextClassRef` that a request asks for, separated by commas. */
  @IsOptional()
  @MaxLength(1000)
  readonly SAML_REQUESTED_CONTEXTS?: string;

  /** Values of `AuthnContextClassRef` that state a second factor, separated by commas. */
  @IsOptional()
  @MaxLength(1000)
  readonly SAML_MFA_CONTEXTS?: string;

  /** Maximum age of a password in days; 0 for no limit. */
  @IsInteger(0, 3650)
  readonly PASSWORD_MAX_AGE_DAYS: number = 0;

  /** Scheme for new password hashes. Hashes of the other scheme stay valid and are renewed at sign-in. */
  @IsIn(['argon2id', 'pbkdf2-sha512'], { message: 'must be argon2id or pbkdf2-sha512' })
  readonly PASSWORD_KDF: 'argon2id' | 'pbkdf2-sha512' = 'argon2id';

  @IsOptional()
  @IsNotEmpty({ message: 'must be a file' })
  readonly PASSWORD_PEPPER_FILE?: string;

  @IsOptional()
  @IsNotEmpty({ message: 'must be a file' })
  readonly PASSWORD_PEPPER_PREVIOUS_FILE?: string;

  @IsOptional()
  @IsNotEmpty({ message: 'must be a file' })
  readonly FACTOR_KEY_FILE?: string;

  @IsOptional()
  @IsNotEmpty({ message: 'must be a file' })
  readonly FACTOR_KEY_PREVIOUS_FILE?: string;

  @IsOptional()
  @IsNotEmpty({ message: 'must be a file' })
  readonly DECONFLICTION_KEY_FILE?: string;

  @IsOptional()
  @IsNotEmpty({ message: 'must be a file' })
  readonly DECONFLICTION_KEY_PREVIOUS_FILE?: string;

  @IsOptional()
  @IsNotEmpty({ message: 'must be a file' })
  readonly VAULT_MASTER_KEY_FILE?: string;

  @IsOptional()
  @IsNotEmpty({ message: 'must be a file' })
  readonly VAULT_MASTER_KEY_PREVIOUS_FILE?: string;

  /** Key in base64, if no file is possible. */
  @IsOptional()
  @Matches(/^[A-Za-z0-9+/]{43,}={0,2}$/, { message: 'must be 32 random bytes in base64' })
  readonly VAULT_MASTER_KEY?: string;

  @IsOptional()
  @IsNotEmpty({ message: 'must be a file' })
  readonly VAULT_KMS_MODULE?: string;

  @IsOptional()
  @IsNotEmpty({ message: 'must be a file' })
  readonly VAULT_KMS_PREVIOUS_MODULE?: string;

  /** MMDB files with places and carriers of IP addresses, separated by commas. */
  @IsOptional()
  @IsNotEmpty({ message: 'must be files, separated by commas' })
  readonly IP_TABLE_FILES?: string;

  /** Mail server; without it the tracker sends no mail. A user may stand before the host, and never a password. */
  @IsOptional()
  @IsSmtpUrl()
  readonly SMTP_URL?: string;

  @IsOptional()
  @IsNotEmpty({ message: 'must be a file' })
  readonly SMTP_PASSWORD_FILE?: string;

  @IsOptional()
  @IsNotEmpty({ message: 'must be a file' })
  readonly SMTP_CA_FILE?: string;

  /** Whether mail needs TLS. Only a relay on this machine or in its own network needs none. */
  @IsIn(['required', 'off'], { message: 'must be required or off' })
  readonly SMTP_TLS: 'required' | 'off' = 'required';

  @IsOptional()
  @IsEmail({}, { message: 'must be an email address' })
  readonly MAIL_FROM?: string;

  /** Hour of the person's own day from which the daily mail is sent. */
  @IsInteger(0, 23)
  readonly DAILY_MAIL_HOUR: number = 7;

  /** Request limit per account or machine key. An address has ten times as many. */
  @IsInteger(1, 1_000_000)
  readonly REQUESTS_PER_MINUTE: number = 60_000;

  /** Limit of sign-in attempts per address, per email address and per pending session. */
  @IsInteger(1, 1_000_000)
  readonly SIGN_INS_PER_MINUTE: number = 6000;

  @IsIn(['development', 'test', 'production'], { message: 'must be development, test or production' })
  readonly NODE_ENV: 'development' | 'test' | 'production' = 'development';
}
