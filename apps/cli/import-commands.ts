import type { Command } from './commands';
import { UsageError } from './usage-error';
import { userPath } from './user-path';

/** `import` of units, catalogs and 台账. */
export const IMPORT_COMMANDS: readonly Command[] = [
  {
    name: 'import',
    usage:
      'import --units FILE.xlsx [--region NAME] | import --catalog FILE --site URL --unit NAME [--kind KIND] | import --register KIND --file FILE [--unit NAME]',
    says: '导入单位与网站、一个单位的目录，或一种台账；重复导入给出差异',
    min: 0,
    max: 0,
    run: async (_words, options) => {
      const { register, file, unit } = options;
      if (register) {
        if (!file) throw new UsageError('--register needs --file FILE');
        const { withDatabase } = await import('./with-database');
        const { importRegister } = await import('./import-register.command');
        const given = { kind: register, file: userPath(file), unit };
        return { value: await withDatabase((db) => importRegister(db, given)) };
      }
      const { importCommand } = await import('./import.command');
      return {
        value: await importCommand({
          units: options.units && userPath(options.units),
          catalog: options.catalog && userPath(options.catalog),
          site: options.site,
          unit,
          kind: options.kind,
          region: options.region,
          allowPrivate: options['allow-private'],
        }),
      };
    },
  },
];
