import { Controller, Post, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { FileStream, TakesFile, type StreamedFile } from '../../platform/http/file-body.js';
import { Asks } from '../../platform/http/questions.js';
import { ImportTipsQuery, TipImportView } from './tip-imports.contract.js';
import { TipImportsService } from './tip-imports.service.js';
import { mostImportBytes, tipTypes } from './tips-in-file.js';

/** Imports of CyberTips, as downloaded or submitted. */
@Controller('tip-imports')
export class TipImportsController {
  constructor(private readonly imports: TipImportsService) {}

  /**
   * Import CyberTips. Accepts the JSON export of the ICAC Data System, the XML submission of a provider, or a ZIP of up
   * to 500 of them. The answer gives the result of each tip; an invalid tip does not stop the others. An unchanged tip
   * changes nothing. A changed tip becomes a new version, and recorded data is never overwritten.
   * @throws FileTooComplex
   * @throws TooManyUploads
   */
  @Post()
  @Asks()
  @Requires('tips:import')
  @TakesFile(tipTypes, mostImportBytes)
  async importTips(
    @CurrentActor() actor: Actor,
    @Query() query: ImportTipsQuery,
    @FileStream() file: StreamedFile,
  ): Promise<TipImportView> {
    return this.imports.import(actor, query, file);
  }
}
