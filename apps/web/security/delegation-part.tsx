import { App, Button, Form, Input, Modal, Select, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import type { DelegationView } from '../../api/account-views';
import type { SecurityView } from '../../api/views';
import { send } from '../api/client';
import { useQuery } from '../api/use-query';
import { Loaded } from '../parts/loaded';
import { useCommand } from '../parts/use-command';
import { clockTime } from '../words/days';
import { ROLE } from '../words/labels';

type Grants = SecurityView['grants'];
const MAY_NOT = new Set(['admin', 'auditor']);

/** 临时代理: one's roles lent to a colleague while one is away. */
export function DelegationPart({ grants }: { grants: Grants }) {
  const query = useQuery('/api/delegations');
  const { message } = App.useApp();
  const { isRunning, run } = useCommand();
  const lendable = grants.filter(({ role, isDelegated }) => !MAY_NOT.has(role) && !isDelegated);
  const takeBack = (id: number) =>
    run(async () => {
      await send('DELETE', `/api/delegations/${id}`);
      message.success('已收回，即时生效');
      query.reload();
    });
  return (
    <section className="block">
      <h2>临时代理</h2>
      <p className="small soft">出差、休假时把角色委托给同事，最长 90 天，到期自行失效；所做操作记在代理人名下。</p>
      <Loaded query={query} what="委托">
        {(loans) =>
          loans.length > 0 && (
            <Table
              size="small"
              rowKey="id"
              columns={columnsFor(takeBack, isRunning)}
              dataSource={loans}
              pagination={false}
              scroll={{ x: 560 }}
            />
          )
        }
      </Loaded>
      {lendable.length > 0 ? (
        <Lend grants={lendable} onLent={query.reload} />
      ) : (
        <p className="small soft">系统管理员、审计人员和代理得来的角色不能委托。</p>
      )}
    </section>
  );
}

const columnsFor = (takeBack: (id: number) => void, isRunning: boolean): TableColumnsType<DelegationView> => [
  { title: '角色', width: '10rem', render: (_value, { role }) => ROLE[role] },
  { title: '代理人', render: (_value, { toName, toLogin }) => `${toName}（${toLogin}）` },
  { title: '至', width: '10rem', render: (_value, { validUntil }) => clockTime(validUntil) },
  { title: '事由', dataIndex: 'reason' },
  {
    title: '操作',
    width: '5rem',
    render: (_value, { id }) => (
      <Button type="link" disabled={isRunning} onClick={() => takeBack(id)}>
        收回
      </Button>
    ),
  },
];

interface Wish {
  readonly grantId: number;
  readonly toLogin: string;
  readonly until: string;
  readonly reason: string;
}

function Lend({ grants, onLent }: { grants: Grants; onLent: () => void }) {
  const { isRunning, run } = useCommand();
  const [isOpen, setOpen] = useState(false);
  const [form] = Form.useForm<Wish>();
  const lend = ({ until, ...wish }: Wish) =>
    run(async () => {
      // The last day counts whole, as days do in China.
      await send('POST', '/api/delegations', { ...wish, until: `${until}T23:59:59+08:00` });
      setOpen(false);
      onLent();
    });
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        委托代理
      </Button>
      <Modal
        title="委托代理"
        open={isOpen}
        okText="委托"
        confirmLoading={isRunning}
        onOk={() => form.submit()}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        <Form form={form} layout="vertical" initialValues={{ grantId: grants[0]?.id }} onFinish={lend} preserve={false}>
          <Form.Item label="角色" name="grantId" rules={[{ required: true, message: '请选择' }]}>
            <Select options={grants.map(({ id, role, place }) => ({ value: id, label: `${ROLE[role]} · ${place}` }))} />
          </Form.Item>
          <Form.Item label="代理人登录名" name="toLogin" rules={[{ required: true, message: '请填写' }]}>
            <Input autoComplete="off" maxLength={60} />
          </Form.Item>
          <Form.Item label="到哪一天为止" name="until" rules={[{ required: true, message: '请选择' }]}>
            <Input type="date" />
          </Form.Item>
          <Form.Item label="事由" name="reason" rules={[{ required: true, whitespace: true, message: '请填写' }]}>
            <Input maxLength={200} placeholder="如出差、休假" />
          </Form.Item>
        </Form>
      </Modal>
    </>
  );
}
