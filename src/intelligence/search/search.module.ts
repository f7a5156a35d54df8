import { Module } from '@nestjs/common';
import { SavedViewsController } from './saved-views.controller.js';
import { SavedViewsService } from './saved-views.service.js';
import { SearchController } from './search.controller.js';
import { SearchService } from './search.service.js';
import './search.trail.js';

/** A search across the record, and saved searches. */
@Module({ controllers: [SearchController, SavedViewsController], providers: [SearchService, SavedViewsService] })
export class SearchModule {}
