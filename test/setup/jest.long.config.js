import { configurationOf } from './tiers.js';

/** Configuration of `npm run test:long`: many repetitions, and all steps of README and demo. */
export default configurationOf('long');
