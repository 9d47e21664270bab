import { Form, Select, TreeSelect } from 'antd';
import type { PlacesView } from '../../api/account-views';
import type { Role } from '../../api/views';
import { ROLE } from '../words/labels';
import { placeTree } from './place-tree';

/** What a role says, for whoever gives it. */
const SAYS: Record<Role, string> = {
  admin: '管理本级及下级的账号、单位、网站；全平台的管理员另管工作日历和登录安全',
  supervisor: '复核告警，发整改通知，审定异议',
  assessor: '看告警和单位，出月报、季报、年度考核',
  domainOwner: '看一个领域的告警，审核目录',
  leader: '只看：总览、告警、整改通知、报告',
  reviewer: '第三方、人大代表、政协委员：只看告警和报告，可批注',
  auditor: '看操作记录；只能由全平台的管理员指定',
  unitOfficer: '本单位的告警和整改通知：反馈、异议、复查',
};

/** 角色、范围、领域: as fields `role`, `place` (`region:3`, `unit:12` or `whole`) and `domain` of the form around them. */
export function PlaceFields({ places, roles }: { places: PlacesView; roles: readonly Role[] }) {
  const role = Form.useWatch<Role | undefined>('role');
  return (
    <>
      <Form.Item
        label="角色"
        name="role"
        rules={[{ required: true, message: '请选择角色' }]}
        extra={role && SAYS[role]}
      >
        <Select placeholder="选择角色" options={roles.map((value) => ({ value, label: ROLE[value] }))} />
      </Form.Item>
      <Form.Item
        label={role === 'unitOfficer' ? '单位' : '范围'}
        name="place"
        rules={[{ required: true, message: role === 'unitOfficer' ? '请选择单位' : '请选择地区' }]}
        extra={role !== 'unitOfficer' && '含其下级地区的全部单位'}
      >
        <TreeSelect
          key={role === 'unitOfficer' ? 'unit' : 'region'}
          showSearch={{ treeNodeFilterProp: 'title' }}
          treeDefaultExpandAll
          placeholder={role === 'unitOfficer' ? '选择单位' : '选择地区'}
          treeData={placeTree(places, role === 'unitOfficer')}
        />
      </Form.Item>
      {role !== 'unitOfficer' && (
        <Form.Item
          label="领域"
          name="domain"
          rules={[{ required: role === 'domainOwner', message: '领域主管部门须指定领域' }]}
        >
          <Select
            allowClear={role !== 'domainOwner'}
            showSearch
            placeholder="不限领域"
            options={places.domains.map((name) => ({ value: name, label: name }))}
          />
        </Form.Item>
      )}
    </>
  );
}
