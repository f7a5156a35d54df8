import { runInWorker } from '../../platform/files/file-program.js';
import { rowProgram } from './read-rows.js';

export default runInWorker(rowProgram.read);
