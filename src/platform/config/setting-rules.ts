import { isSmtpUrl } from './setting-formats.js';
import type { Settings } from './settings.js';

/** Name of a setting, and the fault of its value. */
export type SettingFault = readonly [key: string, fault: string];

/** Former names of settings. A start with one of them fails, because its value would otherwise be ignored. */
const renamedSettings: Readonly<Record<string, keyof Settings>> = {
  DATABASE_DOOR_URL: 'DATABASE_AUTH_URL',
  DATABASE_SEALER_URL: 'DATABASE_SIGNER_URL',
  SEAL_KEY_FILE: 'SIGN_KEY_FILE',
  SEAL_FILE: 'SIGN_FILE',
  SEAL_SYSLOG: 'SIGN_SYSLOG',
  SESSIONS_AT_MOST: 'MAX_SESSIONS',
  ACCOUNT_UNUSED_DAYS: 'ACCOUNT_INACTIVE_DAYS',
};

/** Settings that need another one. */
const pairs = [
  ['DATABASE_URL', 'DATABASE_AUTH_URL', 'needs DATABASE_AUTH_URL too: `npm run db:roles` prints both'],
  ['DATABASE_AUTH_URL', 'DATABASE_URL', 'needs DATABASE_URL too: `npm run db:roles` prints both'],
  ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'needs OIDC_CLIENT_ID too'],
  ['OIDC_CLIENT_ID', 'OIDC_ISSUER', 'needs OIDC_ISSUER too'],
  ['SAML_ISSUER', 'SAML_SIGN_IN_URL', 'needs SAML_SIGN_IN_URL too'],
  ['SAML_ISSUER', 'SAML_CERTIFICATES_FILE', 'needs SAML_CERTIFICATES_FILE too'],
  ['SAML_SIGN_IN_URL', 'SAML_ISSUER', 'needs SAML_ISSUER too'],
  ['SAML_CERTIFICATES_FILE', 'SAML_ISSUER', 'needs SAML_ISSUER too'],
  ['DATABASE_POOLER', 'DATABASE_URL', 'needs DATABASE_URL too'],
  ['DATABASE_REPLICA_URL', 'DATABASE_URL', 'needs DATABASE_URL too, the primary that the standby follows'],
  ['PASSWORD_PEPPER_PREVIOUS_FILE', 'PASSWORD_PEPPER_FILE', 'needs PASSWORD_PEPPER_FILE too'],
  ['FACTOR_KEY_PREVIOUS_FILE', 'FACTOR_KEY_FILE', 'needs FACTOR_KEY_FILE too'],
  ['DECONFLICTION_KEY_PREVIOUS_FILE', 'DECONFLICTION_KEY_FILE', 'needs DECONFLICTION_KEY_FILE too'],
  ['SMTP_URL', 'MAIL_FROM', 'needs MAIL_FROM too'],
  ['SMTP_URL', 'PUBLIC_URL', 'needs PUBLIC_URL too: each mail has a link'],
  ['SMTP_PASSWORD_FILE', 'SMTP_URL', 'needs SMTP_URL too'],
  ['SMTP_CA_FILE', 'SMTP_URL', 'needs SMTP_URL too'],
] as const satisfies readonly (readonly [keyof Settings, keyof Settings, string])[];

const masterKeys = [
  'VAULT_MASTER_KEY_FILE',
  'VAULT_MASTER_KEY',
  'VAULT_KMS_MODULE',
] as const satisfies readonly (keyof Settings)[];

const previousMasterKeys = [
  'VAULT_MASTER_KEY_PREVIOUS_FILE',
  'VAULT_KMS_PREVIOUS_MODULE',
] as const satisfies readonly (keyof Settings)[];

/** Returns the faults of settings that depend on one another, and of settings under a former name. */
export function findFaultsBetween(settings: Settings, given: Readonly<Record<string, unknown>>): SettingFault[] {
  const faults: SettingFault[] = [];
  for (const [former, current] of Object.entries(renamedSettings)) {
    if (given[former] !== undefined) faults.push([former, `is now named ${current}`]);
  }
  for (const [key, other, what] of pairs) {
    if (settings[key] !== undefined && settings[other] === undefined) faults.push([key, what]);
  }
  const masters = masterKeys.filter((key) => settings[key] !== undefined);
  if (masters.length > 1)
    faults.push([masters[1] ?? '', `must not be set together with ${masters[0] ?? ''}: set one of the two`]);
  for (const key of previousMasterKeys) {
    if (settings[key] !== undefined && masters.length === 0) faults.push([key, 'needs the current one too']);
  }
  faults.push(...faultsOfMail(settings));
  if (settings.METRICS_PORT !== undefined && settings.METRICS_PORT !== 0 && settings.METRICS_PORT === settings.PORT) {
    faults.push(['METRICS_PORT', 'must differ from PORT']);
  }
  return faults;
}

/** Returns the faults of settings that rule each other out: a sign-in has both parts, and never crosses a line without TLS. */
function faultsOfMail({ SMTP_URL, SMTP_PASSWORD_FILE, SMTP_TLS }: Settings): SettingFault[] {
  if (!isSmtpUrl(SMTP_URL)) return [];
  const { protocol, username } = new URL(SMTP_URL ?? '');
  const hasPassword = SMTP_PASSWORD_FILE !== undefined;
  const faults: SettingFault[] = [];
  if ((username !== '') !== hasPassword)
    faults.push(['SMTP_URL', 'needs a user if and only if SMTP_PASSWORD_FILE is set']);
  if (!isPercentEncoded(username))
    faults.push(['SMTP_URL', 'needs a user in percent-encoding, such as tracker%40example.gov']);
  if (SMTP_TLS === 'off' && hasPassword) faults.push(['SMTP_TLS', 'must be required with SMTP_PASSWORD_FILE']);
  if (SMTP_TLS === 'off' && protocol === 'smtps:') faults.push(['SMTP_TLS', 'must be required with smtps://']);
  return faults;
}

function isPercentEncoded(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
