import { remembered } from './remembered';

describe('remembered', () => {
  it('answers as it would have, and works it out once', () => {
    const asked: string[] = [];
    const isLong = remembered((text) => asked.push(text) > 0 && text.length > 2);
    expect([isLong('a'), isLong('abc'), isLong('a'), isLong('abc')]).toEqual([false, true, false, true]);
    expect(asked).toEqual(['a', 'abc']);
  });

  it('does not grow without end, and keeps no long text', () => {
    let asked = 0;
    const counted = remembered(() => (asked += 1));
    for (let at = 0; at < 10_000; at += 1) counted(String(at));
    counted('9999');
    expect(asked).toBe(10_000);
    counted('0');
    expect(asked).toBe(10_001);
    const long = 'x'.repeat(201);
    expect(counted(long)).not.toBe(counted(long));
  });
});
