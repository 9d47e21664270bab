import { App, Button, Modal } from 'antd';
import { useState } from 'react';
import type { SecondFactorOfferView, SessionView } from '../../api/views';
import { send } from '../api/client';
import { useSession } from '../session/session';
import { clockTime } from '../words/days';
import { Enrolment } from './enrolment';
import type { PartProps } from './password-part';
import { type Proof, ProofForm } from './proof-form';
import { RecoveryCodes } from './recovery-codes';

type Work = 'enrol' | 'remove' | 'codes';

const TITLES: Record<Work, string> = { enrol: '启用动态口令', remove: '停用动态口令', codes: '重新生成恢复码' };

/** 动态口令 */
export function SecondFactorPart({ security, onChanged }: PartProps) {
  const { since, recoveryCodes, isRequired } = security.secondFactor;
  const [work, setWork] = useState<Work>();
  return (
    <section className="block">
      <h2>动态口令</h2>
      <div className="security-line">
        {since ? (
          <span>
            <span className="tag tag-done">已启用</span> {clockTime(since)} 起；还有 {recoveryCodes} 个恢复码
          </span>
        ) : (
          <span>
            <span className="tag">未启用</span> 启用后，密码泄露也不能登录
          </span>
        )}
        <Button size="small" type={since ? 'default' : 'primary'} onClick={() => setWork('enrol')}>
          {since ? '更换手机' : '启用'}
        </Button>
        {since && (
          <Button size="small" onClick={() => setWork('codes')}>
            重新生成恢复码
          </Button>
        )}
        {since && !isRequired && (
          <Button size="small" onClick={() => setWork('remove')}>
            停用
          </Button>
        )}
      </div>
      {isRequired && <p className="small soft">按安全设置，您的角色必须使用动态口令，不能停用。</p>}
      {since && recoveryCodes <= 3 && <p className="small">恢复码所剩不多，请重新生成。</p>}
      <WorkDialog work={work} security={security} onClose={() => setWork(undefined)} onChanged={onChanged} />
    </section>
  );
}

interface WorkDialogProps extends PartProps {
  work: Work | undefined;
  onClose: () => void;
}

function WorkDialog({ work, security, onClose, onChanged }: WorkDialogProps) {
  const { accept } = useSession();
  const { message } = App.useApp();
  const [offer, setOffer] = useState<SecondFactorOfferView>();
  const [codes, setCodes] = useState<string[]>();
  const close = () => {
    setOffer(undefined);
    setCodes(undefined);
    onClose();
  };
  const done = (sentence: string, session?: SessionView) => {
    if (session) accept(session);
    message.success(sentence);
    close();
    onChanged();
  };
  const by = security.secondFactor.since || !security.password ? 'code' : 'password';
  const prove = async (proof: Proof) => {
    const code = proof.code ?? '';
    if (work === 'enrol') setOffer(await send('POST', '/api/security/second-factor', proof));
    if (work === 'codes')
      setCodes((await send('POST', '/api/security/second-factor/recovery-codes', { code })).recoveryCodes);
    if (work === 'remove')
      done('动态口令已停用，其他登录已结束', await send('POST', '/api/security/second-factor/remove', { code }));
  };
  return (
    // What is shown once must not be lost to a click beside the window.
    <Modal
      title={work && TITLES[work]}
      open={work !== undefined}
      footer={null}
      destroyOnHidden
      mask={{ closable: !offer && !codes }}
      onCancel={close}
    >
      {!offer && !codes && work && (
        <ProofForm
          by={by}
          action={work === 'enrol' ? '下一步' : TITLES[work]}
          isDangerous={work === 'remove'}
          onProved={prove}
        />
      )}
      {offer && <Enrolment offer={offer} onDone={(session) => done('动态口令已启用，其他登录已结束', session)} />}
      {codes && <RecoveryCodes codes={codes} onSaved={() => done('新的恢复码已生效，旧的已作废')} />}
    </Modal>
  );
}
