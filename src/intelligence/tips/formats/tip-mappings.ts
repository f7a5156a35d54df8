import { readTipMapping } from './tip-mapping.js';

export const tipMappings = ['icac-data-system', 'provider-report'].map((name) =>
  readTipMapping(new URL(`${name}.mapping.json`, import.meta.url)),
);
