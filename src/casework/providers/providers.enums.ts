/** Facts about serving a provider, which tips state and a supervisor confirms. The name is confirmed with them. */
export const providerFields = [
  'legalName',
  'postalAddress',
  'portalUrl',
  'email',
  'legalUrl',
  'emergencyPhone',
  'retentionDays',
  'instructions',
] as const;
export type ProviderField = (typeof providerFields)[number];

/** Longest text of each field, and of the name. */
export const maxProviderLengths = {
  ...{ name: 100, legalName: 200, postalAddress: 500, portalUrl: 500, email: 200 },
  ...{ legalUrl: 500, emergencyPhone: 100, instructions: 4000 },
} as const;
/** Form of a web address. One with the name of a user can look like that of another host. */
export const webAddress = { protocols: ['https', 'http'], require_protocol: true, disallow_auth: true };
export const maxRetentionDays = 3650;
