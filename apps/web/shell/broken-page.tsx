import { Button } from 'antd';
import { isRouteErrorResponse, Link, useRouteError } from 'react-router-dom';

/** A page that could not be loaded or drawn: most often the platform was upgraded while this tab stood open. */
export function BrokenPage() {
  const reason = useRouteError();
  if (isRouteErrorResponse(reason) && reason.status === 404) return <UnknownPage />;
  return (
    <div className="sign-in" role="alert">
      <div className="sign-in-box">
        <h2>页面没有打开</h2>
        <p>可能是平台刚刚升级，或网络中断。刷新后通常可以恢复；已填写的内容仍保留。</p>
        <Button type="primary" onClick={() => location.reload()}>
          刷新页面
        </Button>
      </div>
    </div>
  );
}

export function UnknownPage() {
  return (
    <div className="empty">
      没有这个页面，网址可能有误。 <Link to="/">返回首页</Link>
    </div>
  );
}
