/** Kinds of document that a template is for. */
export const processTemplateKinds = ['subpoena', 'preservation_letter', 'search_warrant_affidavit'] as const;
export type ProcessTemplateKind = (typeof processTemplateKinds)[number];

/** Placeholders of a template, written as `{{port}}`, and what each is replaced by. */
export const placeholderMeanings = {
  today: 'Current day in the time zone of the task force.',
  complaint_reference: 'Number of the complaint.',
  tip_number: 'Number of the CyberTip.',
  agency_case_number: 'Number of the complaint in the records of its agency.',
  agency_name: 'Name of the agency that owns the complaint.',
  provider_name: 'Name of the provider in the directory.',
  provider_legal_name: 'Name of the company to which legal process is addressed.',
  provider_address: 'Postal address for legal process.',
  provider_portal: 'Portal for law enforcement.',
  provider_email: 'Email address for legal process.',
  provider_emergency_phone: 'Telephone line for emergencies.',
  identifier: 'Identifier as reported, such as an address or an account.',
  platform: 'Platform of a user name or an account.',
  ip_address: 'IP address.',
  port: 'Port of the IP address.',
  event: 'Use of the identifier, such as login.',
  used_at: 'Time of the use in UTC.',
  used_at_local: 'Time of the use in the time zone of the task force.',
} as const;
/** Name of a placeholder in a template. */
export type Placeholder = keyof typeof placeholderMeanings;
export const placeholders = Object.keys(placeholderMeanings) as Placeholder[];

export const maxTemplateLength = 20_000;
