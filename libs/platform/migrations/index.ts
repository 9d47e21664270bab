import { MigrationInterface } from 'typeorm';
import { FirstLine1795132800000 } from './1795132800000-first-line';
import { DashboardViews1795132900000 } from './1795132900000-dashboard-views';
import { CatalogVersions1795140000000 } from './1795140000000-catalog-versions';
import { CalendarOverrides1795150000000 } from './1795150000000-calendar-overrides';
import { Worklists1795160000000 } from './1795160000000-worklists';
import { CrawlShapes1795170000000 } from './1795170000000-crawl-shapes';
import { FormationRulings1795185000000 } from './1795185000000-formation-rulings';
import { DiscardedDraftsCalendarPreviews1795190000000 } from './1795190000000-discarded-drafts-calendar-previews';
import { Batches1795200000000 } from './1795200000000-batches';
import { Evidence1795205000000 } from './1795205000000-evidence';
import { Visits1795210000000 } from './1795210000000-visits';
import { Identity1796000000000 } from './1796000000000-identity';
import { RuleSettings1796100000000 } from './1796100000000-rule-settings';
import { Registers1796200000000 } from './1796200000000-registers';
import { WordLists1796300000000 } from './1796300000000-word-lists';
import { Scope1797000000000 } from './1797000000000-scope';

/** Every migration, oldest first. */
export const MIGRATIONS: (new () => MigrationInterface)[] = [
  FirstLine1795132800000,
  DashboardViews1795132900000,
  CatalogVersions1795140000000,
  CalendarOverrides1795150000000,
  Worklists1795160000000,
  CrawlShapes1795170000000,
  FormationRulings1795185000000,
  DiscardedDraftsCalendarPreviews1795190000000,
  Batches1795200000000,
  Evidence1795205000000,
  Visits1795210000000,
  Identity1796000000000,
  RuleSettings1796100000000,
  Registers1796200000000,
  WordLists1796300000000,
  Scope1797000000000,
];
