import { runInWorker } from '../../platform/files/file-program.js';
import { proposalProgram } from './propose-tip.js';

export default runInWorker(proposalProgram.read);
