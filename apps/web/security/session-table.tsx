import { App, Button, Table, type TableColumnsType } from 'antd';
import type { OwnSessionView } from '../../api/views';
import { send } from '../api/client';
import { useCommand } from '../parts/use-command';
import { clockTime } from '../words/days';

/** 登录中的设备 */
export function SessionTable({ sessions, onChanged }: { sessions: OwnSessionView[]; onChanged: () => void }) {
  const { message } = App.useApp();
  const { isRunning, run } = useCommand();
  const end = (id?: string) =>
    run(async () => {
      const { ended } = await (id === undefined
        ? send('DELETE', '/api/security/sessions')
        : send('DELETE', `/api/security/sessions/${id}`));
      message.success(`已结束 ${ended} 处登录`);
      onChanged();
    });
  const columns: TableColumnsType<OwnSessionView> = [
    {
      title: '浏览器',
      render: (_value, { agent, isCurrent }) => (
        <>
          {agent ?? '未知'} {isCurrent && <span className="tag tag-active">本次登录</span>}
        </>
      ),
    },
    { title: '地址', dataIndex: 'address', width: '10rem', render: (address: string | null) => address ?? '未知' },
    { title: '方式', dataIndex: 'method', width: '8rem', render: (method: string) => METHODS[method] ?? method },
    { title: '登录时间', dataIndex: 'createdAt', width: '9.5rem', render: clockTime },
    { title: '最近使用', dataIndex: 'lastSeenAt', width: '9.5rem', render: clockTime },
    {
      title: '',
      width: '5rem',
      render: (_value, { id, isCurrent }) =>
        !isCurrent && (
          <Button size="small" type="link" disabled={isRunning} onClick={() => void end(id)}>
            结束
          </Button>
        ),
    },
  ];
  return (
    <section className="block">
      <h2>登录中的设备</h2>
      <Table size="small" rowKey="id" columns={columns} dataSource={sessions} pagination={false} scroll={{ x: 720 }} />
      <div className="security-line" style={{ marginTop: 8 }}>
        {sessions.length > 1 ? (
          <Button size="small" disabled={isRunning} onClick={() => void end()}>
            结束其他全部登录
          </Button>
        ) : (
          <span className="soft">没有其他登录。</span>
        )}
        <span className="small soft">有不认识的登录，请结束它并修改密码。</span>
      </div>
    </section>
  );
}

const METHODS: Record<string, string> = { password: '密码', oidc: '统一身份认证' };
