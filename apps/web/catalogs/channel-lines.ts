/** One line of 公开渠道和载体: ■政府网站 or □政府公报; a line without a sign counts as selected. */
export interface ChannelLine {
  readonly name: string;
  readonly isSelected: boolean;
}

export function channelLines(text: string): ChannelLine[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => ({ name: line.replace(/^[■□]/, '').trim(), isSelected: !line.startsWith('□') }));
}

export function channelText(lines: readonly ChannelLine[]): string {
  return lines.map(({ name, isSelected }) => `${isSelected ? '■' : '□'}${name}`).join('\n');
}
