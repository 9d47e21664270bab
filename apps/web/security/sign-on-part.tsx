import { App, Button, Modal } from 'antd';
import { useState } from 'react';
import { send } from '../api/client';
import type { PartProps } from './password-part';
import { type Proof, ProofForm } from './proof-form';

/** 统一身份认证: joined to this account, or not. */
export function SignOnPart({ security, onChanged }: PartProps) {
  const { message } = App.useApp();
  const [isAsking, setAsking] = useState(false);
  const isLinked = security.signOn?.isLinked ?? false;
  const name = security.signOn?.name ?? '';
  const go = async (proof: Proof) => {
    if (!isLinked) {
      const { address } = await send('POST', '/api/security/sign-on/link', proof);
      location.assign(address);
      return;
    }
    await send('POST', '/api/security/sign-on/unlink', proof);
    message.success('已解除关联');
    setAsking(false);
    onChanged();
  };
  return (
    <section className="block">
      <h2>{name}</h2>
      <div className="security-line">
        <span>
          {isLinked ? <span className="tag tag-done">已关联</span> : <span className="tag">未关联</span>}{' '}
          {isLinked ? '可以从登录页直接进入' : '关联后，可以从登录页直接进入'}
        </span>
        {(!isLinked || security.password) && (
          <Button size="small" onClick={() => setAsking(true)}>
            {isLinked ? '解除关联' : '关联'}
          </Button>
        )}
      </div>
      {isLinked && !security.password && <p className="small soft">本账号没有密码，解除后将无法登录，因此不能解除。</p>}
      <Modal
        title={isLinked ? `解除与${name}的关联` : `关联${name}`}
        open={isAsking}
        footer={null}
        destroyOnHidden
        onCancel={() => setAsking(false)}
      >
        <ProofForm
          by={security.secondFactor.since ? 'code' : 'password'}
          action={isLinked ? '解除关联' : '前往关联'}
          isDangerous={isLinked}
          onProved={go}
        />
      </Modal>
    </section>
  );
}
