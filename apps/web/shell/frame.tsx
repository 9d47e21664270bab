import { App, Button, Dropdown, Modal } from 'antd';
import { useState } from 'react';
import { NavLink, Outlet, ScrollRestoration, useNavigation } from 'react-router-dom';
import type { SessionView } from '../../api/views';
import { PasswordForm } from '../session/change-password';
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
  const { account, signOut, accept } = useSession();
  const { message } = App.useApp();
  const [isChanging, setChanging] = useState(false);
  const items = [
    { key: 'password', label: '修改密码', onClick: () => setChanging(true) },
    { key: 'out', label: '退出登录', onClick: () => void signOut() },
  ];
  return (
    <>
      <Dropdown menu={{ items }} trigger={['click']}>
        <Button type="text" size="small" aria-haspopup="menu">
          {nameWithPlace(account)}
        </Button>
      </Dropdown>
      <Modal title="修改密码" open={isChanging} footer={null} destroyOnHidden onCancel={() => setChanging(false)}>
        <PasswordForm
          onChanged={(session) => {
            accept(session);
            setChanging(false);
            message.success('密码已修改');
          }}
        />
      </Modal>
    </>
  );
}
