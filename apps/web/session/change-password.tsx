import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { SessionView } from '../../api/views';
import { send, sentenceOf } from '../api/client';
import { Refusal } from '../parts/loaded';

/** 首次登录修改密码: nothing else is shown before it. */
export function ChangePassword({ name, onChanged }: { name: string; onChanged: (session: SessionView) => void }) {
  return (
    <main className="sign-in">
      <div className="sign-in-box">
        <h1>修改密码</h1>
        <p className="soft">{name}，首次登录请先设置自己的密码。</p>
        <PasswordForm onChanged={onChanged} />
      </div>
    </main>
  );
}

interface Fields {
  current: string;
  next: string;
  again: string;
}

const SHORTEST = 10;

export function PasswordForm({ onChanged }: { onChanged: (session: SessionView) => void }) {
  const [problem, setProblem] = useState<string | null>(null);
  const [isRunning, setRunning] = useState(false);
  const submit = async ({ current, next }: Fields) => {
    setRunning(true);
    setProblem(null);
    try {
      onChanged(await send<SessionView>('POST', '/api/session/password', { current, next }));
    } catch (reason) {
      setProblem(sentenceOf(reason));
    } finally {
      setRunning(false);
    }
  };

  return (
    <Form<Fields> layout="vertical" requiredMark={false} onFinish={submit}>
      <Form.Item label="当前密码" name="current" rules={[{ required: true, message: '请填写当前密码' }]}>
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Form.Item
        label="新密码"
        name="next"
        extra={`至少 ${SHORTEST} 位，同时含有字母和数字`}
        rules={[{ required: true, min: SHORTEST, message: `新密码至少 ${SHORTEST} 位` }]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        label="再次填写新密码"
        name="again"
        dependencies={['next']}
        rules={[
          { required: true, message: '请再次填写新密码' },
          ({ getFieldValue }) => ({
            validator: (_rule, value) =>
              !value || value === getFieldValue('next')
                ? Promise.resolve()
                : Promise.reject(new Error('两次填写不一致')),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      {problem && <Refusal sentence={problem} />}
      <Button type="primary" htmlType="submit" block loading={isRunning} style={{ marginTop: 8 }}>
        保存新密码
      </Button>
    </Form>
  );
}
