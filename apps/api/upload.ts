import { applyDecorators, UseInterceptors } from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import { ApiConsumes } from '@nestjs/swagger';
import { IdempotencyInterceptor } from './idempotency';
import { RateOf } from './rate.guard';

/** The part of multer's file we use. */
export interface UploadedBytes {
  readonly originalname: string;
  readonly buffer: Buffer;
}

/** What else a form may bring along with its file. */
const MOST_FIELDS = 5;

/**
 * A command that is given one file, as field `file` of a form. What a file is, its reader tells by its bytes and never by
 * its name; here stand the limits, and what makes a repeated upload harmless.
 */
export function OneFile(fileSize: number) {
  const limits = {
    fileSize,
    files: 1,
    fields: MOST_FIELDS,
    parts: MOST_FIELDS + 1,
    fieldNameSize: 100,
    fieldSize: 64 * 1024,
    headerPairs: 20,
  };
  return applyDecorators(
    ApiConsumes('multipart/form-data'),
    RateOf('upload'),
    UseInterceptors(FileInterceptor('file', { limits }), IdempotencyInterceptor),
  );
}
