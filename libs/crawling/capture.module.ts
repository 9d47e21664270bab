import { join } from 'node:path';
import { DynamicModule, Module } from '@nestjs/common';
import { Config } from '@app/platform/config';
import { createCaptureStore } from './capture.store';
import { CAPTURES, OBJECTS } from './capture.token';
import { createFolderStore, ObjectStore } from './object.store';

/** Where evidence is kept, for every part of a process. */
@Module({})
export class CaptureModule {
  static with(config: Config): DynamicModule {
    return {
      module: CaptureModule,
      global: true,
      providers: [
        { provide: OBJECTS, useFactory: () => createFolderStore(join(config.dataDir, 'captures')) },
        { provide: CAPTURES, inject: [OBJECTS], useFactory: (objects: ObjectStore) => createCaptureStore(objects) },
      ],
      exports: [OBJECTS, CAPTURES],
    };
  }
}
