import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiProduces, ApiQuery, ApiResponse } from '@nestjs/swagger';
import { z } from 'zod';
import { RateKind, RateOf } from './rate.guard';
import { Repeatable } from './shape.guard';

// What zod and swagger call a JSON schema differs in optional keywords only.
type SwaggerSchema = NonNullable<
  Parameters<typeof ApiBody>[0] extends infer O ? (O extends { schema: infer S } ? S : never) : never
>;

/** The body of a command in the OpenAPI document, from the same schema that checks it. */
export function ApiBodyOf(schema: z.ZodType) {
  return ApiBody({ schema: jsonSchema(schema) as SwaggerSchema });
}

/** The query of a read, one parameter per key of the schema that checks it. */
export function ApiQueryOf(schema: z.ZodObject) {
  const parameters = Object.entries(schema.shape).map(([name, field]) => {
    const isRequired = !(field as z.ZodType).safeParse(undefined).success;
    return ApiQuery({ name, required: isRequired, schema: jsonSchema(field as z.ZodType) as SwaggerSchema });
  });
  const repeatable = Object.entries(schema.shape).flatMap(([name, field]) =>
    (field as z.ZodType).safeParse(['1', '2']).success ? [name] : [],
  );
  return applyDecorators(Repeatable(repeatable), ...parameters);
}

const FILE_TYPES = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  bytes: 'application/octet-stream',
  png: 'image/png',
} as const;

/** A read that answers a file; as often as exports are allowed, unless said otherwise. */
export function ApiFile(kind: keyof typeof FILE_TYPES, rate: RateKind = 'export') {
  const type = FILE_TYPES[kind];
  return applyDecorators(
    RateOf(rate),
    ApiProduces(type),
    ApiOkResponse({ description: '文件', content: { [type]: { schema: { type: 'string', format: 'binary' } } } }),
  );
}

/** A read that leads the browser on to another page. */
export function ApiRedirect(description: string) {
  return ApiResponse({ status: 303, description, headers: { Location: { schema: { type: 'string' } } } });
}

function jsonSchema(schema: z.ZodType): unknown {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return rest;
}
