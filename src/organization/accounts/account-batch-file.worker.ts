import { runInWorker } from '../../platform/files/file-program.js';
import { batchProgram } from './account-batch-file.js';

export default runInWorker(batchProgram.read);
