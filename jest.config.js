import { configurationOf } from './test/setup/tiers.js';

/** `npm test`: unit specs, and each behaviour over HTTP and a real Postgres. */
export default configurationOf('unit', 'api');
