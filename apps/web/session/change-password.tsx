import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { SessionView } from '../../api/views';
import { send, sentenceOf } from '../api/client';
import { useQuery } from '../api/use-query';
import { Refusal } from '../parts/loaded';
import { SignInBox } from './sign-in-box';

interface ChangePasswordProps {
  name: string;
  onChanged: (session: SessionView) => void;
  onSignOut: () => void;
}

/** A first password, or one that has run out: nothing else is shown before it is changed. */
export function ChangePassword({ name, onChanged, onSignOut }: ChangePasswordProps) {
  return (
    <SignInBox title="修改密码" subtitle={`${name}，密码由他人设置或已到期，请先换成自己的新密码。`}>
      <PasswordForm onChanged={onChanged} />
      <Button type="link" size="small" style={{ marginTop: 8 }} onClick={onSignOut}>
        退出登录
      </Button>
    </SignInBox>
  );
}

interface Fields {
  current: string;
  next: string;
  again: string;
}

export function PasswordForm({ onChanged }: { onChanged: (session: SessionView) => void }) {
  const words = useQuery('/api/session/password');
  const [problem, setProblem] = useState<string | null>(null);
  const [isRunning, setRunning] = useState(false);
  const submit = async ({ current, next }: Fields) => {
    setRunning(true);
    setProblem(null);
    try {
      onChanged(await send('POST', '/api/session/password', { current, next }));
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
        extra={words.data?.rules.map((rule) => (
          <div key={rule}>{rule}</div>
        ))}
        rules={[{ required: true, message: '请填写新密码' }]}
      >
        <Input.Password autoComplete="new-password" maxLength={128} />
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
        <Input.Password autoComplete="new-password" maxLength={128} />
      </Form.Item>
      {problem && <Refusal sentence={problem} />}
      <p className="small soft">修改后，其他地方的登录全部结束。</p>
      <Button type="primary" htmlType="submit" block loading={isRunning} style={{ marginTop: 8 }}>
        保存新密码
      </Button>
    </Form>
  );
}
