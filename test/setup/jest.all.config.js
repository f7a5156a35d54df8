import { configurationOf } from './tiers.js';

export default configurationOf('unit', 'api', 'long');
