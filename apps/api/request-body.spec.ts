import { depthOf } from './request-body';

describe('the depth of JSON', () => {
  it.each([
    ['1', 0],
    ['"[[["', 0],
    ['"\\"[["', 0],
    ['"\\\\"', 0],
    ['[]', 1],
    ['{"a":[{"b":"]"}]}', 3],
    ['[[1],[2],[3]]', 2],
    ['{"甲":"［［","乙":[]}', 2],
    ['"\\u005b[" ', 0],
    ['[['.repeat(50_000), 100_000],
  ])('of %.40s is %d', (text, depth) => expect(depthOf(Buffer.from(text))).toBe(depth));
});
