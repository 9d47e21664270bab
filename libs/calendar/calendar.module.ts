import { Global, Module } from '@nestjs/common';
import { CalendarStore } from './calendar.store';

/** Every stage decides by days. */
@Global()
@Module({ providers: [CalendarStore], exports: [CalendarStore] })
export class CalendarModule {}
