import { Body, Controller, Get, HttpCode, Post, Put, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { CurrentActor, Requires } from '../platform/access/access.js';
import type { Actor } from '../platform/access/actor.js';
import { FileStream, TakesFile, type StreamedFile } from '../platform/http/file-body.js';
import { Id } from '../platform/http/ids.js';
import { StreamedAnswer, Streams } from '../platform/http/streamed-answer.js';
import { Asks } from '../platform/http/questions.js';
import { IfMatch } from '../platform/http/versions.js';
import {
  BeginImport,
  EnterRows,
  ImportPage,
  ImportsQuery,
  ImportView,
  PreviewImport,
  PreviewView,
  viewOf,
} from './imports.contract.js';
import { mediaTypes, mostBytesSent } from './import.words.js';
import { ImportsService } from './imports.service.js';
import { ImportProgress } from './progress.service.js';
import { faultFile } from './fault-file.js';

/** Records from a file. */
@Controller('imports')
export class ImportsController {
  constructor(
    private readonly imports: ImportsService,
    private readonly progressOf: ImportProgress,
  ) {}

  /**
   * See how a file of text would be read: which column holds which field, and its first rows. Nothing is kept. A workbook is no text: send
   * it as the file of an import, which enters nothing, and read its faults.
   * @throws FileTooDemanding
   */
  @Post('previews')
  @Requires('imports:prepare')
  @Asks()
  async previewImport(@CurrentActor() actor: Actor, @Body() input: PreviewImport): Promise<PreviewView> {
    return this.imports.preview(actor, input);
  }

  /** Begin an import. Its file comes next. */
  @Post()
  @Requires('imports:prepare')
  async beginImport(@CurrentActor() actor: Actor, @Body() input: BeginImport): Promise<ImportView> {
    return viewOf(await this.imports.begin(actor, input));
  }

  /** List the imports of one's seat, the latest begun first. */
  @Get()
  @Requires('imports:read')
  async listImports(@CurrentActor() actor: Actor, @Query() query: ImportsQuery): Promise<ImportPage> {
    const { items, nextCursor } = await this.imports.list(actor, query);
    return { items: items.map(viewOf), nextCursor };
  }

  /** Read how an import is getting on. */
  @Get(':id')
  @Requires('imports:read')
  async readImport(@CurrentActor() actor: Actor, @Id() id: string): Promise<ImportView> {
    return viewOf(await this.imports.get(actor, id));
  }

  /**
   * Send the file: CSV or a JSON object a line, in UTF-8 and of at most 64 MB, or a workbook (.xlsx) of at most 16 MB, of which the first
   * sheet that is shown is read. Every row is looked at and nothing is entered yet. Larger ones of text come in by `npm run import`.
   * @throws FileTooDemanding
   * @throws TooManyUploads
   * @throws NotThereYet
   */
  @Put(':id/file')
  @Requires('imports:prepare')
  @TakesFile(Object.values(mediaTypes), mostBytesSent)
  async uploadImportFile(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @FileStream() file: StreamedFile,
  ): Promise<ImportView> {
    return viewOf(await this.imports.receive(actor, id, version, file));
  }

  /**
   * Have the rows entered that can be, in the time it takes: the answer comes before, and reading the import says how far it is. One
   * that was interrupted goes on where it was.
   * @throws NotThereYet
   * @throws RowsAreWrong
   * @throws RowsForgotten
   */
  @Put(':id/commit')
  @Requires('imports:commit')
  @HttpCode(202)
  async commitImport(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() { withoutFaulty = false }: EnterRows,
  ): Promise<ImportView> {
    return viewOf(await this.imports.commit(actor, id, version, withoutFaulty));
  }

  /** Read what is wrong with which row, in which column, as CSV: never what stands there. */
  @Get(':id/faults')
  @Requires('imports:read')
  @Streams()
  @ApiOkResponse({ content: { 'text/csv': { schema: { type: 'string', format: 'binary' } } } })
  async listImportFaults(@CurrentActor() actor: Actor, @Id() id: string): Promise<StreamedAnswer> {
    const faults = await this.imports.faults(actor, id);
    return new StreamedAnswer({ type: 'text/csv; charset=utf-8', name: `faults-${id}.csv` }, (signal) =>
      faults.reserved(signal, () => faultFile(faults)),
    );
  }

  /**
   * Watch an import: server-sent events, the import as it is whenever that has changed, until it stands still. An account watches five
   * imports at once at most.
   */
  @Get(':id/progress')
  @Requires('imports:read')
  @Streams()
  @ApiOkResponse({ content: { 'text/event-stream': { schema: { type: 'string', format: 'binary' } } } })
  async followImportProgress(@CurrentActor() actor: Actor, @Id() id: string): Promise<StreamedAnswer> {
    await this.imports.get(actor, id);
    const watch = this.progressOf.watch(actor, id);
    return new StreamedAnswer({ type: 'text/event-stream' }, watch);
  }
}
