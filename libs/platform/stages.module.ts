import { Global, Module } from '@nestjs/common';
import { Stages } from './stages.client';

@Global()
@Module({ providers: [Stages], exports: [Stages] })
export class StagesModule {}
