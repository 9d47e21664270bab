import { Button, Checkbox, Input } from 'antd';
import { useState } from 'react';
import { channelLines, channelText } from './channel-lines';

/** 公开渠道和载体 as boxes to tick; nobody has ■ on the keyboard. */
export function ChannelsField({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const [name, setName] = useState('');
  const lines = channelLines(value);
  const wanted = name.trim();
  const add = () => {
    onChange(channelText([...lines, { name: wanted, isSelected: true }]));
    setName('');
  };
  return (
    <div role="group" aria-label="公开渠道和载体" className="channels-field">
      {lines.map((line, place) => (
        <Checkbox
          key={place}
          checked={line.isSelected}
          onChange={({ target }) =>
            onChange(
              channelText(lines.map((each, at) => (at === place ? { ...each, isSelected: target.checked } : each))),
            )
          }
        >
          {line.name}
        </Checkbox>
      ))}
      <span className="actions">
        <Input
          aria-label="增加渠道"
          placeholder="增加渠道"
          maxLength={60}
          style={{ width: '12rem' }}
          value={name}
          onChange={(event) => setName(event.target.value)}
          onPressEnter={() => wanted && add()}
        />
        <Button disabled={wanted === ''} onClick={add}>
          增加
        </Button>
      </span>
    </div>
  );
}
