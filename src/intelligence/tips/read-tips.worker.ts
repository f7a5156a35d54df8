import { inWorker } from '../../platform/files/file-program.js';
import { tipProgram } from './read-tips.js';

export default inWorker(tipProgram.read);
