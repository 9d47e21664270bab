import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { sentenceOf } from '../api/client';
import { Refusal } from '../parts/loaded';

export interface Proof {
  password?: string;
  code?: string;
}

interface ProofFormProps {
  /** What the account can show. */
  by: 'code' | 'password';
  action: string;
  isDangerous?: boolean;
  onProved: (proof: Proof) => Promise<void>;
}

/** 再次确认本人: before the ways into the account change. */
export function ProofForm({ by, action, isDangerous = false, onProved }: ProofFormProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const [isRunning, setRunning] = useState(false);
  const submit = async ({ shown }: { shown: string }) => {
    setRunning(true);
    setProblem(null);
    try {
      await onProved(by === 'code' ? { code: shown } : { password: shown });
    } catch (reason) {
      setProblem(sentenceOf(reason));
    } finally {
      setRunning(false);
    }
  };
  return (
    <Form layout="vertical" requiredMark={false} onFinish={submit}>
      <Form.Item
        label={by === 'code' ? '手机上现在的动态口令，或一个恢复码' : '当前密码'}
        name="shown"
        rules={[{ required: true, message: by === 'code' ? '请填写动态口令或恢复码' : '请填写当前密码' }]}
      >
        {by === 'code' ? (
          <Input className="mono" autoComplete="one-time-code" maxLength={40} autoFocus />
        ) : (
          <Input.Password autoComplete="current-password" autoFocus />
        )}
      </Form.Item>
      {problem && <Refusal sentence={problem} />}
      <Button type="primary" danger={isDangerous} htmlType="submit" loading={isRunning} style={{ marginTop: 8 }}>
        {action}
      </Button>
    </Form>
  );
}
