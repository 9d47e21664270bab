import { AuditOptions, auditSite } from './audit.command';
import { Answer } from './commands';

/** `audit`: one catalog against one site, in memory; nothing is stored. */
export async function runAudit(options: AuditOptions): Promise<Answer> {
  return auditSite(options);
}
