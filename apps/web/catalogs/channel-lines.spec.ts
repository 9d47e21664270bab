import { channelLines, channelText } from './channel-lines';

describe('channelLines', () => {
  it('reads the signs, and a line without one as selected', () => {
    expect(channelLines('■政府网站\n□政府公报\n公示栏\n\n')).toEqual([
      { name: '政府网站', isSelected: true },
      { name: '政府公报', isSelected: false },
      { name: '公示栏', isSelected: true },
    ]);
    expect(channelLines('')).toEqual([]);
  });

  it.each(['■政府网站\n□政府公报', '□其他', ''])('gives %j back as it was', (text) =>
    expect(channelText(channelLines(text))).toBe(text),
  );
});
