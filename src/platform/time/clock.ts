import { Injectable } from '@nestjs/common';

/** The only now the domain knows: a test stops it by providing another. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }
}
