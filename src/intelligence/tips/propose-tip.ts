import { buffer } from 'node:stream/consumers';
import type { FileProgram } from '../../platform/files/file-program.js';
import { readPdfText, type PdfLimits } from '../../platform/files/pdf-text.js';
import { PdfTooComplex } from '../../platform/files/pdf-work.js';
import { RefusedFile } from '../../platform/files/refused-file.js';
import { FileTooComplex, InvalidInput } from '../../platform/http/problems.js';
import { containsEncodedFile } from '../../platform/validation/embedded-file-detection.js';
import { readPaperReport } from './formats/paper-report.js';
import type { TipProposalView } from './tip-proposal.view.js';

const limits: PdfLimits = { pages: 200, unpackedBytes: 33_554_432, lines: 20_000 };

/** Reads a report in PDF into a proposal. */
export const proposalProgram: FileProgram<null, TipProposalView> = {
  worker: new URL('./propose-tip.worker.js', import.meta.url),
  async *read(bytes) {
    const file = await buffer(bytes);
    if (file.length === 0) throw InvalidInput.forPath('', 'is empty');
    yield await proposeTip(file);
  },
};

async function proposeTip(file: Buffer): Promise<TipProposalView> {
  try {
    const { pages, lines } = await readPdfText(file, limits);
    const { reportId, report, values } = readPaperReport(lines);
    if (values.every(({ label }) => label === null)) {
      throw new RefusedFile(
        'no-known-label',
        'has no label of a CyberTip, such as "IP Address:": send the PDF of the report itself',
      );
    }
    if (values.some(({ text }) => containsEncodedFile(text))) {
      throw new RefusedFile('not-fit', 'must not hold a picture or another file in its text, nor a data URI');
    }
    return { pages, reportId, report, values: [...values] };
  } catch (fault) {
    if (fault instanceof PdfTooComplex) throw new FileTooComplex('time');
    if (fault instanceof RefusedFile) throw new InvalidInput([fault.error]);
    throw fault;
  }
}
