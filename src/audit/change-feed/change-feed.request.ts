import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { Omittable, IntegerText } from '../../platform/validation/input.js';
import { cursorPattern } from '../../platform/http/paging.js';

/** Parameters of the change feed. */
export class EventsQuery {
  @Omittable()
  @IntegerText(1, 200)
  @ApiProperty({ description: 'Maximum number of records on the page.', default: 50 })
  readonly limit: number = 50;

  @Omittable()
  @Matches(cursorPattern, { message: 'is not a cursor of this feed' })
  @ApiProperty({
    description:
      '`nextCursor` of the previous response. `now` returns the current cursor and no past changes. Default: the beginning of the feed.',
    type: 'string',
    maxLength: 200,
    pattern: cursorPattern.source,
  })
  readonly after?: string;
}
