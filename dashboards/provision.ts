import { grafanaDashboard } from './dashboard';
import { DASHBOARDS } from './dashboards';
import { grafanaClient, GrafanaClient, GrafanaError, GrafanaOptions, PostgresDatasource } from './grafana-client';
import { DATASOURCE } from './panel';

const FOLDER = { uid: 'mingjian', title: '明鉴' } as const;

/** Stores the data source, the folder and every dashboard in a Grafana that runs already; repeating it leads to the same. */
export async function provision(
  grafana: GrafanaClient,
  datasource: PostgresDatasource,
  say: (line: string) => void,
): Promise<void> {
  const { version = 'of unknown version' } = await grafana.health();
  say(`Grafana ${version}`);
  say(`data source ${datasource.name}: ${await grafana.upsertDatasource(datasource)}`);
  say(`folder ${FOLDER.title}: ${await grafana.upsertFolder(FOLDER)}`);
  for (const plan of DASHBOARDS) {
    const { url, version: revision } = await grafana.upsertDashboard(grafanaDashboard(plan), FOLDER.uid);
    say(`dashboard ${plan.title}: version ${revision}, ${url}`);
  }
}

/**
 * What `provision` needs, from the same variables that provisioning/datasources reads.
 * @throws GrafanaError `badOption` that names every variable that is missing or wrong
 */
export function provisionSettings(env: Readonly<Record<string, string | undefined>>): {
  readonly grafana: GrafanaOptions;
  readonly datasource: PostgresDatasource;
} {
  const required = ['GRAFANA_URL', 'GRAFANA_TOKEN', 'MINGJIAN_READER_ADDRESS', 'MINGJIAN_READER_PASSWORD'];
  const problems = required.filter((name) => !env[name]).map((name) => `${name} is not set`);
  const sslmode = SSL_MODES.find((mode) => mode === (env.MINGJIAN_READER_SSLMODE || 'verify-full'));
  if (!sslmode) problems.push(`MINGJIAN_READER_SSLMODE is none of ${SSL_MODES.join(', ')}`);
  if (!sslmode || problems.length > 0) throw new GrafanaError('badOption', problems.join('; '));
  return {
    grafana: { url: env.GRAFANA_URL!, token: env.GRAFANA_TOKEN! },
    datasource: {
      uid: DATASOURCE.uid,
      name: FOLDER.title,
      address: env.MINGJIAN_READER_ADDRESS!,
      database: env.MINGJIAN_READER_DATABASE || 'mingjian',
      user: env.MINGJIAN_READER_USER || 'mingjian_reader',
      password: env.MINGJIAN_READER_PASSWORD!,
      sslmode,
    },
  };
}

const SSL_MODES = ['disable', 'require', 'verify-ca', 'verify-full'] as const;

async function main(): Promise<void> {
  try {
    const { grafana, datasource } = provisionSettings(process.env);
    await provision(grafanaClient(grafana), datasource, (line) => process.stdout.write(`${line}\n`));
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exitCode = error instanceof GrafanaError && error.kind === 'badOption' ? 2 : 1;
  }
}

if (require.main === module) void main();
