import { readTipMapping } from './tip-mapping.js';

/** Mapping of each format. */
export const tipMappings = ['icac-data-system', 'provider-report'].map((name) =>
  readTipMapping(new URL(`${name}.mapping.json`, import.meta.url)),
);
