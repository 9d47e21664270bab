import { MigrationInterface } from 'typeorm';
import { FirstLine1795132800000 } from './1795132800000-first-line';

/** Every migration, oldest first. */
export const MIGRATIONS: (new () => MigrationInterface)[] = [FirstLine1795132800000];
