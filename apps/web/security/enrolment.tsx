import { Button, Form, Input, QRCode } from 'antd';
import { useState } from 'react';
import type { EnrolledView, SecondFactorOfferView, SessionView } from '../../api/views';
import { send, sentenceOf } from '../api/client';
import { Refusal } from '../parts/loaded';
import { RecoveryCodes } from './recovery-codes';
import './security.css';

interface EnrolmentProps {
  offer: SecondFactorOfferView;
  /** Called once the recovery codes have been put away. */
  onDone: (session: SessionView) => void;
}

/** 启用动态口令: the key as a picture and as text, the first code, and the recovery codes this one time. */
export function Enrolment({ offer, onDone }: EnrolmentProps) {
  const [enrolled, setEnrolled] = useState<EnrolledView>();
  const [problem, setProblem] = useState<string | null>(null);
  const [isRunning, setRunning] = useState(false);
  const confirm = async ({ code }: { code: string }) => {
    setRunning(true);
    setProblem(null);
    try {
      setEnrolled(await send('POST', '/api/security/second-factor/confirm', { offer: offer.offer, code }));
    } catch (reason) {
      setProblem(sentenceOf(reason));
    } finally {
      setRunning(false);
    }
  };
  if (enrolled) return <RecoveryCodes codes={enrolled.recoveryCodes} onSaved={() => onDone(enrolled.session)} />;
  return (
    <>
      <p>用手机上的身份验证器（支持 TOTP 的即可，不需要联网）扫描：</p>
      <div className="enrolment">
        {/* Black on white in the dark look, too: cameras want it so. */}
        <QRCode
          type="svg"
          value={offer.address}
          size={176}
          color="#000000"
          bgColor="#ffffff"
          aria-label="动态口令二维码"
        />
        <div>
          不能扫描时，手工输入密钥：
          <div className="mono enrolment-key">{offer.key.replace(/(.{4})(?=.)/g, '$1 ')}</div>
          <span className="small soft">每 30 秒一个，6 位数字。密钥只在这里显示，请勿转发或截图保存。</span>
        </div>
      </div>
      <Form layout="vertical" requiredMark={false} onFinish={confirm}>
        <Form.Item
          label="验证器显示的动态口令"
          name="code"
          rules={[{ required: true, pattern: /^\d{6}$/, message: '请填写 6 位数字' }]}
        >
          <Input className="mono" inputMode="numeric" autoComplete="one-time-code" maxLength={6} autoFocus />
        </Form.Item>
        {problem && <Refusal sentence={problem} />}
        <Button type="primary" htmlType="submit" loading={isRunning} style={{ marginTop: 8 }}>
          确认启用
        </Button>
      </Form>
    </>
  );
}
