import { configurationOf } from './tiers.js';

/** `npm run test:all`: every tier. */
export default configurationOf('unit', 'api', 'long');
