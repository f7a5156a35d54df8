/** Days for which a provider preserves an account on request; a renewal adds as many once (18 U.S.C. 2703(f)). */
export const preservationDays = 90;

/**
 * Kind of preservation: that of a provider's own report to the CyberTipline (18 U.S.C. 2258A(h)), or a preservation request.
 */
export const preservationKinds = ['provider_report', 'preservation_request'] as const;
export type PreservationKind = (typeof preservationKinds)[number];

/** Bands of the days left: past, or at most 7, 30 or 60 days. */
export const expiringPreservationBands = ['past', 'within_7', 'within_30', 'within_60'] as const;
export type ExpiringPreservationBand = (typeof expiringPreservationBands)[number];

export function toExpiryBand(daysLeft: number): ExpiringPreservationBand {
  if (daysLeft < 0) return 'past';
  if (daysLeft <= 7) return 'within_7';
  return daysLeft <= 30 ? 'within_30' : 'within_60';
}
