import { inWorker } from '../../platform/files/file-program.js';
import { batchProgram } from './account-batch-file.js';

export default inWorker(batchProgram.read);
