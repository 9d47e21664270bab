import { Injectable } from '@nestjs/common';

/** The only way the shell learns what time it is; specs and the sandbox put another one in its place. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }
}
