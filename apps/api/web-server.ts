import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { NestExpressApplication } from '@nestjs/platform-express';
import express, { NextFunction, Request, Response } from 'express';
import helmet from 'helmet';
import type { Config } from '@app/platform/config';
import { Log } from '@app/platform/log';
import { onBehalf } from '@app/platform/scoped-database.client';
import { apiDocument } from './openapi-document';
import { ProblemFilter } from './problem.filter';
import { limitByAddress } from './rate.guard';
import { SystemController } from './system.controller';

const BODY_LIMIT = '1mb';

/**
 * Headers and limits of every answer. Scripts only from ourselves; styles also inline, because the component library
 * writes them while it runs. Nothing may frame us, and crawled pages are never served as HTML.
 */
export function harden(app: NestExpressApplication, { trustedProxies }: Config, log: Log): void {
  // Behind a proxy every request comes from the proxy; limits by address would hit everybody at once.
  app.set(
    'trust proxy',
    trustedProxies.split(',').map((each) => each.trim()),
  );
  app.use(
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'self'"],
          scriptSrc: ["'self'"],
          styleSrc: ["'self'", "'unsafe-inline'"],
          imgSrc: ["'self'", 'data:'],
          fontSrc: ["'self'", 'data:'],
          connectSrc: ["'self'"],
          objectSrc: ["'none'"],
          baseUri: ["'none'"],
          formAction: ["'self'"],
          frameAncestors: ["'none'"],
        },
      },
      strictTransportSecurity: false,
      referrerPolicy: { policy: 'no-referrer' },
    }),
  );
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
  app.use('/api', express.json({ limit: BODY_LIMIT }));
  app.useGlobalFilters(new ProblemFilter(log));
}

/** What the API is, for whoever asks it. */
export function describeApi(app: NestExpressApplication): void {
  app.get(SystemController).document = apiDocument(app);
}

/** The built browser UI; every other path of a page is its index, so that addresses can be shared. */
export function serveWeb(app: NestExpressApplication, folder: string): void {
  if (!existsSync(join(folder, 'index.html'))) return;
  app.use(express.static(folder, { index: false, maxAge: '1h', setHeaders: keepHashedFiles }));
  app.use((request: Request, response: Response, next: NextFunction) => {
    if (!['GET', 'HEAD'].includes(request.method) || request.path.startsWith('/api') || /\.\w+$/.test(request.path))
      return next();
    response.setHeader('Cache-Control', 'no-cache');
    response.sendFile('index.html', { root: folder });
  });
}

function keepHashedFiles(response: Response, path: string): void {
  if (path.includes(`${join('assets', '')}`))
    response.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
}
