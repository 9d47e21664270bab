import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { grafanaDashboard } from './dashboard';
import { DASHBOARDS } from './dashboards';

/** Writes the dashboards to `dashboards/json/` of the folder it is started in, formatted as the rest of the repository. */
export async function writeDashboards(folder = join(process.cwd(), 'dashboards', 'json')): Promise<void> {
  const { format } = await import('prettier');
  for (const plan of DASHBOARDS) {
    const text = await format(JSON.stringify(grafanaDashboard(plan)), { parser: 'json', printWidth: 120 });
    await writeFile(join(folder, `${plan.uid}.json`), text);
  }
}

if (require.main === module)
  writeDashboards().catch((error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
