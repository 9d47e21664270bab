import { Button, Divider, Form, Input } from 'antd';
import { useState } from 'react';
import type { SessionView } from '../../api/views';
import { send, sentenceOf } from '../api/client';
import { useQuery } from '../api/use-query';
import { Refusal } from '../parts/loaded';
import { signOnOutcome, signOnStart } from './sign-on-words';
import { SignInBox } from './sign-in-box';

interface SignInProps {
  /** The session ended while the page stood open; after the log-in it goes on where it was. */
  hasExpired: boolean;
  onSignedIn: (session: SessionView) => void;
}

/** 登录 */
export function SignIn({ hasExpired, onSignedIn }: SignInProps) {
  const signOn = useQuery('/api/oidc');
  const [problem, setProblem] = useState<string | null>(
    hasExpired ? '登录已失效，请重新登录；已填写的内容仍保留。' : signOnOutcome(location.search),
  );
  const [isRunning, setRunning] = useState(false);
  const submit = async (fields: { login: string; password: string }) => {
    setRunning(true);
    setProblem(null);
    try {
      onSignedIn(await send('POST', '/api/session', fields));
    } catch (reason) {
      setProblem(sentenceOf(reason));
      setRunning(false);
    }
  };

  return (
    <SignInBox title="明鉴" subtitle="政务公开在线监督平台">
      <Form layout="vertical" requiredMark={false} onFinish={submit}>
        <Form.Item label="账号" name="login" rules={[{ required: true, message: '请填写账号' }]}>
          <Input autoComplete="username" autoFocus />
        </Form.Item>
        <Form.Item label="密码" name="password" rules={[{ required: true, message: '请填写密码' }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        {problem && <Refusal sentence={problem} />}
        <Button type="primary" htmlType="submit" block loading={isRunning} style={{ marginTop: 8 }}>
          登录
        </Button>
      </Form>
      {signOn.data?.name && (
        <>
          <Divider plain>或</Divider>
          <Button block onClick={() => location.assign(signOnStart(location.pathname, location.search))}>
            {signOn.data.name}
          </Button>
        </>
      )}
    </SignInBox>
  );
}
