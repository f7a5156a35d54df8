import { Module } from '@nestjs/common';
import { DocumentController } from './document.controller.js';
import { ReferenceController } from './reference.controller.js';

/** The API's document, and the page to read it on. */
@Module({ controllers: [ReferenceController, DocumentController] })
export class ReferenceModule {}
