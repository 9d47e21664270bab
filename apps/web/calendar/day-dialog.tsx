import { App, Button, Input, Modal, Radio } from 'antd';
import { useEffect, useState } from 'react';
import type { CalendarDayView } from '../../api/calendar-views';
import { spokenDay } from '../words/days';
import { EditPreview } from './edit-preview';
import { useCalendarEdit } from './use-edit';

interface DayDialogProps {
  /** Null hides the dialog. */
  day: CalendarDayView | null;
  today: string;
  onClose: () => void;
  onChanged: () => void;
}

/** 改定一天: working or off, under which name, on which document; first what moves, then the change. */
export function DayDialog({ day, today, onClose, onChanged }: DayDialogProps) {
  const { message } = App.useApp();
  const editing = useCalendarEdit();
  const [isWorking, setWorking] = useState(false);
  const [name, setName] = useState('');
  const [source, setSource] = useState('');
  useEffect(() => {
    if (!day) return;
    setWorking(!day.isWorking);
    setName(day.isWorking ? '' : '调休上班');
    setSource(day.changed?.source ?? '');
  }, [day]);

  const close = () => {
    editing.forget();
    onClose();
  };
  const apply = async () => {
    if (!(await editing.apply())) return;
    message.success('日历已修改，有关期限正在重新判定');
    close();
    onChanged();
  };
  const changing = (change: () => void) => () => {
    change();
    editing.forget();
  };
  if (!day) return null;
  const isReady = name.trim() !== '' && source.trim() !== '';
  return (
    <Modal
      title={`${spokenDay(day.date, '')}：${day.reason}`}
      open
      onCancel={close}
      width={760}
      footer={[
        day.changed && (
          <Button
            key="undo"
            disabled={editing.isRunning}
            onClick={() => void editing.look({ kind: 'dayRemoved', day: day.date })}
          >
            恢复为通知的安排
          </Button>
        ),
        <Button key="cancel" onClick={close}>
          取消
        </Button>,
        editing.preview && editing.preview.problems.length === 0 ? (
          <Button
            key="apply"
            type="primary"
            disabled={!editing.canApply}
            loading={editing.isRunning}
            onClick={() => void apply()}
          >
            确认修改
          </Button>
        ) : (
          <Button
            key="look"
            type="primary"
            disabled={!isReady}
            loading={editing.isRunning}
            onClick={() => void editing.look({ kind: 'day', day: day.date, isWorking, name, source })}
          >
            预览变动
          </Button>
        ),
      ]}
    >
      {day.changed && (
        <p className="soft">
          {day.changed.by}改定，依据：{day.changed.source}
        </p>
      )}
      <div className="form-rows">
        <Radio.Group
          aria-label="改为"
          value={isWorking}
          onChange={(event) => changing(() => setWorking(event.target.value as boolean))()}
          options={[
            { value: true, label: '工作日' },
            { value: false, label: '休息日' },
          ]}
        />
        <label>
          名目
          <Input
            placeholder="如：调休上班、国庆节、因台风停止办公"
            maxLength={40}
            value={name}
            onChange={(event) => changing(() => setName(event.target.value))()}
          />
        </label>
        <label>
          依据的文件
          <Input
            placeholder="文件名称和文号"
            maxLength={200}
            value={source}
            onChange={(event) => changing(() => setSource(event.target.value))()}
          />
        </label>
      </div>
      {editing.preview && <EditPreview preview={editing.preview} today={today} />}
    </Modal>
  );
}
