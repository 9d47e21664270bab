import { App, Button, Checkbox } from 'antd';
import { useState } from 'react';
import './security.css';

/** 恢复码: shown this once, so it waits until somebody says that they are put away. */
export function RecoveryCodes({ codes, onSaved }: { codes: readonly string[]; onSaved: () => void }) {
  const { message } = App.useApp();
  const [isSaved, setSaved] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(codes.join('\n'));
      message.success('已复制恢复码');
    } catch {
      message.warning('浏览器不允许复制，请手工抄录。');
    }
  };
  return (
    <>
      <p>手机遗失或更换时，用恢复码登录，每个只能用一次。请打印或抄录后锁好；离开本页后不再显示。</p>
      <ol className="mono recovery-codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <div className="actions">
        <Button onClick={() => void copy()}>复制</Button>
        <Button onClick={() => print()}>打印</Button>
      </div>
      <p>
        <Checkbox checked={isSaved} onChange={(event) => setSaved(event.target.checked)}>
          我已保存好恢复码
        </Checkbox>
      </p>
      <Button type="primary" disabled={!isSaved} onClick={onSaved}>
        完成
      </Button>
    </>
  );
}
