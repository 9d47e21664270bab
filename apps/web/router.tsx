import type { ComponentType } from 'react';
import { createBrowserRouter, Navigate } from 'react-router-dom';
import { useSession } from './session/session';
import { BrokenPage, UnknownPage } from './shell/broken-page';
import { Frame } from './shell/frame';
import { placesOf } from './shell/navigation';

/** Every screen is its own file on the wire, so that the first one comes quickly. */
export const router = createBrowserRouter([
  {
    path: '/',
    element: <Frame />,
    errorElement: <BrokenPage />,
    HydrateFallback: () => null,
    children: [
      { index: true, element: <FirstPlace /> },
      { path: 'overview', lazy: page(async () => (await import('./overview/overview')).Overview) },
      { path: 'alerts', lazy: page(async () => (await import('./alerts/alert-list')).AlertList) },
      { path: 'alerts/:id', lazy: page(async () => (await import('./alerts/alert-detail')).AlertDetail) },
      { path: 'notices', lazy: page(async () => (await import('./notices/notice-list')).NoticeList) },
      { path: 'notices/draft', lazy: page(async () => (await import('./notices/notice-draft')).NoticeDraft) },
      { path: 'notices/:id', lazy: page(async () => (await import('./notices/notice-detail')).NoticeDetail) },
      { path: 'units', lazy: page(async () => (await import('./units/unit-list')).UnitList) },
      { path: 'units/:id', lazy: page(async () => (await import('./units/unit-detail')).UnitDetail) },
      { path: 'matches', lazy: page(async () => (await import('./matches/match-review')).MatchReview) },
      { path: 'worklists', lazy: page(async () => (await import('./worklists/worklists')).Worklists) },
      { path: 'desk', lazy: page(async () => (await import('./desk/desk')).Desk) },
      { path: 'objections', lazy: page(async () => (await import('./objections/objection-list')).ObjectionList) },
      { path: 'reports', lazy: page(async () => (await import('./reports/report-list')).ReportList) },
      { path: 'sites', lazy: page(async () => (await import('./sites/site-list')).SiteList) },
      { path: 'sites/:id', lazy: page(async () => (await import('./sites/site-detail')).SiteDetail) },
      { path: 'captures', lazy: page(async () => (await import('./captures/capture-by-address')).CaptureByAddress) },
      { path: 'captures/:id', lazy: page(async () => (await import('./captures/capture-page')).CapturePage) },
      { path: 'catalogs', lazy: page(async () => (await import('./catalogs/catalog-list')).CatalogList) },
      { path: 'catalogs/import', lazy: page(async () => (await import('./catalogs/catalog-import')).CatalogImport) },
      { path: 'catalogs/:id', lazy: page(async () => (await import('./catalogs/catalog-detail')).CatalogDetail) },
      { path: 'registers', lazy: page(async () => (await import('./registers/register-list')).RegisterList) },
      {
        path: 'registers/import',
        lazy: page(async () => (await import('./registers/register-import')).RegisterImport),
      },
      { path: 'rules', lazy: page(async () => (await import('./rules/rule-list')).RuleList) },
      { path: 'rules/packs', lazy: page(async () => (await import('./rules/rule-packs')).RulePacks) },
      { path: 'rules/words', lazy: page(async () => (await import('./rules/word-lists')).WordLists) },
      { path: 'rules/edit', lazy: page(async () => (await import('./rules/setting-editor')).SettingEditor) },
      { path: 'rules/backtests/:id', lazy: page(async () => (await import('./rules/backtest-page')).BacktestPage) },
      { path: 'rules/:code', lazy: page(async () => (await import('./rules/rule-detail')).RuleDetail) },
      { path: 'accounts', lazy: page(async () => (await import('./accounts/account-list')).AccountList) },
      { path: 'accounts/:id', lazy: page(async () => (await import('./accounts/account-page')).AccountPage) },
      { path: 'trail', lazy: page(async () => (await import('./trail/trail')).Trail) },
      { path: 'calendar', lazy: page(async () => (await import('./calendar/calendar-page')).CalendarPage) },
      { path: 'deadlines', lazy: page(async () => (await import('./calendar/unit-deadlines')).UnitDeadlines) },
      { path: 'security', lazy: page(async () => (await import('./security/security-page')).SecurityPage) },
      { path: 'security/settings', lazy: page(async () => (await import('./security/settings-page')).SettingsPage) },
      { path: '*', element: <UnknownPage /> },
    ],
  },
]);

function page(load: () => Promise<ComponentType>): () => Promise<{ Component: ComponentType }> {
  return async () => ({ Component: await load() });
}

function FirstPlace() {
  const { account } = useSession();
  return <Navigate to={placesOf(account.roles)[0]?.path ?? '/rules'} replace />;
}
