import { Module } from '@nestjs/common';
import { EvaluationStore } from '@app/evaluation/evaluation.store';
import { AlertStore } from './alert.store';
import { AlertWorker } from './alert.worker';

@Module({ providers: [EvaluationStore, AlertStore, AlertWorker] })
export class AlertingModule {}
