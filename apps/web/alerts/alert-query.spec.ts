import { alertPath, exportPath, filterOf, valuesOf, withValues } from './alert-query';

const address = (text: string) => new URLSearchParams(text);

describe('the address bar of the alert list', () => {
  it('is the query of the API, with the first page of fifty by default', () =>
    expect(alertPath(address('state=open&unit=3'))).toBe('/api/alerts?unit=3&state=open&page=1&size=50'));

  it('keeps what belongs to the screen alone out of the query', () =>
    expect(alertPath(address('group=unit&page=2&size=20'))).toBe('/api/alerts?page=2&size=20'));

  it('joins repeated keys', () => expect(valuesOf(address('unit=3&unit=4,5'), 'unit')).toEqual(['3', '4', '5']));

  it('exports what is shown, whatever the page', () =>
    expect(exportPath(address('page=4&code=TIM-01&q=预算'))).toBe(
      '/api/alerts/export.xlsx?code=TIM-01&q=%E9%A2%84%E7%AE%97',
    ));

  it('exports everything without a filter', () =>
    expect(exportPath(address('page=4'))).toBe('/api/alerts/export.xlsx'));

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
