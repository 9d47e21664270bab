import { App, Button, Checkbox, Form, Input, InputNumber, Modal, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import type { TokenView } from '../../api/account-views';
import { TOKEN_AREAS } from '../../api/machine-scopes';
import { send } from '../api/client';
import type { BodyOf } from '../api/routes';
import { useQuery } from '../api/use-query';
import { Loaded } from '../parts/loaded';
import { useCommand } from '../parts/use-command';
import { clockTime } from '../words/days';
import { SaidOnce } from './said-once';

const STATES = { active: '有效', expired: '已过期', revoked: '已作废' };
const AREAS = Object.entries(TOKEN_AREAS).flatMap(([area, name]) => [
  { value: `${area}:read`, label: `${name} 读` },
  { value: `${area}:write`, label: `${name} 写` },
]);
const nameOf = (scope: string) => AREAS.find(({ value }) => value === scope)?.label ?? scope;

/** 机器令牌: issued for some areas and days, shown once, revoked at once. */
export function TokenList({ accountId }: { accountId: number }) {
  const query = useQuery(`/api/accounts/${accountId}/tokens`);
  const { message } = App.useApp();
  const { isRunning, run } = useCommand();
  const revoke = (id: number) =>
    run(async () => {
      await send('DELETE', `/api/accounts/${accountId}/tokens/${id}`);
      message.success('令牌已作废，即时生效');
      query.reload();
    });
  return (
    <section className="block">
      <h2>令牌</h2>
      <Loaded query={query} what="令牌">
        {(tokens) => (
          <Table
            size="small"
            rowKey="id"
            columns={columnsFor(revoke, isRunning)}
            dataSource={tokens}
            pagination={false}
            locale={{ emptyText: '还没有令牌。签发后由对方系统以 Authorization: Bearer 出示。' }}
            scroll={{ x: 800 }}
          />
        )}
      </Loaded>
      <Issue accountId={accountId} onIssued={query.reload} />
    </section>
  );
}

const columnsFor = (revoke: (id: number) => void, isRunning: boolean): TableColumnsType<TokenView> => [
  {
    title: '用途',
    width: '12rem',
    render: (_value, { name, hint }) => (
      <>
        {name} <span className="small soft mono">…{hint}</span>
      </>
    ),
  },
  { title: '范围', render: (_value, { scopes }) => scopes.map(nameOf).join('、') },
  { title: '到期', width: '10rem', render: (_value, { expiresAt }) => clockTime(expiresAt) },
  {
    title: '最近使用',
    width: '12rem',
    render: (_value, { lastUsedAt, lastAddress }) =>
      lastUsedAt ? `${clockTime(lastUsedAt)} ${lastAddress ?? ''}` : <span className="soft">未用过</span>,
  },
  { title: '状态', width: '6rem', render: (_value, { state }) => STATES[state] },
  {
    title: '操作',
    width: '6rem',
    render: (_value, { id, state }) =>
      state === 'active' && (
        <Button type="link" danger disabled={isRunning} onClick={() => revoke(id)}>
          作废
        </Button>
      ),
  },
];

function Issue({ accountId, onIssued }: { accountId: number; onIssued: () => void }) {
  const { isRunning, run } = useCommand();
  const [isOpen, setOpen] = useState(false);
  const [token, setToken] = useState<string | null>(null);
  const [form] = Form.useForm();
  const issue = (wish: BodyOf<'/api/accounts/1/tokens', 'POST'>) =>
    run(async () => {
      setToken((await send('POST', `/api/accounts/${accountId}/tokens`, wish)).token);
      setOpen(false);
      onIssued();
    });
  return (
    <>
      <Button style={{ marginTop: 8 }} onClick={() => setOpen(true)}>
        签发令牌
      </Button>
      <Modal
        title="签发令牌"
        open={isOpen}
        okText="签发"
        confirmLoading={isRunning}
        onOk={() => form.submit()}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        <Form form={form} layout="vertical" initialValues={{ days: 90 }} onFinish={issue} preserve={false}>
          <Form.Item label="用途" name="name" rules={[{ required: true, whitespace: true, message: '请填写' }]}>
            <Input maxLength={60} placeholder="如 OA 待办同步" />
          </Form.Item>
          <Form.Item label="接口范围" name="scopes" rules={[{ required: true, message: '请至少选择一项' }]}>
            <Checkbox.Group className="token-scopes" options={AREAS} />
          </Form.Item>
          <Form.Item label="有效天数" name="days" rules={[{ required: true, message: '1–366 天' }]}>
            <InputNumber min={1} max={366} precision={0} />
          </Form.Item>
        </Form>
      </Modal>
      <SaidOnce title="令牌" word={token} advice="请交对方系统妥善保存。" onClose={() => setToken(null)} />
    </>
  );
}
