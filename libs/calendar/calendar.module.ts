import { Global, Module } from '@nestjs/common';
import { CalendarPreviews } from './calendar-preview.store';
import { CalendarStore } from './calendar.store';

/** Every stage decides by days. */
@Global()
@Module({ providers: [CalendarStore, CalendarPreviews], exports: [CalendarStore, CalendarPreviews] })
export class CalendarModule {}
