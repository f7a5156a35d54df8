import { Module } from '@nestjs/common';
import { EventsController } from './change-feed.controller.js';
import { ChangeFeedService } from './change-feed.service.js';

/** The change feed. */
@Module({ controllers: [EventsController], providers: [ChangeFeedService] })
export class ChangeFeedModule {}
