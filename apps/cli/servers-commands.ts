import type { DataSource } from 'typeorm';
import type { Command, Options } from './commands';

/** Commands that say how servers and sites are treated: settings that lie in the database. */
export const SERVERS_COMMANDS: readonly Command[] = [
  onServers({
    name: 'servers list',
    usage: 'servers list',
    says: '列出服务器组：请求间隔、同时请求数、每日请求数、全量采集时段及其网站',
    words: 0,
    run: ({ serversList }, db) => serversList(db),
  }),
  onServers({
    name: 'servers set',
    usage: 'servers set GROUP [--delay MS] [--concurrency N] [--daily N|none] [--night 22-6|none]',
    says: '调整一个服务器组的采集约定',
    words: 1,
    run: ({ serversSet }, db, [group = ''], options) => serversSet(db, group, options),
  }),
  onServers({
    name: 'servers place',
    usage: 'servers place SITE GROUP|auto',
    says: '人工指定网站所在的服务器组；auto 恢复按地址、证书推定',
    words: 2,
    run: ({ serversPlace }, db, [site = '', group = '']) => serversPlace(db, site, group),
  }),
  onServers({
    name: 'sites trust',
    usage: 'sites trust SITE',
    says: '网站改版后确认读取正确：采集量的正常范围重新起算，恢复评判',
    words: 1,
    run: ({ sitesTrust }, db, [site = '']) => sitesTrust(db, site),
  }),
];

type ServersCommands = typeof import('./servers.command');

function onServers({
  words: count,
  run,
  ...command
}: Pick<Command, 'name' | 'usage' | 'says'> & {
  readonly words: number;
  run(commands: ServersCommands, db: DataSource, words: readonly string[], options: Options): Promise<unknown>;
}): Command {
  return {
    ...command,
    min: count,
    max: count,
    run: async (words, options) => {
      const { withDatabase } = await import('./with-database');
      const commands = await import('./servers.command');
      return { value: await withDatabase((db) => run(commands, db, words, options)) };
    },
  };
}
