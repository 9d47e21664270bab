import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { SessionView } from '../../api/views';
import { send, sentenceOf } from '../api/client';
import { Refusal } from '../parts/loaded';
import { SignInBox } from './sign-in-box';

interface CodeStepProps {
  name: string;
  onShown: (session: SessionView) => void;
  onSignOut: () => void;
}

/** 登录的第二步: the code of the telephone, or a recovery code. */
export function CodeStep({ name, onShown, onSignOut }: CodeStepProps) {
  const [isRecovery, setRecovery] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [isRunning, setRunning] = useState(false);
  const [form] = Form.useForm<{ code: string }>();
  const submit = async ({ code }: { code: string }) => {
    setRunning(true);
    setProblem(null);
    try {
      onShown(await send('POST', '/api/session/code', { code }));
    } catch (reason) {
      setProblem(sentenceOf(reason));
      form.resetFields();
      setRunning(false);
    }
  };
  return (
    <SignInBox title="动态口令" subtitle={`${name}，请完成登录的第二步（十分钟内有效）。`}>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={submit}>
        <Form.Item
          label={isRecovery ? '恢复码' : '手机上的 6 位动态口令'}
          name="code"
          rules={[{ required: true, message: isRecovery ? '请填写恢复码' : '请填写动态口令' }]}
        >
          {isRecovery ? (
            <Input className="mono" autoComplete="off" autoFocus placeholder="XXXX-XXXX-XXXX-XXXX" maxLength={40} />
          ) : (
            <Input className="mono" inputMode="numeric" autoComplete="one-time-code" autoFocus maxLength={6} />
          )}
        </Form.Item>
        {problem && <Refusal sentence={problem} />}
        <Button type="primary" htmlType="submit" block loading={isRunning} style={{ marginTop: 8 }}>
          继续登录
        </Button>
      </Form>
      <div className="actions" style={{ marginTop: 12 }}>
        <Button
          type="link"
          size="small"
          onClick={() => {
            setRecovery(!isRecovery);
            setProblem(null);
            form.resetFields();
          }}
        >
          {isRecovery ? '改用动态口令' : '手机不在身边，用恢复码'}
        </Button>
        <Button type="link" size="small" onClick={onSignOut}>
          换一个账号
        </Button>
      </div>
      {isRecovery && <p className="small soft">恢复码也没有了，请联系系统管理员重置动态口令。</p>}
    </SignInBox>
  );
}
