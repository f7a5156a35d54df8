import { configurationOf } from './tiers.js';

export default configurationOf('long');
