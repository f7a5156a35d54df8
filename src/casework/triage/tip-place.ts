/** Parts of a report that name a place. */
export const tipPlaceSources = ['incident_location', 'reported_address', 'estimated_location'] as const;
export type TipPlaceSource = (typeof tipPlaceSources)[number];

/** Place in the words of a report. Null is not stated. */
export interface TipPlace {
  readonly source: TipPlaceSource;
  readonly city: string | null;
  readonly county: string | null;
  readonly state: string | null;
  readonly country: string | null;
  readonly sourcePath: string;
}
