import { Button } from 'antd';
import { useRef } from 'react';

interface FileFieldProps {
  label: string;
  accept: string;
  file: File | null;
  onChange: (file: File | null) => void;
}

/** One file. The browser's own field speaks the browser's language, so it stays hidden behind ours. */
export function FileField({ label, accept, file, onChange }: FileFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const clear = () => {
    if (input.current) input.current.value = '';
    onChange(null);
  };
  return (
    <div className="actions">
      <input
        ref={input}
        type="file"
        hidden
        aria-label={label}
        accept={accept}
        onChange={(event) => onChange(event.target.files?.[0] ?? null)}
      />
      <Button onClick={() => input.current?.click()}>选择文件</Button>
      <span className="soft">{file?.name ?? '未选择'}</span>
      {file && (
        <Button type="link" size="small" onClick={clear}>
          去掉
        </Button>
      )}
    </div>
  );
}
