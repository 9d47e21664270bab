import { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { scopeOf, TOKEN_SCOPES } from './machine-scopes';
import generated from './openapi-schemas.json';
import { OPERATION_WORDS, TAG_WORDS } from './openapi-words';
import { PROBLEM_TITLES } from './problem.filter';
import { SessionCookie } from './session-cookie';

type Json = Record<string, unknown>;

interface Operation {
  operationId: string;
  summary?: string;
  security?: Json[];
  parameters?: (Json & { in: string; name: string })[];
  requestBody?: { content: Record<string, { schema: Json & { properties?: Json } }> };
  responses: Record<string, Json & { content?: Json; description?: string }>;
  'x-policy'?: unknown;
}

const ANSWERS: Readonly<Record<string, Json | null>> = generated.answers;
const INTRODUCTION = `会话以 Cookie 证明身份，提交操作须带会话给出的 X-CSRF-Token；机器令牌以 Authorization: Bearer 证明身份。
错误一律以 application/problem+json 答复，title 是可以直接显示的中文句子。日期为 YYYY-MM-DD，时刻为 ISO 8601。
来自网页的文字是纯文本，不得当作 HTML 显示。`;

/** OpenAPI of every route; those open to the public carry `security: []`, all others answer 401 or 403 without a session. */
export function apiDocument(app: NestExpressApplication): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('明鉴 政务公开在线监督平台')
    .setDescription(INTRODUCTION)
    .setVersion('0.1.0')
    .addCookieAuth(app.get(SessionCookie).name, undefined, 'session')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: '机器令牌' }, 'token')
    .addSecurityRequirements('session');
  for (const [tag, description] of Object.entries(TAG_WORDS)) builder.addTag(tag, description);
  const document = SwaggerModule.createDocument(app, builder.build(), {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}.${method}`,
  });
  for (const [path, operations] of Object.entries(document.paths))
    for (const [method, operation] of Object.entries(operations as unknown as Record<string, Operation>))
      complete(operation, method.toUpperCase(), path);
  document.components = {
    ...document.components,
    schemas: generated.schemas as unknown as NonNullable<OpenAPIObject['components']>['schemas'],
    responses: PROBLEMS,
    parameters: COMMAND_HEADERS as NonNullable<OpenAPIObject['components']>['parameters'],
  };
  return document;
}

function complete(operation: Operation, method: string, path: string): void {
  const isPublic = operation['x-policy'] === 'public';
  const isCommand = method !== 'GET';
  operation.summary = OPERATION_WORDS[operation.operationId];
  if (isPublic) operation.security = [];
  else if ((TOKEN_SCOPES as readonly string[]).includes(scopeOf(method, path))) operation.security?.push({ token: [] });
  if (isCommand && !isPublic) {
    const headers = Object.keys(COMMAND_HEADERS).map((name) => ({ $ref: `#/components/parameters/${name}` }));
    operation.parameters = [...(operation.parameters ?? []), ...(headers as never[])];
  }
  const form = operation.requestBody?.content['multipart/form-data']?.schema;
  if (form) form.properties = { ...form.properties, file: { type: 'string', format: 'binary' } };
  answered(operation);
  for (const status of problemsOf(operation, { isPublic, isCommand }))
    operation.responses[status] ??= { $ref: `#/components/responses/Problem${status}` };
}

/** What the route's method returns, under the status it is answered with. */
function answered({ operationId, responses }: Operation): void {
  const [status] = Object.keys(responses).filter((each) => /^[23]/.test(each));
  const answer = status && responses[status];
  if (!answer || answer.content) return;
  const schema = ANSWERS[operationId];
  if (schema) answer.content = { 'application/json': { schema } };
  answer.description ||= schema ? '成功' : '已完成，没有内容';
}

function problemsOf(
  { parameters = [], requestBody }: Operation,
  { isPublic, isCommand }: { readonly isPublic: boolean; readonly isCommand: boolean },
): number[] {
  const isObject = parameters.some((parameter) => parameter.in === 'path');
  const isAsked = isCommand || parameters.length > 0;
  return [
    ...(isAsked ? [400] : []),
    ...(isPublic ? [] : [401, 403]),
    ...(isObject ? [404] : []),
    ...(isCommand ? [409, 422] : []),
    ...(requestBody ? [413, 415] : []),
    429,
    500,
  ];
}

const PROBLEMS = Object.fromEntries(
  Object.entries(PROBLEM_TITLES).map(([status, description]) => [
    `Problem${status}`,
    {
      description,
      ...(status === '429' ? { headers: { 'Retry-After': { schema: { type: 'integer' } } } } : {}),
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemJson' } } },
    },
  ]),
);

const COMMAND_HEADERS = {
  CsrfToken: {
    name: 'X-CSRF-Token',
    in: 'header',
    description: '会话的 csrf；以机器令牌提交时不需要',
    schema: { type: 'string' },
  },
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    description: '幂等键：同一键的操作一天内只执行一次，重复提交得到第一次的答复',
    schema: { type: 'string', minLength: 1, maxLength: 100 },
  },
};
