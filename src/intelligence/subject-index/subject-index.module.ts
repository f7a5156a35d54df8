import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ComplaintsModule } from '../../casework/complaints/complaints.module.js';
import { TaskForcesModule } from '../../organization/task-forces/task-forces.module.js';
import { SubjectDisseminationsController } from './disseminations.controller.js';
import { DisseminationsService } from './disseminations.service.js';
import { IdentifierHashes } from './identifier-hashes.js';
import { IndexEntriesController } from './index-entries.controller.js';
import { IndexEntriesService } from './index-entries.service.js';
import { IndexQueriesController } from './index-queries.controller.js';
import { IndexQueriesService } from './index-queries.service.js';
import { IndexReviewsController } from './index-reviews.controller.js';
import { IndexReviewsService } from './index-reviews.service.js';
import { IndexedIdentifiersService } from './indexed-identifiers.service.js';
import { SubjectNoticesController } from './notices.controller.js';
import { NoticesService } from './notices.service.js';
import { SubjectIndexDissemination } from './dissemination.entity.js';
import { SubjectIndexEntry } from './index-entry.entity.js';
import { SubjectIndexQuery } from './index-query.entity.js';
import { SubjectIndexReview } from './index-review.entity.js';
import { IndexedIdentifier } from './indexed-identifier.entity.js';
import { SubjectIndexNotice } from './notice.entity.js';
import './subject-index.trail.js';
import './subject-index.attention.js';
import './subject-index.packet.js';

/** The shared subject index under 28 CFR Part 23, separate from the cases. */
@Module({
  imports: [
    TypeOrmModule.forFeature([
      SubjectIndexEntry,
      SubjectIndexReview,
      SubjectIndexQuery,
      SubjectIndexDissemination,
      SubjectIndexNotice,
      IndexedIdentifier,
    ]),
    ComplaintsModule,
    TaskForcesModule,
  ],
  controllers: [
    IndexEntriesController,
    IndexReviewsController,
    IndexQueriesController,
    SubjectDisseminationsController,
    SubjectNoticesController,
  ],
  providers: [
    IdentifierHashes,
    IndexedIdentifiersService,
    IndexEntriesService,
    IndexReviewsService,
    IndexQueriesService,
    DisseminationsService,
    NoticesService,
  ],
  exports: [IdentifierHashes],
})
export class SubjectIndexModule {}
