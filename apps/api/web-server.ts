import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NestExpressApplication } from '@nestjs/platform-express';
import express, { NextFunction, Request, Response } from 'express';
import { z } from 'zod';
import type { Config } from '@app/platform/config';
import { Log } from '@app/platform/log';
import { onBehalf } from '@app/platform/scoped-database.client';
import { apiDocument } from './openapi-document';
import { ProblemFilter } from './problem.filter';
import { limitByAddress } from './rate.guard';
import { readBodies } from './request-body';
import { securityHeaders } from './security-headers';
import { refuseOtherMethods } from './shape.guard';
import { SystemController } from './system.controller';

/** Limits and headers of every request and answer, in the order in which they are met. */
export function harden(app: NestExpressApplication, { trustedProxies, publicUrl }: Config, log: Log): void {
  // What schemas say of their own accord is read by people, too.
  z.config(z.locales.zhCN());
  // Behind a proxy every request comes from the proxy; limits by address would hit everybody at once.
  app.set(
    'trust proxy',
    trustedProxies.split(',').map((each) => each.trim()),
  );
  // Words and their values, no objects that are put together from brackets.
  app.set('query parser', 'simple');
  app.use(...securityHeaders({ publicUrl }));
  app.use('/api', limitByAddress());
  app.use('/api', (_request: Request, response: Response, next: NextFunction) => {
    response.setHeader('Cache-Control', 'no-store');
    next();
  });
  // Whatever a request does runs on behalf of whoever the guard finds it to come from, until then of nobody.
  app.use('/api', (request: Request, _response: Response, next: NextFunction) =>
    onBehalf(() => next(), {
      token: '',
      roles: [],
      ...(request.ip ? { address: request.ip } : {}),
      agent: request.headers['user-agent'] ?? '',
    }),
  );
  app.use('/api', readBodies());
  app.useGlobalFilters(new ProblemFilter(log));
}

/** What the API is, for whoever asks it; what it is not is refused. */
export function describeApi(app: NestExpressApplication): void {
  const document = apiDocument(app);
  app.get(SystemController).document = document;
  app.use(refuseOtherMethods(document));
}

/** Stands in the built page where the number of the answer is to stand, which its style sheets bear. */
const NONCE_PLACE = '__CSP_NONCE__';

/** The built browser UI; every other path of a page is its index, so that addresses can be shared. */
export function serveWeb(app: NestExpressApplication, folder: string): void {
  const index = join(folder, 'index.html');
  if (!existsSync(index)) return;
  const page = readFileSync(index, 'utf8');
  app.use(express.static(folder, { index: false, maxAge: '1h', setHeaders: keepHashedFiles }));
  app.use((request: Request, response: Response, next: NextFunction) => {
    if (!['GET', 'HEAD'].includes(request.method) || request.path.startsWith('/api') || /\.\w+$/.test(request.path))
      return next();
    response.setHeader('Cache-Control', 'no-cache');
    response.type('html').send(page.replaceAll(NONCE_PLACE, String(response.locals.nonce)));
  });
}

function keepHashedFiles(response: Response, path: string): void {
  if (path.includes(`${join('assets', '')}`))
    response.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
}
