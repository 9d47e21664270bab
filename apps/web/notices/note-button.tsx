import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { useCommand } from '../parts/use-command';

interface NoteButtonProps {
  word: string;
  title: string;
  hint: string;
  onSend: (note: string) => Promise<unknown>;
  onSent: () => void;
}

/** A command that must give its reason in writing. */
export function NoteButton({ word, title, hint, onSend, onSent }: NoteButtonProps) {
  const { isRunning, run } = useCommand();
  const [isOpen, setOpen] = useState(false);
  const [note, setNote] = useState('');
  const submit = () =>
    run(async () => {
      await onSend(note.trim());
      setOpen(false);
      setNote('');
      onSent();
    });
  return (
    <>
      <Button onClick={() => setOpen(true)}>{word}</Button>
      <Modal
        title={title}
        open={isOpen}
        okText={word}
        okButtonProps={{ disabled: note.trim() === '' }}
        confirmLoading={isRunning}
        onOk={submit}
        onCancel={() => setOpen(false)}
      >
        <p className="soft">{hint}</p>
        <Input.TextArea
          aria-label="理由"
          placeholder="理由"
          rows={3}
          maxLength={1000}
          style={{ marginTop: 8 }}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </Modal>
    </>
  );
}
