import { runInWorker } from '../../platform/files/file-program.js';
import { tipProgram } from './read-tips.js';

export default runInWorker(tipProgram.read);
