import { inWorker } from '../../platform/files/file-program.js';
import { rowProgram } from './read-rows.js';

export default inWorker(rowProgram.read);
