import { Button } from 'antd';
import { useState } from 'react';
import type { SecondFactorOfferView, SessionView } from '../../api/views';
import { RequestProblem, send, sentenceOf } from '../api/client';
import { Refusal } from '../parts/loaded';
import { Enrolment } from '../security/enrolment';
import { type Proof, ProofForm } from '../security/proof-form';
import { SignInBox } from './sign-in-box';

interface EnrolStepProps {
  name: string;
  onDone: (session: SessionView) => void;
  onSignOut: () => void;
}

/** 按安全设置必须启用动态口令: nothing else is shown before. */
export function EnrolStep({ name, onDone, onSignOut }: EnrolStepProps) {
  const [offer, setOffer] = useState<SecondFactorOfferView>();
  const [problem, setProblem] = useState<string | null>(null);
  const [needsPassword, setNeedsPassword] = useState(false);
  const ask = async (proof: Proof) => setOffer(await send('POST', '/api/security/second-factor', proof));
  const begin = async () => {
    try {
      await ask({});
    } catch (reason) {
      // Logged in some time ago: then the password is asked for once more.
      if (reason instanceof RequestProblem && reason.status === 400) setNeedsPassword(true);
      else setProblem(sentenceOf(reason));
    }
  };
  return (
    <SignInBox title="启用动态口令" subtitle={`${name}，按本平台的安全设置，您的角色登录时还须动态口令。`}>
      {offer && <Enrolment offer={offer} onDone={onDone} />}
      {!offer && needsPassword && <ProofForm by="password" action="开始设置" onProved={ask} />}
      {!offer && !needsPassword && (
        <>
          <p>请准备好手机，并装好支持 TOTP 的身份验证器。</p>
          {problem && <Refusal sentence={problem} />}
          <Button type="primary" onClick={() => void begin()}>
            开始设置
          </Button>
        </>
      )}
      <div style={{ marginTop: 12 }}>
        <Button type="link" size="small" onClick={onSignOut}>
          退出登录
        </Button>
      </div>
    </SignInBox>
  );
}
