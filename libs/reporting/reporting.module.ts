import { Module } from '@nestjs/common';
import { ReportStore } from './report.store';
import { ReportWorker } from './report.worker';

@Module({ providers: [ReportStore, ReportWorker] })
export class ReportingModule {}
