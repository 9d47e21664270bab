import { App, Button, Form, Input, Modal, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import type { AccountRow, GrantView, PlacesView } from '../../api/account-views';
import type { Role } from '../../api/views';
import { send } from '../api/client';
import { useCommand } from '../parts/use-command';
import { ROLE } from '../words/labels';
import { GrantLine } from './account-words';
import { PlaceFields } from './place-fields';
import { placeOf } from './place-tree';

interface Wish {
  readonly role: Role;
  readonly place: string;
  readonly domain?: string;
  readonly until?: string;
  readonly reason?: string;
}

interface GrantListProps {
  readonly account: AccountRow;
  readonly places: PlacesView;
  onChanged(): void;
}

/** 角色: given with place and end, taken back with a reason; both stand in the trail. */
export function GrantList({ account, places, onChanged }: GrantListProps) {
  const [revoked, setRevoked] = useState<GrantView | null>(null);
  const columns: TableColumnsType<GrantView> = [
    { title: '角色与范围', render: (_value, grant) => <GrantLine grant={grant} /> },
    {
      title: '由谁授予',
      width: '16rem',
      render: (_value, { grantedBy, reason }) => (
        <>
          {grantedBy}
          {reason && <div className="small soft">{reason}</div>}
        </>
      ),
    },
    {
      title: '操作',
      width: '6rem',
      render: (_value, grant) => (
        <Button type="link" danger onClick={() => setRevoked(grant)}>
          收回
        </Button>
      ),
    },
  ];
  return (
    <section className="block">
      <h2>角色</h2>
      <Table
        size="small"
        rowKey="id"
        columns={columns}
        dataSource={account.grants}
        pagination={false}
        locale={{ emptyText: '没有角色：登录后什么也看不到。' }}
        scroll={{ x: 640 }}
      />
      <NewGrant accountId={account.id} places={places} isMachine={account.kind === 'machine'} onGranted={onChanged} />
      <Revoke grant={revoked} onClose={() => setRevoked(null)} onRevoked={onChanged} />
    </section>
  );
}

function NewGrant({ accountId, places, isMachine, onGranted }: NewGrantProps) {
  const { isRunning, run } = useCommand();
  const [isOpen, setOpen] = useState(false);
  const [form] = Form.useForm<Wish>();
  const roles = (Object.keys(ROLE) as Role[]).filter((role) => !isMachine || role !== 'admin');
  const grant = ({ place, until, domain, reason, role }: Wish) =>
    run(async () => {
      // The last day counts whole, as days do in China.
      const validUntil = until ? `${until}T23:59:59+08:00` : null;
      const body = { role, ...placeOf(place), domain: domain ?? null, validUntil, reason: reason ?? '' };
      await send('POST', `/api/accounts/${accountId}/grants`, body);
      setOpen(false);
      onGranted();
    });
  return (
    <>
      <Button style={{ marginTop: 8 }} onClick={() => setOpen(true)}>
        授予角色
      </Button>
      <Modal
        title="授予角色"
        open={isOpen}
        okText="授予"
        confirmLoading={isRunning}
        onOk={() => form.submit()}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        <Form form={form} layout="vertical" onFinish={grant} preserve={false}>
          <PlaceFields places={places} roles={roles} />
          <Form.Item label="到期日（不填为长期）" name="until">
            <Input type="date" />
          </Form.Item>
          <Form.Item label="事由" name="reason">
            <Input maxLength={200} placeholder="如岗位调整、借调（可不填）" />
          </Form.Item>
        </Form>
      </Modal>
    </>
  );
}

interface NewGrantProps {
  readonly accountId: number;
  readonly places: PlacesView;
  readonly isMachine: boolean;
  onGranted(): void;
}

function Revoke({
  grant,
  onClose,
  onRevoked,
}: {
  grant: GrantView | null;
  onClose: () => void;
  onRevoked: () => void;
}) {
  const { message } = App.useApp();
  const { isRunning, run } = useCommand();
  const [reason, setReason] = useState('');
  const revoke = () =>
    run(async () => {
      await send('DELETE', `/api/accounts/grants/${grant?.id}`, { reason: reason.trim() });
      message.success('已收回，即时生效');
      setReason('');
      onClose();
      onRevoked();
    });
  return (
    <Modal
      title={grant ? `收回角色：${ROLE[grant.role]} · ${grant.place}` : ''}
      open={grant !== null}
      okText="收回"
      okButtonProps={{ danger: true, disabled: reason.trim() === '' }}
      confirmLoading={isRunning}
      onOk={revoke}
      onCancel={onClose}
    >
      <Input.TextArea
        aria-label="理由"
        rows={2}
        maxLength={200}
        placeholder="请写明理由，如离岗、调动"
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </Modal>
  );
}
