import { App, Button, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import type { AlertView } from '../../api/views';
import { send } from '../api/client';
import { useCommand } from '../parts/use-command';
import { useSession } from '../session/session';
import './registers.css';

/** 情况说明认定 — accepted until a day, or refused; neither is a mistake of the rule, so neither asks for such a reason. */
export function NoteDecisionButton({ alert, onDecided }: { alert: AlertView; onDecided: () => void }) {
  const [isOpen, setOpen] = useState(false);
  if (alert.code !== 'PUB-03' || !alert.actions.includes('confirm')) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>认定情况说明</Button>
      {isOpen && <NoteDecision alert={alert} onDecided={onDecided} onClose={() => setOpen(false)} />}
    </>
  );
}

interface NoteDecisionProps {
  alert: AlertView;
  onDecided: () => void;
  onClose: () => void;
}

function NoteDecision({ alert, onDecided, onClose }: NoteDecisionProps) {
  const { message } = App.useApp();
  const { region } = useSession();
  const { isRunning, run } = useCommand();
  const [decision, setDecision] = useState<'采纳' | '不采纳'>('采纳');
  const [until, setUntil] = useState(`${region.today.slice(0, 4)}-12-31`);
  const [reason, setReason] = useState('');
  const isAccepted = decision === '采纳';
  const decide = () =>
    run(async () => {
      const body = { decision, reason: reason.trim(), ...(isAccepted ? { until } : {}) };
      await send('POST', `/api/alerts/${alert.id}/situation-note`, body);
      message.success(isAccepted ? `已采纳，至 ${until} 不再提请` : '已不采纳，告警已确认');
      onClose();
      onDecided();
    });
  return (
    <Modal
      title="认定情况说明"
      open
      okText={decision}
      okButtonProps={{ disabled: reason.trim() === '' || (isAccepted && until < region.today) }}
      confirmLoading={isRunning}
      onOk={decide}
      onCancel={onClose}
    >
      <p className="soft">
        采纳的，该事项在有效期内不作缺失判断，到期后重新核实；不采纳的，按未公开评判。可在台账中撤销。
      </p>
      <div className="entry-form entry-form-narrow">
        <Radio.Group
          aria-label="决定"
          value={decision}
          onChange={(event) => setDecision(event.target.value)}
          options={['采纳', '不采纳']}
        />
        {isAccepted && (
          <label>
            <span>有效期至</span>
            <Input
              type="date"
              style={{ width: '11rem' }}
              aria-label="有效期至"
              min={region.today}
              value={until}
              onChange={(event) => setUntil(event.target.value)}
            />
          </label>
        )}
        <label>
          <span>理由</span>
          <Input.TextArea
            aria-label="理由"
            rows={2}
            maxLength={500}
            placeholder="如“经核实本年度未发生该类支出”"
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
      </div>
    </Modal>
  );
}
