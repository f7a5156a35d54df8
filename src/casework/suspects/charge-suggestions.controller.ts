import { Controller, Get, Query } from '@nestjs/common';
import { Requires } from '../../access/access.decorators.js';
import { ChargeSuggestions, suggestCharges } from './charge.view.js';
import { ChargeSuggestionsQuery } from './charge.request.js';

/** Usual charges of each type of complaint. */
@Controller('charge-suggestions')
export class ChargeSuggestionsController {
  /** List the federal sections and NIBRS offenses usual for a type of complaint. */
  @Get()
  @Requires('suspects:record')
  suggestCharges(@Query() { complaintType }: ChargeSuggestionsQuery): ChargeSuggestions {
    return suggestCharges(complaintType);
  }
}
