import { Module } from '@nestjs/common';
import { DocumentController } from './document.controller.js';
import { ReferenceController } from './reference.controller.js';

/** API document and its reference page. */
@Module({ controllers: [ReferenceController, DocumentController] })
export class ReferenceModule {}
