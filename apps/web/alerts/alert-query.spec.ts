import { alertPath, exportPath, filterOf, valuesOf, withValues } from './alert-query';

const TODAY = '2026-11-20';
const address = (text: string) => new URLSearchParams(text);

describe('the address bar of the alert list', () => {
  it('is the query of the API, with the first page of fifty by default', () =>
    expect(alertPath(address('state=open&unit=3'), TODAY)).toBe('/api/alerts?unit=3&state=open&page=1&size=50'));

  it('keeps what belongs to the screen alone out of the query', () =>
    expect(alertPath(address('group=unit&page=2&size=20'), TODAY)).toBe('/api/alerts?page=2&size=20'));

  it('joins repeated keys', () => expect(valuesOf(address('unit=3&unit=4,5'), 'unit')).toEqual(['3', '4', '5']));

  it.each([
    ['found=today', 'foundFrom=2026-11-20'],
    ['due=week', 'dueFrom=2026-11-20&dueTo=2026-11-27'],
    ['overdue=true', 'overdueNotice=true'],
    ['found=yesterday', ''],
  ])('turns %s into days of the API', (text, query) =>
    expect(exportPath(address(text), TODAY)).toBe(`/api/alerts/export.xlsx${query && `?${query}`}`),
  );

  it('exports what is shown, whatever the page', () =>
    expect(exportPath(address('page=4&code=TIM-01&q=预算'), TODAY)).toBe(
      '/api/alerts/export.xlsx?code=TIM-01&q=%E9%A2%84%E7%AE%97',
    ));

  it('exports everything without a filter', () =>
    expect(exportPath(address('page=4'), TODAY)).toBe('/api/alerts/export.xlsx'));

  it('returns to the first page when a filter changes', () =>
    expect(withValues(address('page=4&state=open'), 'severity', ['veto', 'high']).toString()).toBe(
      'state=open&severity=veto%2Chigh',
    ));

  it('drops an emptied filter', () => expect(withValues(address('state=open'), 'state', []).toString()).toBe(''));

  it('gives the same text for the same filter in another order', () =>
    expect(filterOf(address('state=open&unit=3')).toString()).toBe(
      filterOf(address('unit=3&page=9&state=open')).toString(),
    ));
});
