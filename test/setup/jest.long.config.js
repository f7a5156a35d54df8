import { configurationOf } from './tiers.js';

/** `npm run test:long`: the same behaviours many times, and walks through README and demo. */
export default configurationOf('long');
