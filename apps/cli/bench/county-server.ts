import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { countyPages } from './county-pages';

/** A process of its own, so that its work is nobody's: serves a generated site and says its port on the first line. */
const site = countyPages(Number(process.argv[2] ?? 8_000));
const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  const page = site.page(request.url ?? '/');
  if (!page) {
    response.writeHead(404, { 'content-length': 0 }).end();
    return;
  }
  response.writeHead(200, { 'content-type': page.contentType, 'content-length': page.body.length }).end(page.body);
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
process.on('disconnect', () => process.exit(0));
