import { App, Button, Input, Modal, Popconfirm, Space } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router-dom';
import type { AccountRow } from '../../api/account-views';
import { send } from '../api/client';
import { useQuery } from '../api/use-query';
import { Loaded } from '../parts/loaded';
import { useCommand } from '../parts/use-command';
import { clockTime } from '../words/days';
import { AccountState } from './account-words';
import { GrantList } from './grant-list';
import { SaidOnce } from './said-once';
import { TokenList } from './token-list';

/** One account: its state, its roles, and for a machine its tokens. */
export function AccountPage() {
  const { id } = useParams();
  const query = useQuery(`/api/accounts/${id}`);
  const places = useQuery('/api/accounts/places');
  return (
    <Loaded query={query} what="账号">
      {(account) => (
        <>
          <div className="head">
            <h1>{account.name}</h1>
            <span className="soft">
              {account.login} · {account.kind === 'machine' ? '机器账号' : '人员'} · {clockTime(account.createdAt)} 建立
            </span>
            <Link to="/accounts">全部账号</Link>
          </div>
          <section className="block">
            <h2>状态</h2>
            <AccountState account={account} />
            <Actions account={account} onDone={query.reload} />
          </section>
          {places.data && <GrantList account={account} places={places.data} onChanged={query.reload} />}
          {account.kind === 'machine' && <TokenList accountId={account.id} />}
        </>
      )}
    </Loaded>
  );
}

function Actions({
  account: { id, login, state, kind, hasSecondFactor },
  onDone,
}: {
  account: AccountRow;
  onDone: () => void;
}) {
  const { message } = App.useApp();
  const { isRunning, run } = useCommand();
  const [password, setPassword] = useState<string | null>(null);
  const isDisabled = state === 'disabled';
  const toggle = () =>
    run(async () => {
      await send('POST', `/api/accounts/${id}/${isDisabled ? 'enable' : 'disable'}`);
      message.success(isDisabled ? '账号已启用' : '账号已停用，其登录和令牌即时失效');
      onDone();
    });
  const reset = () =>
    run(async () => {
      setPassword((await send('POST', `/api/accounts/${id}/password`)).password);
      onDone();
    });
  return (
    <Space wrap style={{ marginTop: 8 }}>
      <Button loading={isRunning} danger={!isDisabled} onClick={toggle}>
        {isDisabled ? '启用账号' : '停用账号'}
      </Button>
      {kind === 'person' && (
        <Popconfirm title="重置后原密码和所有登录即时失效。" okText="重置密码" cancelText="不重置" onConfirm={reset}>
          <Button disabled={isRunning}>重置密码</Button>
        </Popconfirm>
      )}
      {hasSecondFactor && <ResetFactor login={login} onDone={onDone} />}
      <SaidOnce
        title="一次性密码"
        word={password}
        advice="请当面或另行告知本人，下次登录须修改。"
        onClose={() => setPassword(null)}
      />
    </Space>
  );
}

/** 手机丢失: the second factor is taken off, and set up anew at the next log-in where it is required. */
function ResetFactor({ login, onDone }: { login: string; onDone: () => void }) {
  const { message } = App.useApp();
  const { isRunning, run } = useCommand();
  const [reason, setReason] = useState<string | null>(null);
  const reset = () =>
    run(async () => {
      await send('POST', '/api/security/second-factor/reset', { login, reason: reason?.trim() ?? '' });
      message.success('动态口令已重置，其登录已结束');
      setReason(null);
      onDone();
    });
  return (
    <>
      <Button onClick={() => setReason('')}>重置动态口令</Button>
      <Modal
        title="重置动态口令"
        open={reason !== null}
        okText="重置"
        okButtonProps={{ disabled: !reason?.trim() }}
        confirmLoading={isRunning}
        onOk={reset}
        onCancel={() => setReason(null)}
      >
        <p className="soft">请先当面或回拨确认是本人。</p>
        <Input
          aria-label="理由"
          placeholder="理由，如更换手机"
          maxLength={200}
          value={reason ?? ''}
          onChange={(event) => setReason(event.target.value)}
        />
      </Modal>
    </>
  );
}
