import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ComplaintsModule } from '../../casework/complaints/complaints.module.js';
import { SavedViewsController } from './saved-views.controller.js';
import { SavedViewsService } from './saved-views.service.js';
import { SearchController } from './search.controller.js';
import { SearchService } from './search.service.js';
import { SavedView } from './saved-view.entity.js';
import './search.trail.js';

/** A search across the record, and saved searches and lists. */
@Module({
  imports: [TypeOrmModule.forFeature([SavedView]), ComplaintsModule],
  controllers: [SearchController, SavedViewsController],
  providers: [SearchService, SavedViewsService],
})
export class SearchModule {}
