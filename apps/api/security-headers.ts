import { randomBytes } from 'node:crypto';
import { IncomingMessage, ServerResponse } from 'node:http';
import { NextFunction, Request, RequestHandler, Response } from 'express';
import helmet from 'helmet';

const YEAR_SECONDS = 365 * 24 * 60 * 60;
/** What a page of ours asks of a browser: nothing but to be shown, and to copy. */
const UNUSED_POWERS = [
  'accelerometer',
  'autoplay',
  'browsing-topics',
  'camera',
  'display-capture',
  'encrypted-media',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'usb',
  'xr-spatial-tracking',
];

/**
 * Headers of every answer. Scripts and style sheets only from ourselves; those that the component library writes while it
 * runs bear a number that only the page of this answer knows. Nothing may frame us or share our window, and crawled
 * pages are never served as HTML.
 */
export function securityHeaders({ publicUrl }: { readonly publicUrl: string }): RequestHandler[] {
  const permissions = UNUSED_POWERS.map((power) => `${power}=()`).join(', ');
  return [
    (_request: Request, response: Response, next: NextFunction) => {
      response.locals.nonce = randomBytes(16).toString('base64');
      response.setHeader('Permissions-Policy', permissions);
      next();
    },
    helmet({
      contentSecurityPolicy: { useDefaults: false, directives: POLICY },
      // A browser told so on plain http would look for a server that is not there.
      strictTransportSecurity: publicUrl.startsWith('https://') && { maxAge: YEAR_SECONDS, includeSubDomains: false },
      referrerPolicy: { policy: 'no-referrer' },
      crossOriginOpenerPolicy: { policy: 'same-origin' },
      crossOriginResourcePolicy: { policy: 'same-origin' },
    }),
  ];
}

const nonce = (_request: IncomingMessage, response: ServerResponse) => `'nonce-${(response as Response).locals.nonce}'`;

const POLICY = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", nonce],
  imgSrc: ["'self'", 'data:'],
  fontSrc: ["'self'", 'data:'],
  connectSrc: ["'self'"],
  objectSrc: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
};
