import { Button, Input, Space } from 'antd';
import { useState } from 'react';
import { send } from '../api/client';
import { useCommand } from '../parts/use-command';

/** 批注: a remark on the alert's line of life; it decides nothing and cannot be taken back. */
export function CommentForm({ alertId, onCommented }: { alertId: number; onCommented: () => void }) {
  const { isRunning, run } = useCommand();
  const [text, setText] = useState('');
  const comment = () =>
    run(async () => {
      await send('POST', `/api/alerts/${alertId}/comment`, { text: text.trim() });
      setText('');
      onCommented();
    });
  return (
    <Space.Compact style={{ width: '100%', maxWidth: '40rem', marginTop: 8 }}>
      <Input
        aria-label="批注"
        placeholder="批注（署名记入办理过程，不改变告警状态）"
        maxLength={500}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onPressEnter={() => text.trim() && !isRunning && comment()}
      />
      <Button loading={isRunning} disabled={text.trim() === ''} onClick={comment}>
        批注
      </Button>
    </Space.Compact>
  );
}
