import { App, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { EditPreview } from './edit-preview';
import { useCalendarEdit } from './use-edit';

interface NoticeDialogProps {
  /** The year to enter; null hides the dialog. */
  year: number | null;
  today: string;
  onClose: () => void;
  onEntered: () => void;
}

/** 录入年度放假安排: the text of the notice is pasted and read; its own 共N天 and weekdays prove the reading. */
export function NoticeDialog({ year, today, onClose, onEntered }: NoticeDialogProps) {
  const { message } = App.useApp();
  const editing = useCalendarEdit();
  const [text, setText] = useState('');
  const close = () => {
    editing.forget();
    onClose();
  };
  const enter = async () => {
    if (!(await editing.apply())) return;
    message.success(`${year}年放假安排已收录，有关期限正在重新判定`);
    setText('');
    close();
    onEntered();
  };
  if (year === null) return null;
  const isReadable = editing.preview !== null && editing.preview.problems.length === 0;
  return (
    <Modal
      title={`录入${year}年放假安排`}
      open
      onCancel={close}
      width={820}
      footer={[
        <Button key="cancel" onClick={close}>
          取消
        </Button>,
        isReadable ? (
          <Button key="enter" type="primary" loading={editing.isRunning} onClick={() => void enter()}>
            确认录入
          </Button>
        ) : (
          <Button
            key="look"
            type="primary"
            disabled={text.trim() === ''}
            loading={editing.isRunning}
            onClick={() => void editing.look({ kind: 'notice', year, text })}
          >
            读取并预览
          </Button>
        ),
      ]}
    >
      <p className="soft">
        粘贴《国务院办公厅关于{year}年部分节假日安排的通知》全文，或照其格式逐条填写。天数、星期与日期对不上时不予录入。
      </p>
      <Input.TextArea
        aria-label="通知全文"
        rows={9}
        maxLength={20000}
        style={{ marginTop: 8 }}
        placeholder={`一、元旦：1月1日（周五）至3日（周日）放假，共3天。\n二、春节：……放假调休，共……天。……上班。`}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          editing.forget();
        }}
      />
      {editing.preview && <EditPreview preview={editing.preview} today={today} />}
    </Modal>
  );
}
