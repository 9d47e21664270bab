import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { OBJECTS } from '@app/crawling/capture.token';
import type { ObjectStore } from '@app/crawling/object.store';

/** Files people hand in, under the SHA-256 of what they hold. */
@Injectable()
export class UploadStore {
  constructor(@Inject(OBJECTS) private readonly objects: ObjectStore) {}

  /** Idempotent; answers the SHA-256. */
  async put(bytes: Buffer): Promise<string> {
    const sha256 = hashOf(bytes);
    await this.objects.put(nameOf(sha256), [bytes]);
    return sha256;
  }

  /** @throws when the name is malformed, the file is missing or its content is not what the name says */
  async get(sha256: string): Promise<Buffer> {
    const bytes = await this.objects.read(nameOf(sha256));
    if (hashOf(bytes) !== sha256) throw new Error(`upload ${sha256}: the stored bytes have another hash`);
    return bytes;
  }
}

const nameOf = (sha256: string) => `uploads/${sha256.slice(0, 2)}/${sha256}`;
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
