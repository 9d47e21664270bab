import { join } from 'node:path';
import { DynamicModule, Module } from '@nestjs/common';
import { Config } from '@app/platform/config';
import { createCaptureStore } from './capture.store';
import { CAPTURES, OBJECTS } from './capture.token';
import { createFolderStore, ObjectStore } from './object.store';
import { createS3Store } from './s3.client';

/** The S3-compatible store that is configured, else a folder beside the database. */
export function objectStoreOf(config: Config): ObjectStore {
  const { s3Endpoint: endpoint, s3Bucket: bucket, s3Region: region } = config;
  const { s3AccessKeyId: accessKeyId, s3SecretAccessKey: secretAccessKey } = config;
  return endpoint && bucket && accessKeyId && secretAccessKey
    ? createS3Store({ endpoint, bucket, region, accessKeyId, secretAccessKey })
    : createFolderStore(join(config.dataDir, 'captures'));
}

/** Where evidence is kept, for every part of a process. */
@Module({})
export class CaptureModule {
  static with(config: Config): DynamicModule {
    return {
      module: CaptureModule,
      global: true,
      providers: [
        { provide: OBJECTS, useFactory: () => objectStoreOf(config) },
        { provide: CAPTURES, inject: [OBJECTS], useFactory: (objects: ObjectStore) => createCaptureStore(objects) },
      ],
      exports: [OBJECTS, CAPTURES],
    };
  }
}
