import { Button, Form, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import type { PlacesView } from '../../api/account-views';
import type { Role } from '../../api/views';
import { send } from '../api/client';
import { useCommand } from '../parts/use-command';
import { ROLE } from '../words/labels';
import { PlaceFields } from './place-fields';
import { placeOf } from './place-tree';
import { SaidOnce } from './said-once';

interface Wish {
  /** `sso`: a person without a password, who comes by single sign-on. */
  readonly kind: 'person' | 'sso' | 'machine';
  readonly login: string;
  readonly name: string;
  readonly role: Role;
  readonly place: string;
  readonly domain?: string;
}

const ROLES = Object.keys(ROLE) as Role[];
const KIND_SAYS = {
  person: '建立后给出一次性密码，首次登录须修改',
  sso: '没有密码；登录名与统一身份认证的用户名相同，首次从那里登录时自动关联',
  machine: '没有密码，建立后签发令牌；用于 OA、上下级平台',
};

/** 新建账号: with its first role; the one-time password is shown this once. */
export function NewAccount({ places, onCreated }: { places: PlacesView; onCreated: () => void }) {
  const { isRunning, run } = useCommand();
  const [isOpen, setOpen] = useState(false);
  const [password, setPassword] = useState<string | null>(null);
  const [form] = Form.useForm<Wish>();
  const kind = Form.useWatch('kind', form);
  const create = ({ place, domain, kind: chosen, ...wish }: Wish) =>
    run(async () => {
      const created = await send('POST', '/api/accounts', {
        ...wish,
        ...placeOf(place),
        kind: chosen === 'machine' ? 'machine' : 'person',
        hasPassword: chosen === 'person',
        domain: domain ?? null,
      });
      setOpen(false);
      setPassword(created.password);
      onCreated();
    });
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        新建账号
      </Button>
      <Modal
        title="新建账号"
        open={isOpen}
        okText="建立"
        confirmLoading={isRunning}
        onOk={() => form.submit()}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        <Form form={form} layout="vertical" initialValues={{ kind: 'person' }} onFinish={create} preserve={false}>
          <Form.Item label="种类" name="kind" extra={KIND_SAYS[kind ?? 'person']}>
            <Radio.Group
              options={[
                { value: 'person', label: '人员' },
                { value: 'sso', label: '人员（只用统一身份认证）' },
                { value: 'machine', label: '机器（接口）' },
              ]}
            />
          </Form.Item>
          <Form.Item
            label="登录名"
            name="login"
            rules={[{ required: true, pattern: /^[a-zA-Z0-9][\w.@-]{2,59}$/, message: '3–60 位字母、数字和 . _ - @' }]}
          >
            <Input autoComplete="off" />
          </Form.Item>
          <Form.Item
            label={kind === 'machine' ? '系统名称' : '姓名'}
            name="name"
            rules={[{ required: true, whitespace: true, message: '请填写' }]}
          >
            <Input maxLength={60} autoComplete="off" />
          </Form.Item>
          <PlaceFields places={places} roles={kind === 'machine' ? ROLES.filter((role) => role !== 'admin') : ROLES} />
        </Form>
      </Modal>
      <SaidOnce
        title="一次性密码"
        word={password}
        advice="请当面或另行告知本人，首次登录须修改。"
        onClose={() => setPassword(null)}
      />
    </>
  );
}
