import { App, Button, Modal } from 'antd';
import { useState } from 'react';
import type { SecurityView } from '../../api/views';
import { PasswordForm } from '../session/change-password';
import { useSession } from '../session/session';
import { clockTime } from '../words/days';

export interface PartProps {
  security: SecurityView;
  onChanged: () => void;
}

/** 密码 */
export function PasswordPart({ security: { password }, onChanged }: PartProps) {
  const { accept } = useSession();
  const { message } = App.useApp();
  const [isChanging, setChanging] = useState(false);
  return (
    <section className="block">
      <h2>密码</h2>
      {!password && <p className="soft">本账号没有密码，只从统一身份认证登录。</p>}
      {password && (
        <div className="security-line">
          <span>
            {clockTime(password.changedAt)} 设置
            {password.expiresAt ? `，${clockTime(password.expiresAt)} 到期` : '，不设到期'}
          </span>
          <Button size="small" onClick={() => setChanging(true)}>
            修改密码
          </Button>
        </div>
      )}
      <Modal title="修改密码" open={isChanging} footer={null} destroyOnHidden onCancel={() => setChanging(false)}>
        <PasswordForm
          onChanged={(session) => {
            accept(session);
            setChanging(false);
            message.success('密码已修改，其他登录已结束');
            onChanged();
          }}
        />
      </Modal>
    </section>
  );
}
