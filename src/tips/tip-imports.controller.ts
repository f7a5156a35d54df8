import { Controller, Post, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../platform/access/access.js';
import type { Actor } from '../platform/access/actor.js';
import { FileStream, TakesFile, type StreamedFile } from '../platform/http/file-body.js';
import { Asks } from '../platform/http/questions.js';
import { ImportTipsQuery, TipImportView } from './tip-imports.contract.js';
import { TipImportsService } from './tip-imports.service.js';
import { mostImportBytes, tipTypes } from './tips-in-file.js';

/** CyberTips, as they are downloaded or were submitted. */
@Controller('tip-imports')
export class TipImportsController {
  constructor(private readonly imports: TipImportsService) {}

  /**
   * Import CyberTips: the JSON that the ICAC Data System exports, the XML that a provider submits, or a ZIP of up to 500 of them.
   * The answer says of each what became of it. One that is wrong stops none of the others. What was imported before and is sent
   * again changes nothing; what has changed since becomes a new version, and nothing that anybody recorded is written over.
   * @throws FileTooDemanding
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
