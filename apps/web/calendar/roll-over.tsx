import { App, Button, Modal, Select } from 'antd';
import { useState } from 'react';
import type { CalendarYearView } from '../../api/calendar-views';
import { EditPreview } from './edit-preview';
import { useCalendarEdit } from './use-edit';

const WAYS = [
  { value: 1, label: '顺延至节后第一个工作日（《民法典》第二百零三条）' },
  { value: 2, label: '顺延至节后第二个工作日' },
  { value: 3, label: '顺延至节后第三个工作日' },
  { value: 0, label: '不顺延' },
];

interface RollOverProps {
  view: CalendarYearView;
  onChanged: () => void;
}

/** 顺延规则: how natural-day terms that end on a holiday go on; a local matter, so an administrator sets it. */
export function RollOver({ view, onChanged }: RollOverProps) {
  const { message } = App.useApp();
  const editing = useCalendarEdit();
  const [wanted, setWanted] = useState<number | null>(null);
  const current = WAYS.find(({ value }) => value === view.rollOver)?.label ?? `节后第${view.rollOver}个工作日`;
  const close = () => {
    setWanted(null);
    editing.forget();
  };
  const apply = async () => {
    if (!(await editing.apply())) return;
    message.success('已按新的顺延规则重新推算');
    close();
    onChanged();
  };
  return (
    <p className="small">
      自然日期限末日遇节假日：{current}
      {view.canEdit && (
        <Button type="link" size="small" onClick={() => setWanted(view.rollOver)}>
          修改
        </Button>
      )}
      <Modal
        title="顺延规则"
        open={wanted !== null}
        okText={editing.preview ? '采用' : '预览变动'}
        confirmLoading={editing.isRunning}
        okButtonProps={{ disabled: wanted === view.rollOver || (editing.preview !== null && !editing.canApply) }}
        onOk={() => void (editing.preview ? apply() : editing.look({ kind: 'rollOver', rollOver: wanted ?? 1 }))}
        onCancel={close}
        width={720}
      >
        <p className="soft">
          只影响按日、周、月、年计算的期限；工作日期限与固定日期不受影响，普通周末仍顺延至下一个工作日。
        </p>
        <Select
          aria-label="顺延规则"
          style={{ width: '100%', marginTop: 8 }}
          value={wanted ?? undefined}
          options={WAYS}
          onChange={(value: number) => {
            setWanted(value);
            editing.forget();
          }}
        />
        {editing.preview && <EditPreview preview={editing.preview} today={view.today} />}
      </Modal>
    </p>
  );
}
