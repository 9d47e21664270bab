import { MigrationInterface } from 'typeorm';
import { FirstLine1795132800000 } from './1795132800000-first-line';
import { DashboardViews1795132900000 } from './1795132900000-dashboard-views';

/** Every migration, oldest first. */
export const MIGRATIONS: (new () => MigrationInterface)[] = [FirstLine1795132800000, DashboardViews1795132900000];
