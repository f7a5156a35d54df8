import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ValidateBy } from 'class-validator';
import { hoursUntilDue, priorities } from '../../../casework/complaints/complaints.enums.js';

const pattern = /^[1-9]\d{0,4}(,[1-9]\d{0,4}){3}$/;

/** Usual target hours: those of the due instant after assignment, by tier. */
export const defaultTargetHours: readonly number[] = priorities.map((priority) => hoursUntilDue[priority]);

/** Validates the target hours of the four tiers in a query string. */
export function TargetHours(): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' && pattern.test(value) ? value.split(',').map(Number) : null,
    ),
    ValidateBy({
      name: 'targetHours',
      validator: {
        validate: Array.isArray,
        defaultMessage: () => 'must be four whole numbers from 1 to 99999, separated by commas',
      },
    }),
    ApiProperty({ type: 'string', pattern: pattern.source, example: defaultTargetHours.join(',') }),
  );
}
