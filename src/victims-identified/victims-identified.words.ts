/** When the abuse was, as far as is known when the child is identified. */
export const abuseTimings = ['recent', 'ongoing', 'historical', 'unknown'] as const;
export type AbuseTiming = (typeof abuseTimings)[number];

/** What has been done for the child. It can go from any to any: a child once safe may be at risk again. */
export const safeguardingStatuses = [
  'identified',
  'located',
  'safe_verified',
  'cps_referred',
  'forensic_interview_scheduled',
  'forensic_interview_done',
  'services_offered',
  'guardian_notified',
  'at_risk',
] as const;
export type SafeguardingStatus = (typeof safeguardingStatuses)[number];
