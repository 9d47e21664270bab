import { App, Button, Input, Modal, Segmented } from 'antd';
import { useState } from 'react';
import { send } from '../api/client';
import { FileField } from '../parts/file-field';
import { useCommand } from '../parts/use-command';
import { EditPreview } from './edit-preview';
import { type CalendarEditing, useCalendarEdit } from './use-edit';

interface NoticeDialogProps {
  /** The year to enter; null hides the dialog. */
  year: number | null;
  /** A notice of that year is held: what a table changes then rests on another document. */
  isCovered: boolean;
  today: string;
  onClose: () => void;
  onEntered: () => void;
}

/** 录入年度放假安排: the text of the notice is pasted, or a table of days is read; what is not understood is not entered. */
export function NoticeDialog({ year, onClose, ...props }: NoticeDialogProps) {
  const editing = useCalendarEdit();
  if (year === null) return null;
  const close = () => {
    editing.forget();
    onClose();
  };
  return <Dialog key={year} year={year} editing={editing} onClose={close} {...props} />;
}

interface DialogProps extends Omit<NoticeDialogProps, 'year'> {
  year: number;
  editing: CalendarEditing;
}

function Dialog({ year, isCovered, today, editing, onClose, onEntered }: DialogProps) {
  const { message } = App.useApp();
  const { isRunning: isReading, run } = useCommand();
  const [way, setWay] = useState<'text' | 'sheet'>('text');
  const [text, setText] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const [source, setSource] = useState(isCovered ? '' : `国务院办公厅关于${year}年部分节假日安排的通知`);
  const changing = (change: () => void) => {
    change();
    editing.forget();
  };
  const lookAtSheet = () =>
    run(async () => {
      const form = new FormData();
      form.set('year', String(year));
      if (file) form.set('file', file);
      const { days, problems } = await send('POST', '/api/calendar/sheet', form);
      if (problems.length > 0) editing.refuse(problems);
      else await editing.look({ kind: 'sheet', year, source: source.trim(), days });
    });
  const look = () => (way === 'sheet' ? lookAtSheet() : editing.look({ kind: 'notice', year, text }));
  const enter = async () => {
    if (!(await editing.apply())) return;
    message.success(`${year}年放假安排已录入，有关期限正在重新判定`);
    onClose();
    onEntered();
  };
  const isReadable = editing.preview !== null && editing.preview.problems.length === 0;
  const isReady = way === 'text' ? text.trim() !== '' : file !== null && source.trim() !== '';
  return (
    <Modal
      title={`录入${year}年放假安排`}
      open
      onCancel={onClose}
      width={820}
      footer={[
        <Button key="cancel" onClick={onClose}>
          取消
        </Button>,
        isReadable ? (
          <Button
            key="enter"
            type="primary"
            disabled={!editing.canApply}
            loading={editing.isRunning}
            onClick={() => void enter()}
          >
            确认录入
          </Button>
        ) : (
          <Button
            key="look"
            type="primary"
            disabled={!isReady}
            loading={editing.isRunning || isReading}
            onClick={() => void look()}
          >
            读取并预览
          </Button>
        ),
      ]}
    >
      <Segmented
        aria-label="录入方式"
        value={way}
        onChange={(next) => changing(() => setWay(next as 'text' | 'sheet'))}
        options={[
          { value: 'text', label: '粘贴通知' },
          { value: 'sheet', label: '导入表格' },
        ]}
        style={{ marginBottom: 8 }}
      />
      {way === 'text' ? (
        <PastedText year={year} text={text} onChange={(next) => changing(() => setText(next))} />
      ) : (
        <Sheet
          file={file}
          source={source}
          onFile={(next) => changing(() => setFile(next))}
          onSource={(next) => changing(() => setSource(next))}
        />
      )}
      {editing.preview && <EditPreview preview={editing.preview} today={today} />}
    </Modal>
  );
}

function PastedText({ year, text, onChange }: { year: number; text: string; onChange: (text: string) => void }) {
  return (
    <>
      <p className="soft">
        粘贴《国务院办公厅关于{year}年部分节假日安排的通知》全文，或照其格式逐条填写。天数、星期与日期对不上时不予录入。
      </p>
      <Input.TextArea
        aria-label="通知全文"
        rows={9}
        maxLength={20000}
        style={{ marginTop: 8 }}
        placeholder={`一、元旦：1月1日（周五）至3日（周日）放假，共3天。\n二、春节：……放假调休，共……天。……上班。`}
        value={text}
        onChange={(event) => onChange(event.target.value)}
      />
    </>
  );
}

interface SheetProps {
  file: File | null;
  source: string;
  onFile: (file: File | null) => void;
  onSource: (source: string) => void;
}

function Sheet({ file, source, onFile, onSource }: SheetProps) {
  return (
    <div className="form-rows">
      <p className="soft">
        .xlsx、.xls 或 .csv，每行一天或一段（如“10月1日至7日”），三列：日期、休/班、名称；可另有星期、备注。
        有一个词读不懂就不录入。已收录的年度只改与现行日历不同的日子。
      </p>
      <FileField label="放假安排表格" accept=".xlsx,.xls,.csv" file={file} onChange={onFile} />
      <label>
        依据的文件
        <Input
          placeholder="文件名称和文号"
          maxLength={200}
          value={source}
          onChange={(event) => onSource(event.target.value)}
        />
      </label>
    </div>
  );
}
