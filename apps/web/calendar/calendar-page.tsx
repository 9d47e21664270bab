import { Tabs } from 'antd';
import { useSearchParams } from 'react-router-dom';
import { useSession } from '../session/session';
import { Calculator } from './calculator';
import './calendar.css';
import { CalendarChanges } from './changes';
import { YearView } from './year-view';

/** 工作日历: the days every deadline is counted in, the counting itself, and what was changed. */
export function CalendarPage() {
  const [address, setAddress] = useSearchParams();
  const { account } = useSession();
  return (
    <>
      <div className="head">
        <h1>工作日历</h1>
        <span className="soft">公开期限按此推算：国务院办公厅的放假通知，加上管理员改定的日子。</span>
      </div>
      <Tabs
        activeKey={address.get('tab') ?? 'year'}
        onChange={(tab) => setAddress(tab === 'year' ? {} : { tab }, { replace: true })}
        items={[
          { key: 'year', label: '年历', children: <YearView /> },
          { key: 'count', label: '期限推算', children: <Calculator /> },
          ...(account.unitId !== null ? [] : [{ key: 'changes', label: '修改记录', children: <CalendarChanges /> }]),
        ]}
        destroyOnHidden
      />
    </>
  );
}
