import { App, Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { send } from '../api/client';
import { FileField } from '../parts/file-field';
import { useCommand } from '../parts/use-command';
import { useDraft } from '../parts/use-draft';

/** 异议申诉: a reason, a file or the true formation date. */
export function ObjectionButton({ alertId, onSent }: { alertId: number; onSent: () => void }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>异议申诉</Button>
      <Modal title="异议申诉" open={isOpen} footer={null} destroyOnHidden onCancel={() => setOpen(false)}>
        <ObjectionForm
          alertId={alertId}
          onSent={() => {
            setOpen(false);
            onSent();
          }}
        />
      </Modal>
    </>
  );
}

const SHORTEST_REASON = 5;
const FILE_ENDINGS = '.pdf,.jpg,.jpeg,.png,.doc,.docx,.xls,.xlsx';

function ObjectionForm({ alertId, onSent }: { alertId: number; onSent: () => void }) {
  const { message } = App.useApp();
  const { isRunning, run } = useCommand();
  const draft = useDraft(`objection.${alertId}`);
  const [formedOn, setFormedOn] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const submit = () =>
    run(async () => {
      const form = new FormData();
      form.set('reason', draft.text.trim());
      if (formedOn) form.set('formedOn', formedOn);
      if (file) form.set('file', file);
      await send('POST', `/api/alerts/${alertId}/objection`, form);
      draft.clear();
      message.success('异议已提交，处理结果会在这里告知');
      onSent();
    });

  return (
    <Form layout="vertical" onFinish={submit}>
      <p className="soft">如果系统看错了，或实际情况与页面所载不同，请在这里说明。处理之前，这条告警不会列入通报。</p>
      <Form.Item label="理由" htmlFor="objection-reason" required style={{ marginTop: 12 }}>
        <Input.TextArea
          id="objection-reason"
          rows={4}
          maxLength={2000}
          showCount
          value={draft.text}
          onChange={(event) => draft.setText(event.target.value)}
        />
      </Form.Item>
      <Form.Item label="实际成文日期（与页面不同时填写）" htmlFor="objection-formed">
        <Input
          id="objection-formed"
          type="date"
          style={{ width: '12rem' }}
          value={formedOn}
          onChange={(event) => setFormedOn(event.target.value)}
        />
      </Form.Item>
      <Form.Item label="佐证文件（PDF、图片、Word 或 Excel，不超过 10 MB；可不附）">
        <FileField label="佐证文件" accept={FILE_ENDINGS} file={file} onChange={setFile} />
      </Form.Item>
      <Button
        type="primary"
        htmlType="submit"
        loading={isRunning}
        disabled={draft.text.trim().length < SHORTEST_REASON}
      >
        提交异议
      </Button>
    </Form>
  );
}
