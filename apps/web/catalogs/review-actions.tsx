import { App, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import type { CatalogVersionView } from '../../api/catalog-views';
import { send } from '../api/client';
import { NoteButton } from '../notices/note-button';
import { useCommand } from '../parts/use-command';
import { useSession } from '../session/session';

interface ReviewActionsProps {
  version: CatalogVersionView;
  onDone: () => void;
}

/** 送审, 撤回, 通过, 退回, 作废, 恢复 — those of them that the account may do now. */
export function ReviewActions({ version, onDone }: ReviewActionsProps) {
  const { message } = App.useApp();
  const { account } = useSession();
  const { isRunning, run } = useCommand();
  const may = (action: string) => version.actions.includes(action);
  const step = (path: 'submit' | 'withdraw' | 'revise', done: string) =>
    run(async () => {
      await send('POST', `/api/catalogs/${version.id}/${path}`);
      message.success(done);
      onDone();
    });
  return (
    <>
      {may('submit') && (
        <Button type="primary" loading={isRunning} onClick={() => step('submit', '已送审')}>
          送审
        </Button>
      )}
      {may('approve') && <ApproveButton version={version} onDone={onDone} />}
      {may('reject') && (
        <NoteButton
          word="退回"
          title="退回目录"
          hint="说明缺什么、改什么；该版本退回后可据以修改再送审。"
          onSend={(note) => send('POST', `/api/catalogs/${version.id}/reject`, { note })}
          onSent={() => {
            message.success('已退回');
            onDone();
          }}
        />
      )}
      {may('withdraw') && (
        <Button loading={isRunning} onClick={() => step('withdraw', '已撤回为草稿')}>
          撤回
        </Button>
      )}
      {may('revise') && (
        <Button
          type={version.state === 'rejected' ? 'primary' : 'default'}
          loading={isRunning}
          onClick={() => step('revise', '已恢复为草稿，改好后可再送审')}
        >
          {version.state === 'rejected' ? '修改后再送审' : '恢复为草稿'}
        </Button>
      )}
      {may('discard') && (
        <NoteButton
          word="作废"
          title={`作废第${version.version}版草稿`}
          hint="作废后不再列入草稿，内容和修改记录保留，需要时可以恢复。现行目录不受影响。"
          onSend={(note) => send('POST', `/api/catalogs/${version.id}/discard`, { note })}
          onSent={() => {
            message.success('已作废');
            onDone();
          }}
        />
      )}
      {version.state === 'review' && !may('approve') && may('withdraw') && (
        <span className="soft small">您导入或修改过该版本，须由另一账号审核。</span>
      )}
      {version.state === 'review' && !may('approve') && account.role === 'domainOwner' && (
        <span className="soft small">
          该版本{may('reject') ? '将替代' : '含有'}您的领域以外的事项，须由监督人员审核通过。
        </span>
      )}
    </>
  );
}

function ApproveButton({ version, onDone }: ReviewActionsProps) {
  const { region } = useSession();
  const { message } = App.useApp();
  const { isRunning, run } = useCommand();
  const [isOpen, setOpen] = useState(false);
  const [effectiveOn, setEffectiveOn] = useState(region.today);
  const [note, setNote] = useState('');
  const approve = () =>
    run(async () => {
      await send('POST', `/api/catalogs/${version.id}/approve`, { effectiveOn, note: note.trim() });
      setOpen(false);
      message.success(`已审核通过，${effectiveOn} 起生效`);
      onDone();
    });
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        审核通过
      </Button>
      <Modal
        title="审核通过"
        open={isOpen}
        okText="通过"
        okButtonProps={{ disabled: effectiveOn === '' }}
        confirmLoading={isRunning}
        onOk={approve}
        onCancel={() => setOpen(false)}
      >
        <div className="stack">
          <p className="soft">自生效之日起按本版判定；现行版本到前一日为止，此前的判定不改写。</p>
          <label className="actions">
            生效日期
            <Input
              type="date"
              aria-label="生效日期"
              style={{ width: '12rem' }}
              value={effectiveOn}
              onChange={(event) => setEffectiveOn(event.target.value)}
            />
          </label>
          <Input.TextArea
            aria-label="审核意见"
            placeholder="审核意见（可不填）"
            rows={2}
            maxLength={500}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </div>
      </Modal>
    </>
  );
}
