import { Button, Dropdown } from 'antd';
import { NavLink, Outlet, ScrollRestoration, useNavigate, useNavigation } from 'react-router-dom';
import type { SessionView } from '../../api/views';
import { useSession } from '../session/session';
import { spokenDay } from '../words/days';
import { ROLE } from '../words/labels';
import { LookSwitches } from './look-switches';
import { placesOf } from './navigation';

/** Head, navigation of the role, and the page. */
export function Frame() {
  const { account } = useSession();
  const isMoving = useNavigation().state !== 'idle';
  return (
    <div className="frame">
      <a className="skip" href="#main">
        跳到正文
      </a>
      {isMoving && <div className="frame-moving" />}
      <Head />
      <nav className="frame-nav" aria-label="主导航">
        <ul>
          {placesOf(account.roles).map(({ path, name }) => (
            <li key={path}>
              <NavLink to={path}>{name}</NavLink>
            </li>
          ))}
        </ul>
      </nav>
      <main className="frame-main" id="main" tabIndex={-1}>
        <Outlet />
      </main>
      <ScrollRestoration />
    </div>
  );
}

function Head() {
  const { region } = useSession();
  return (
    <header className="frame-head">
      <span className="frame-brand">明鉴</span>
      <span className="frame-region">{region.name} · 政务公开在线监督</span>
      <div className="frame-tools">
        <span className="frame-today">
          {region.isVirtual && <span className="tag tag-unseen">演示日期</span>} <b>{region.today}</b>{' '}
          {spokenDay(region.today).replace(/^.*（|）$/g, '')}
        </span>
        <LookSwitches />
        <AccountMenu />
      </div>
    </header>
  );
}

/** 张三（清河县财政局）; a name that already says the unit or the role stands alone. */
function nameWithPlace({ name, role, unitName }: SessionView['account']): string {
  const place = unitName ?? ROLE[role];
  return name.includes(place) ? name : `${name}（${place}）`;
}

function AccountMenu() {
  const { account, signOut } = useSession();
  const navigate = useNavigate();
  const maySet = account.roles.some((role) => role === 'admin' || role === 'auditor');
  const items = [
    { key: 'security', label: '我的账号与安全', onClick: () => void navigate('/security') },
    ...(maySet ? [{ key: 'settings', label: '登录安全设置', onClick: () => void navigate('/security/settings') }] : []),
    { key: 'out', label: '退出登录', onClick: () => void signOut() },
  ];
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button type="text" size="small" aria-haspopup="menu">
        {nameWithPlace(account)}
      </Button>
    </Dropdown>
  );
}
