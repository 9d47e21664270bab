import { App, Button, Radio, Table } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import type { PacksView, PackView } from '../../api/rule-views';
import { send } from '../api/client';
import { useQuery } from '../api/use-query';
import { SeverityMark } from '../look/marks';
import { Loaded } from '../parts/loaded';
import { useCommand } from '../parts/use-command';
import { useSession } from '../session/session';
import { parameterName } from './parameter-names';
import { valueOf } from './rule-words';

/** 规则包: what the documents of a place ask for, each value with its clause. */
export function RulePacks() {
  const query = useQuery('/api/rules/packs');
  return (
    <>
      <div className="head">
        <h1>规则包</h1>
        <Link to="/rules">返回规则</Link>
      </div>
      <p className="soft">
        规则包按本地文件定下启用的规则、参数和级别；下级继承上级。本地的设置在规则包之上，另行审批。
      </p>
      <Loaded query={query} what="规则包">
        {(packs) => <Choice packs={packs} onChanged={query.reload} />}
      </Loaded>
    </>
  );
}

function Choice({ packs, onChanged }: { packs: PacksView; onChanged: () => void }) {
  const { account } = useSession();
  const [shown, setShown] = useState(packs.chosen ?? '');
  const { message } = App.useApp();
  const { isRunning, run } = useCommand();
  const pack = packs.packs.find(({ id }) => id === shown);
  const choose = () =>
    run(async () => {
      await send('PUT', '/api/rules/packs/chosen', { pack: shown || null });
      message.success('已选用，最近一次监测记录正重新评判');
      onChanged();
    });
  return (
    <>
      <div className="actions">
        <Radio.Group
          aria-label="规则包"
          value={shown}
          onChange={(event) => setShown(String(event.target.value))}
          options={[
            { value: '', label: '不选用' },
            ...packs.packs.map(({ id, name }) => ({
              value: id,
              label: `${name}${id === packs.chosen ? '（现用）' : ''}`,
            })),
          ]}
        />
        {account.role === 'admin' && (
          <Button
            type="primary"
            disabled={(packs.chosen ?? '') === shown}
            loading={isRunning}
            onClick={() => void choose()}
          >
            选用
          </Button>
        )}
      </div>
      {pack ? (
        <Entries pack={pack} packs={packs.packs} />
      ) : (
        <p>
          不选用规则包时，只执行目录、完整性、时限和栏目的通用规则及对已登记内容的检查，按内置值；其余规则由设置逐条启用。
        </p>
      )}
    </>
  );
}

function Entries({ pack, packs }: { pack: PackView; packs: readonly PackView[] }) {
  const above = packs.find(({ id }) => id === pack.inherits);
  return (
    <>
      <p>{above ? `继承${above.name}，在其上：` : '全国文件所定：'}</p>
      <Table
        size="small"
        rowKey="code"
        pagination={false}
        dataSource={pack.entries}
        columns={[
          { title: '规则', width: '6rem', render: (_value, { code }) => <Link to={`/rules/${code}`}>{code}</Link> },
          { title: '要求', dataIndex: 'says' },
          {
            title: '启用',
            width: '5rem',
            render: (_value, { isEnabled }) => (isEnabled === null ? '' : isEnabled ? '启用' : '停用'),
          },
          {
            title: '级别',
            width: '6rem',
            render: (_value, { severity }) => (severity ? <SeverityMark severity={severity} /> : ''),
          },
          {
            title: '参数',
            render: (_value, { parameters, code }) =>
              Object.entries(parameters)
                .map(([name, value]) => `${parameterName(name, code)}：${valueOf(value)}`)
                .join('；'),
          },
          {
            title: '依据',
            render: (_value, { basis, isUnverified }) => (
              <>
                {basis}
                {isUnverified && <span className="tag tag-doubt">待核对原文</span>}
              </>
            ),
          },
        ]}
        scroll={{ x: 980 }}
      />
    </>
  );
}
