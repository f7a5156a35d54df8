import { runInWorker } from '../../platform/files/file-program.js';
import { previewProgram } from './previews.js';

export default runInWorker(previewProgram.read);
