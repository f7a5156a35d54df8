import { inWorker } from '../../platform/files/file-program.js';
import { previewProgram } from './previews.js';

export default inWorker(previewProgram.read);
