import { configurationOf } from './tiers.js';

/** Configuration of `npm run test:all`: every tier. */
export default configurationOf('unit', 'api', 'long');
