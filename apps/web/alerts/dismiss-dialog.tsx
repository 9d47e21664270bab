import { Input, Modal, Radio } from 'antd';
import { useEffect, useState } from 'react';
import { DISMISS_REASONS } from '../../api/views';

export type DismissReason = (typeof DISMISS_REASONS)[number];

interface DismissDialogProps {
  /** How many alerts; 0 hides the dialog. */
  count: number;
  isRunning: boolean;
  onCancel: () => void;
  onDismiss: (reason: DismissReason, note: string) => void;
}

/** 不予采纳: asks for a reason, because the reasons are how a rule's precision is known. */
export function DismissDialog({ count, isRunning, onCancel, onDismiss }: DismissDialogProps) {
  const [reason, setReason] = useState<DismissReason | ''>('');
  const [note, setNote] = useState('');
  useEffect(() => {
    setReason('');
    setNote('');
  }, [count]);
  const needsNote = reason === '其他' && note.trim() === '';

  return (
    <Modal
      title={`不予采纳 ${count} 条告警`}
      open={count > 0}
      okText="不予采纳"
      okButtonProps={{ disabled: reason === '' || needsNote }}
      confirmLoading={isRunning}
      onOk={() => reason !== '' && onDismiss(reason, note.trim())}
      onCancel={onCancel}
    >
      <p className="soft">理由会计入规则的准确率；证据变化时告警会重新出现。</p>
      <Radio.Group
        aria-label="理由"
        style={{ display: 'grid', gap: 6, margin: '10px 0' }}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        options={DISMISS_REASONS.map((text) => ({ value: text, label: text }))}
      />
      <Input.TextArea
        aria-label="补充说明"
        placeholder={reason === '其他' ? '请说明理由' : '补充说明（可不填）'}
        rows={2}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
    </Modal>
  );
}
