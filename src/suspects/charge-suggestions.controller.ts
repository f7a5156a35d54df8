import { Controller, Get, Query } from '@nestjs/common';
import { Requires } from '../platform/access/access.js';
import { ChargeSuggestions, ChargeSuggestionsQuery, suggestionsFor } from './charges.contract.js';

/** How complaints of a type are usually charged. */
@Controller('charge-suggestions')
export class ChargeSuggestionsController {
  /** Read which federal sections and which offenses of NIBRS complaints of a type usually come to. */
  @Get()
  @Requires('suspects:record')
  suggestCharges(@Query() { complaintType }: ChargeSuggestionsQuery): ChargeSuggestions {
    return suggestionsFor(complaintType);
  }
}
