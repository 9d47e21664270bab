import { Button, Modal, Typography } from 'antd';

/** A password or token that is shown this one time. */
export function SaidOnce({ title, word, advice, onClose }: SaidOnceProps) {
  return (
    <Modal
      title={title}
      open={word !== null}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      footer={
        <Button type="primary" onClick={onClose}>
          已记下
        </Button>
      }
    >
      <Typography.Paragraph copyable={word ? { text: word } : false} className="mono" style={{ fontSize: '1.2em' }}>
        {word}
      </Typography.Paragraph>
      <p className="soft">{advice}关闭后不能再看到。</p>
    </Modal>
  );
}

interface SaidOnceProps {
  readonly title: string;
  /** Null hides it. */
  readonly word: string | null;
  readonly advice: string;
  onClose(): void;
}
