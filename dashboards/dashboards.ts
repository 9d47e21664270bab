import { crawlOperations } from './crawl-operations';
import { DashboardPlan } from './dashboard';
import { supervisionOverview } from './supervision-overview';

/** Every dashboard; each is written to `json/<uid>.json`. */
export const DASHBOARDS: readonly DashboardPlan[] = [supervisionOverview(), crawlOperations()];
