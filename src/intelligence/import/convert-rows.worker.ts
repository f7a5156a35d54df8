export { convertRows as default } from './convert-rows.js';
